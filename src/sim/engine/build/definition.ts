/**
 * What a build is asked for, what it keeps, and its Dockerfile: opened, parsed, and reduced to the stages that the target needs
 * (moby/buildkit `frontend/dockerui`). Throws BuildError.
 */
import type { Engine } from '../engine.ts';
import { randomLink } from '../ids.ts';
import { familiarName, withDefaultTag } from '../image-store.ts';
import type { HistoryEntry, Image, ImageConfig, Layer } from '../model.ts';
import { sha256Hex } from '../sha256.ts';
import type { TarMember } from '../tar/tar-format.ts';
import { type Dockerfile, DockerfileError, parseDockerfile, type Stage } from './dockerfile.ts';
import { warningsOf } from './lint.ts';
import type { BuildProgress, Say } from './progress.ts';
import { expandWord, type Lookup } from './words.ts';

export interface BuildRequest {
  readonly dockerfileName: string;
  /** Null: there is none. */
  readonly dockerfile: string | null;
  readonly ignoreBytes: number | null;
  readonly context: readonly TarMember[];
  readonly tags: readonly string[];
  readonly buildArgs: ReadonlyMap<string, string | null>;
  readonly labels: ReadonlyMap<string, string>;
  readonly target: string | null;
  readonly noCache: boolean;
  /** Only looks at the Dockerfile: its warnings are the result, not part of the progress. */
  readonly checksOnly: boolean;
  /** Asks the registry also for images that are here. */
  readonly pull: boolean;
  /** What `--secret` hands over, by id. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  readonly say: Say;
}

/** What ends a build: the words after `failed to solve: `, and the lines of the Dockerfile that are to blame. */
export class BuildError extends Error {
  readonly at: { readonly line: number; readonly endLine: number } | null;
  constructor(words: string, at: { readonly line: number; readonly endLine: number } | null) {
    super(words);
    this.at = at;
  }
}

/** A stage that was built, or an image it begins with. */
export interface Built {
  readonly layers: readonly Layer[];
  readonly config: ImageConfig;
  readonly history: readonly HistoryEntry[];
  readonly key: string;
  readonly createdMs: number;
  readonly architecture: string;
}

export interface BuildWork {
  readonly engine: Engine;
  readonly request: BuildRequest;
  readonly progress: BuildProgress;
  readonly file: Dockerfile;
  readonly images: Map<string, Image>;
  readonly built: Map<Stage, Built>;
  contextShown: boolean;
  readonly used: readonly Stage[];
  /** Images whose FROM was shown. */
  readonly begun: Set<string>;
}

interface Opened {
  readonly file: Dockerfile;
  readonly stage: Stage;
  readonly used: readonly Stage[];
}

/** Tells of the file at once; what is wrong with it when it has been sent. */
export function openDockerfile(request: BuildRequest, progress: BuildProgress): () => Opened {
  const step = progress.step(`[internal] load build definition from ${request.dockerfileName}`);
  return () => {
    const { dockerfile, dockerfileName } = request;
    const bytes =
      dockerfile === null ? 2 : sentBytes(dockerfileName, new TextEncoder().encode(dockerfile).length);
    step.line(`transferring dockerfile: ${sizeText(bytes)} done`);
    if (dockerfile === null) {
      step.done();
      throw new BuildError(
        `failed to read dockerfile: open ${dockerfileName}: no such file or directory`,
        null,
      );
    }
    try {
      const file = parseDockerfile(dockerfile);
      const stage = targetOf(file, request.target);
      const used = stagesFor(file, stage);
      if (!request.checksOnly) for (const warning of warningsOf(file, used)) step.line(`WARN: ${warning}`);
      step.done();
      return { file, stage, used };
    } catch (error) {
      if (!(error instanceof DockerfileError)) throw error;
      step.done();
      const at = error.line === null ? null : { line: error.line, endLine: error.endLine ?? error.line };
      throw new BuildError(error.message, at);
    }
  };
}

/** Bytes of the transfer protocol for one file (tonistiigi/fsutil). */
export function sentBytes(name: string, length: number): number {
  const head = 21 + name.length;
  if (length === 0) return head;
  return head + 6 + length + (length >= 128 ? 2 : 0);
}

/** go-units HumanSize with a dot of precision as BuildKit prints it. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes}B`;
  const power = bytes >= 1e9 ? 3 : bytes >= 1e6 ? 2 : 1;
  return `${(bytes / 1000 ** power).toFixed(2)}${['', 'kB', 'MB', 'GB'][power]}`;
}

function targetOf(file: Dockerfile, target: string | null): Stage {
  const last = file.stages.at(-1) as Stage;
  if (target === null || target === '') return last;
  const wanted = target.toLowerCase();
  const found =
    file.stages.find((stage) => stage.name === wanted) ??
    (/^\d+$/.test(target) ? file.stages[Number(target)] : undefined);
  if (found === undefined) throw new DockerfileError(`target stage "${target}" could not be found`);
  return found;
}

export function stageNamed(file: Dockerfile, name: string, before: Stage): Stage | null {
  const earlier = file.stages.slice(0, before.index);
  const byName = [...earlier].reverse().find((stage) => stage.name === name.toLowerCase());
  return byName ?? (/^\d+$/.test(name) ? (earlier[Number(name)] ?? null) : null);
}

/** The stages the target needs, itself last. */
function stagesFor(file: Dockerfile, target: Stage): readonly Stage[] {
  const needed = new Set<Stage>();
  const visit = (stage: Stage): void => {
    if (needed.has(stage)) return;
    const names = [stage.base, ...stage.steps.flatMap(({ flags }) => flags.get('from') ?? [])];
    for (const name of names) {
      const other = stageNamed(file, name, stage);
      if (other !== null) visit(other);
    }
    needed.add(stage);
  };
  visit(target);
  return [...needed];
}

/** ARGs before the first FROM. */
export function globalLookup(work: Pick<BuildWork, 'file' | 'request'>): Lookup {
  const values = new Map<string, string>();
  for (const { rest } of work.file.globalArgs) {
    const at = rest.indexOf('=');
    const name = at < 0 ? rest : rest.slice(0, at);
    const given = work.request.buildArgs.get(name);
    const value =
      given ?? (at < 0 ? undefined : expandWord(rest.slice(at + 1), (other) => values.get(other)));
    if (value !== undefined && value !== null) values.set(name, value);
  }
  return (name) => values.get(name);
}

export const fullReference = (name: string): string => {
  const tagged = withDefaultTag(familiarName(name));
  return `docker.io/${tagged.includes('/') ? tagged : `library/${tagged}`}`;
};

/** 25 letters and digits, as BuildKit names what it keeps. */
export const cacheId = (engine: Engine): string => randomLink(engine.sys).toLowerCase().slice(0, 25);

export const keyOf = (...parts: readonly string[]): string => sha256Hex(parts.join('\0'));
