/**
 * `docker build`: a Dockerfile and its context become an image, step by step, with a cache (moby/buildkit
 * `frontend/dockerfile/dockerfile2llb`). Invariant: a step is run once for the same parent, words and files. Left out: several
 * stages at the same time, mounts of RUN, other platforms, attestations.
 */
import type { Task } from '../../kernel/sys.ts';
import { addImage } from '../commit.ts';
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Image } from '../model.ts';
import { pullImage } from '../pull.ts';
import { lookupTimeout, REGISTRY_HOST } from '../registry/connection.ts';
import {
  BuildError,
  type BuildRequest,
  type BuildWork,
  type Built,
  fullReference,
  globalLookup,
  openDockerfile,
  sentBytes,
  sizeText,
  stageNamed,
} from './definition.ts';
import type { Stage } from './dockerfile.ts';
import { warningSummary, warningsOf } from './lint.ts';
import { BuildProgress } from './progress.ts';
import { StageBuilder } from './stage-builder.ts';
import { expandWord } from './words.ts';

const STEP_MS = 8;

export function* buildImage(engine: Engine, request: BuildRequest): Task<Image> {
  const { work, stage } = yield* prepare(engine, request);
  for (const one of work.used) work.built.set(one, yield* new StageBuilder(work, one).build());
  const image = yield* exportImage(work, work.built.get(stage) as Built);
  work.progress.plain(warningSummary(warningsOf(work.file, work.used)));
  return image;
}

/** `docker build --check`: what BuildKit warns of; nothing is built. */
export function* checkBuild(engine: Engine, request: BuildRequest): Task<readonly string[]> {
  const { work } = yield* prepare(engine, request);
  return warningsOf(work.file, work.file.stages);
}

/** All that comes before the first step. */
function* prepare(
  engine: Engine,
  request: BuildRequest,
): Task<{ readonly work: BuildWork; readonly stage: Stage }> {
  const progress = new BuildProgress(engine.sys, request.say);
  const opened = openDockerfile(request, progress);
  yield* engine.busy(STEP_MS);
  const { file, stage, used } = opened();
  const work: BuildWork = {
    engine,
    request,
    progress,
    file,
    images: new Map(),
    built: new Map(),
    contextShown: false,
    used,
    begun: new Set(),
  };
  yield* loadMetadata(work, used);
  const ignore = progress.step('[internal] load .dockerignore');
  yield* engine.busy(STEP_MS);
  ignore.line(
    `transferring context: ${sizeText(request.ignoreBytes === null ? 2 : sentBytes('.dockerignore', request.ignoreBytes))} done`,
  );
  ignore.done();
  return { work, stage };
}

function* loadMetadata(work: BuildWork, used: readonly Stage[]): Task<void> {
  const lookup = globalLookup(work);
  for (const stage of used) {
    const names = [
      { name: expandWord(stage.base, lookup), at: stage.from },
      ...stage.steps.flatMap((one) => {
        const from = one.flags.get('from');
        return from === undefined ? [] : [{ name: from, at: one }];
      }),
    ];
    for (const { name, at } of names) {
      if (name === 'scratch' || stageNamed(work.file, name, stage) !== null || work.images.has(name))
        continue;
      work.images.set(name, yield* resolveImage(work, name, at));
    }
  }
}

function* resolveImage(
  work: BuildWork,
  name: string,
  at: { readonly line: number; readonly endLine: number },
): Task<Image> {
  const { engine, progress } = work;
  if (!/^[a-z0-9][\w./:@-]*$/.test(name) || /:$/.test(name)) {
    throw new BuildError(`failed to parse stage name ${JSON.stringify(name)}: invalid reference format`, at);
  }
  const full = fullReference(name);
  const step = progress.step(`[internal] load metadata for ${full}`);
  const local = work.request.pull ? null : engine.images.find(name);
  if (local !== null) {
    step.done();
    return local;
  }
  const fail = (words: string): BuildError => {
    step.failed(words);
    return new BuildError(`${name}: failed to resolve source metadata for ${full}: ${words}`, at);
  };
  if (engine.registry === null) {
    const repository = full.replace(/^docker\.io\//, '').replace(/:[^/]*$/, '');
    const tag = full.slice(full.lastIndexOf(':') + 1);
    const address = `https://${REGISTRY_HOST}/v2/${repository}/manifests/${tag}`;
    throw fail(`failed to do request: Head "${address}": ${yield* lookupTimeout(engine, REGISTRY_HOST)}`);
  }
  try {
    const image = yield* pullImage(engine, name);
    step.done();
    return image;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw fail(
      error.message.startsWith('manifest for')
        ? `${full}: not found`
        : 'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    );
  }
}

function* exportImage(work: BuildWork, built: Built): Task<Image> {
  const { engine, request, progress } = work;
  const step = progress.step('exporting to image');
  yield* engine.busy(STEP_MS);
  if (built.layers.length > 0) step.line('exporting layers done');
  const labels =
    request.labels.size === 0
      ? built.config.labels
      : { ...built.config.labels, ...Object.fromEntries(request.labels) };
  const image = addImage(
    engine,
    {
      architecture: built.architecture,
      author: '',
      comment: 'buildkit.dockerfile.v0',
      config: { ...built.config, labels, argsEscaped: true },
      createdMs: built.createdMs,
      dockerVersion: '',
      history: built.history,
      layers: built.layers,
    },
    { parent: '', reference: null },
  );
  step.line(`writing image ${image.id} done`);
  for (const tag of request.tags) {
    engine.images.tag(image, tag, engine.stamp());
    engine.emitImage('tag', image.id, fullReference(tag));
    step.line(
      `naming to ${fullReference(tag).replace(/:latest$/, tag.endsWith(':latest') ? ':latest' : '')} done`,
    );
  }
  step.done();
  return image;
}
