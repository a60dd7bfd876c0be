/** COPY and ADD: the files that the sources name, in the context, in another stage or in an image. Throws BuildError. */
import type { Task } from '../../kernel/sys.ts';
import { inContainerFiles } from '../container-files.ts';
import { packWhole } from '../layers.ts';
import { lookupTimeout } from '../registry/connection.ts';
import { readTar, type TarMember } from '../tar/tar-format.ts';
import { endTar, packTree } from '../tar/tar-write.ts';
import { resolved } from './config-instructions.ts';
import { type Picked, pick } from './copy-files.ts';
import { BuildError, type BuildWork, cacheId, globalLookup, sizeText, stageNamed } from './definition.ts';
import { type Instruction, type Stage, triggersOf } from './dockerfile.ts';
import { bindsContext, mountFlags } from './mount-words.ts';
import type { BuildStep } from './progress.ts';
import { inStepContainer } from './step-container.ts';
import { expandWord, jsonList, type Lookup, rawWords } from './words.ts';

export interface CopySite {
  readonly work: BuildWork;
  readonly stage: Stage;
  /** Begins the step of this instruction, where it fails before it is carried out. */
  readonly openStep: (words: string) => BuildStep;
}

export function* pickSources(
  site: CopySite,
  one: Instruction,
  sources: readonly string[],
  words: string,
): Task<readonly Picked[]> {
  const { heredoc } = one;
  if (heredoc !== null) return [inlineFile(heredoc.word, heredoc.body, site.work.engine.sys.realtimeMs())];
  const remote = one.name === 'ADD' ? sources.find((source) => /^(https?|git):\/\//.test(source)) : undefined;
  if (remote !== undefined) yield* refuseRemote(site, remote, words);
  const from = one.flags.get('from');
  const tree = from === undefined ? site.work.request.context : yield* treeOf(site, from);
  const found: Picked[] = [];
  for (const source of sources) {
    const some = pick(tree, source);
    if (some === null && !/[*?[]/.test(source)) throw missing(site, one, source, words);
    found.push(...(some ?? []));
  }
  return found;
}

/** Tells once that the context was sent, where an instruction of the build takes files of it. */
export function sendContext(work: BuildWork): void {
  const takers = work.used.flatMap((stage) =>
    [...stage.steps, ...inherited(work, stage)].filter(takesContext),
  );
  if (takers.length === 0 || work.contextShown) return;
  work.contextShown = true;
  const { context } = work.request;
  const sent = takers.some((one) => findsSome(context, one)) ? context : [];
  const step = work.progress.step('[internal] load build context');
  step.line(`transferring context: ${sizeText(sent.length === 0 ? 2 : contextBytes(sent))} done`);
  step.done();
}

/** Only what is asked for is sent; of a pattern that names nothing, nothing. Variables in it are not looked at here. */
const findsSome = (context: readonly TarMember[], one: Instruction): boolean =>
  (one.name !== 'COPY' && one.name !== 'ADD') ||
  (jsonList(one.rest) ?? rawWords(one.rest))
    .slice(0, -1)
    .some((source) => source.includes('$') || (pick(context, source) ?? []).length > 0);

/** What the image of a stage leaves to be done. */
const inherited = (work: BuildWork, stage: Stage): readonly Instruction[] =>
  triggersOf(work.images.get(expandWord(stage.base, globalLookup(work)))?.config.onBuild ?? [], stage.from);

const takesContext = (one: Instruction): boolean => {
  const { name, flags, heredoc } = one;
  if (name === 'COPY' || name === 'ADD') return heredoc === null && !flags.has('from');
  return mountFlags(one).some(bindsContext);
};

function missing(site: CopySite, one: Instruction, source: string, words: string): BuildError {
  const { engine } = site.work;
  const step = site.openStep(words);
  const path = resolved('/', source);
  const why = `failed to calculate checksum of ref ${engine.host.engineId}::${cacheId(engine)}: ${JSON.stringify(path)}: not found`;
  step.failed(why);
  return new BuildError(`failed to compute cache key: ${why}`, one);
}

function* refuseRemote(site: CopySite, address: string, words: string): Task<never> {
  const { engine } = site.work;
  const step = site.openStep(words);
  const host = /^\w+:\/\/([^/:]+)/.exec(address)?.[1] ?? '';
  const why = `Get ${JSON.stringify(address)}: ${yield* lookupTimeout(engine, host)}`;
  step.failed(why);
  throw new BuildError(`failed to load cache key: ${why}`, null);
}

/** Everything in another stage or image. */
function* treeOf(site: CopySite, from: string): Task<readonly TarMember[]> {
  const { engine, file, built, images } = site.work;
  const stage = stageNamed(file, from, site.stage);
  const other = stage === null ? images.get(from) : built.get(stage);
  if (other === undefined) return [];
  let bytes = new Uint8Array(0);
  yield* inStepContainer(engine, other, function* (container) {
    bytes = yield* inContainerFiles(engine, container, { volumes: false }, (sys) =>
      packWhole(function* (sink) {
        yield* packTree({ sys, path: '/', as: '' }, sink);
        yield* endTar(sink);
      }),
    ) as Task<Uint8Array<ArrayBuffer>>;
  });
  return readTar(bytes);
}

/** COPY <<EOF: variables of the build are filled in, in what is to be a file; quotes are part of the text. */
export function filledIn(one: Instruction, lookup: Lookup): Instruction {
  const { heredoc } = one;
  if (heredoc === null || heredoc.quoted) return one;
  const body = heredoc.body.replace(/\\\$|\$\{[^}]*\}|\$\w+/g, (found) =>
    found === '\\$' ? '$' : expandWord(found, lookup),
  );
  return { ...one, heredoc: { ...heredoc, body } };
}

function inlineFile(name: string, body: string, mtimeMs: number): Picked {
  const data = new TextEncoder().encode(body);
  const rdev = { major: 0, minor: 0 };
  const entry = {
    name,
    kind: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    sizeBytes: data.length,
    mtimeMs,
    target: '',
    rdev,
  } as const;
  return { root: { entry, data }, members: [], name };
}

/** Bytes of the transfer protocol for these files (tonistiigi/fsutil). */
function contextBytes(members: readonly TarMember[]): number {
  return members.reduce((sum, { entry }) => {
    if (entry.kind === 'directory') return sum + 20 + entry.name.length;
    const size = entry.sizeBytes;
    return sum + 19 + entry.name.length + (size === 0 ? 0 : 8 + size + (size >= 128 ? 2 : 0));
  }, 2);
}
