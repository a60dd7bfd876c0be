import type { Words } from './command-line.ts';
import {
  type ActingVerb,
  actingVerbs,
  execFlags,
  lookingNouns,
  lookingVerbs,
  refusedVerbs,
} from './docker-flags.ts';
import { type ParsedFlags, parseFlags } from './flags.ts';
import { allowed, type Judgement, refuse } from './judgement.ts';
import { judgeCopy } from './rules/copy-rules.ts';
import { imageRule } from './rules/image-rules.ts';
import { type Marks, refusedName } from './rules/marks.ts';
import type { Need } from './rules/need.ts';
import { judgeNetwork } from './rules/network-rules.ts';
import { judgeRun } from './rules/run-rules.ts';
import { valueFlag } from './rules/value-rules.ts';
import { judgeVolume } from './rules/volume-rules.ts';

export type { Marks } from './rules/marks.ts';

/** May these words of `docker` run, and as which? See docs of Judgement. */
export function judgeDocker(words: Words, marks: Marks): Judgement {
  const [docker, first, ...rest] = words;
  if (
    first === undefined ||
    first === '--version' ||
    first === '--help' ||
    (first === '-v' && rest.length === 0)
  )
    return allowed(words);
  if (first.startsWith('-'))
    return refuse(
      `\`docker ${first}\` changes which Docker is spoken to; here it is always the one named above.`,
    );
  if (first === 'container') return judgeVerb([docker, 'container'], rest, marks);
  const looking = lookingNouns[first];
  if (looking !== undefined) return judgeNoun(words, first, looking, marks);
  return judgeVerb([docker], [first, ...rest], marks);
}

function judgeNoun(words: Words, noun: string, looking: ReadonlySet<string>, marks: Marks): Judgement {
  const [docker, , verb, ...rest] = words;
  if (verb === undefined || verb.startsWith('-') || looking.has(verb)) return allowed(words);
  const head: Words = [docker, noun, verb];
  return (
    judgeChanging(noun, head, rest, marks) ??
    refuse(
      `\`docker ${noun} ${verb}\` could change more than this course's own containers, so it does not run here.`,
    )
  );
}

function judgeChanging(noun: string, head: Words, rest: readonly string[], marks: Marks): Judgement | null {
  if (noun === 'network') return judgeNetwork(head, rest, marks);
  if (noun === 'volume') return judgeVolume(head, rest, marks);
  return noun === 'image' ? (imageRule(head.at(-1) ?? '', true)?.(head, rest, marks) ?? null) : null;
}

/** `prefix`: `docker` or `docker container`. A verb Docker does not have runs alone, so that Docker can say so itself. */
function judgeVerb(prefix: Words, words: readonly string[], marks: Marks): Judgement {
  const [verb, ...rest] = words;
  if (verb === undefined) return allowed(prefix);
  const head: Words = [...prefix, verb];
  if (verb === 'run' || verb === 'create') return judgeRun(head, rest, marks);
  if (verb === 'exec') return judgeExec(head, rest);
  if (verb === 'cp') return judgeCopy(head, rest, marks);
  if (Object.hasOwn(actingVerbs, verb)) return judgeActing(head, verb as ActingVerb, rest, marks);
  const onImages = imageRule(verb, false);
  if (onImages !== null) return onImages(head, rest, marks);
  if (lookingVerbs.has(verb) || (prefix.length === 2 && ['ls', 'list'].includes(verb)))
    return allowed([...head, ...atOnce(verb, rest)]);
  if (verb === 'prune')
    return refuse(
      '`docker container prune` could touch containers that are not this course’s; name the container instead.',
    );
  if (refusedVerbs.has(verb))
    return refuse(
      `\`docker ${verb}\` is not used in this course's labs, so on your own machine it does not run.`,
    );
  return allowed(head);
}

/** `docker stats` draws over the screen for ever; here it looks once. */
function atOnce(verb: string, words: readonly string[]): readonly string[] {
  const once = verb !== 'stats' || words.some((word) => word.startsWith('--no-stream') || word === '--help');
  return once ? words : ['--no-stream', ...words];
}

/** A flag that Docker does not know either: what stands before it runs, so that Docker's own message is what is seen. */
function upToUnknown(head: Words, words: readonly string[], at: number | null): Judgement | null {
  return at === null ? null : allowed([...head, words[at] ?? '']);
}

function judgeExec(head: Words, words: readonly string[]): Judgement {
  const parsed = parseFlags(words, execFlags, false);
  const at = parsed.unknownAt === null ? null : words[parsed.unknownAt];
  if (at?.startsWith('--privileged') || at?.startsWith('--env-file'))
    return refuse(
      `\`docker exec ${at}\` reaches past the container; on your own machine it is not allowed in this exercise.`,
    );
  const targets = parsed.operands.slice(0, 1);
  const asAnother = parsed.flags.some(({ name }) => name === '-u' || name === '--user');
  const needs: readonly Need[] = asAnother
    ? targets.map((container) => ({ kind: 'own-pids', container }))
    : [];
  return upToUnknown(head, words, parsed.unknownAt) ?? allowed([...head, ...words], targets, needs);
}

function judgeActing(head: Words, verb: ActingVerb, words: readonly string[], marks: Marks): Judgement {
  const { table, targets } = actingVerbs[verb];
  const parsed = parseFlags(words, table, true);
  const unknown = upToUnknown(head, words, parsed.unknownAt);
  if (unknown !== null) return unknown;
  for (const { name, value } of parsed.flags) {
    const verdict = value === null ? null : valueFlag(name, value);
    if (verdict?.kind === 'refused') return refuse(verdict.sentence);
  }
  const renamed = verb === 'rename' ? parsed.operands[1] : undefined;
  const fault = renamed === undefined ? null : refusedName('a container', renamed, marks);
  if (fault !== null) return refuse(fault);
  const onto = targets === 'all' ? parsed.operands : parsed.operands.slice(0, 1);
  const atOnceToo = verb === 'rm' && marks.guest?.engine === 'podman' && isForced(parsed.flags);
  return allowed(
    [...head, ...(atOnceToo ? ['--time', '0'] : []), ...words],
    onto,
    verb === 'rm' ? onto.map(volumesLeft) : [],
  );
}

/** podman waits ten seconds for what it is told to remove by force; Docker does not. */
const isForced = (flags: ParsedFlags['flags']): boolean =>
  flags.some(({ name, value }) => (name === '-f' || name === '--force') && value !== 'false');

const volumesLeft = (container: string): Need => ({ kind: 'volumes-left', container });
