import { type AssertionVerdict, fails, unknown } from './assertion-verdict.ts';
import type { Clause } from './clause.ts';
import type { ImageAssertion } from './goal.ts';
import { commandClauses, field, judgeThing } from './judge-nouns.ts';
import type { Look } from './look.ts';
import type { ImageFacts, Query } from './observation.ts';
import { counted } from './wording.ts';

export function imageQueries({ name, sameAs, layersOver }: ImageAssertion): readonly Query[] {
  const others = [sameAs, layersOver].filter((other) => other !== undefined);
  return [name, ...others].map((one) => ({ kind: 'image', name: one }));
}

export function judgeImage(wanted: ImageAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'image', name: wanted.name });
  const others = new Map<string, ImageFacts>();
  if (answer.known && answer.value !== null) {
    for (const name of [wanted.sameAs, wanted.layersOver]) {
      if (name === undefined) continue;
      const other = look.now({ kind: 'image', name });
      if (!other.known) return unknown(other.because);
      if (other.value === null) return fails(`There is no image ${name} to compare ${wanted.name} with.`);
      others.set(name, other.value);
    }
  }
  return judgeThing(`image ${wanted.name}`, wanted.absent, answer, (facts) => [
    ...compared(wanted, facts, others),
    ...contents(wanted, facts),
  ]);
}

function compared(
  { sameAs, layersOver, moreLayers }: ImageAssertion,
  facts: ImageFacts,
  others: ReadonlyMap<string, ImageFacts>,
): readonly Clause[] {
  const same = sameAs === undefined ? undefined : others.get(sameAs);
  const base = layersOver === undefined ? undefined : others.get(layersOver);
  return [
    ...field(
      same,
      ({ id }) => id === facts.id,
      () => ({ found: 'has an id of its own', wanted: `have the same id as ${sameAs}` }),
    ),
    ...field(
      base,
      ({ layers }) => layers.every((layer, index) => layer === facts.layers[index]),
      () => ({
        found: `does not begin with the layers of ${layersOver}`,
        wanted: `lie on the layers of ${layersOver}`,
      }),
    ),
    ...field(
      base === undefined ? undefined : moreLayers,
      (more) => facts.layers.length - (base?.layers.length ?? 0) === more,
      (more) => ({
        found: `has ${counted(facts.layers.length, 'layer')}`,
        wanted: `have ${counted((base?.layers.length ?? 0) + more, 'layer')}, ${more} more than ${layersOver}`,
      }),
    ),
  ];
}

function contents(wanted: ImageAssertion, facts: ImageFacts): readonly Clause[] {
  return [
    ...field(
      wanted.layers,
      (count) => count === facts.layers.length,
      (count) => ({
        found: `has ${counted(facts.layers.length, 'layer')}`,
        wanted: `have ${counted(count, 'layer')}`,
      }),
    ),
    ...commandClauses(wanted.cmd, facts.cmd, 'command'),
    ...commandClauses(wanted.noCmd === true ? [] : undefined, facts.cmd, 'command'),
    ...commandClauses(wanted.entrypoint, facts.entrypoint, 'entrypoint'),
    ...field(
      wanted.user,
      (user) => user === facts.user,
      (user) => ({
        found: facts.user === '' ? 'names no user' : `names the user ${facts.user}`,
        wanted: `name the user ${user}`,
      }),
    ),
    ...field(
      wanted.architecture,
      (architecture) => architecture === facts.architecture,
      (architecture) => ({ found: `is for ${facts.architecture}`, wanted: `be for ${architecture}` }),
    ),
  ];
}
