/** `POST /commit` (moby `daemon/images/image_commit.go`): a container's writable layer becomes an image's top layer. */
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { changedConfig } from './image-changes.ts';
import { type ImageBody, imageIdOf } from './image-config.ts';
import { familiarName, withDefaultTag } from './image-store.ts';
import { isEmptyDirectory, layerFrom } from './layers.ts';
import type { Container, Image, ImageConfig } from './model.ts';
import { upperDirectory } from './paths.ts';
import { pauseContainer, unpauseContainer } from './pause.ts';

export interface CommitRequest {
  readonly container: string;
  /** Null: the image gets no name. */
  readonly reference: string | null;
  readonly author: string;
  readonly comment: string;
  readonly changes: readonly string[];
  readonly pause: boolean;
}

const COMMIT_MS = 40;
export const ENGINE_VERSION = '28.5.2+dfsg4';

export function* commitContainer(engine: Engine, request: CommitRequest): Task<Image> {
  const container = engine.containers.get(request.container);
  const config = changedConfig(configOf(container), request.changes);
  const freeze = request.pause && container.state.running && !container.state.paused;
  if (freeze) yield* pauseContainer(engine, container.id);
  try {
    yield* engine.busy(COMMIT_MS);
    return yield* makeImage(engine, container, config, request);
  } finally {
    // It may have ended meanwhile, which is nobody's fault.
    if (freeze && container.state.paused) yield* unpauseContainer(engine, container.id);
  }
}

function* makeImage(
  engine: Engine,
  container: Container,
  config: ImageConfig,
  request: CommitRequest,
): Task<Image> {
  const { sys } = engine;
  const base = container.image;
  const upper = upperDirectory(container.layer);
  const emptyLayer = isEmptyDirectory(sys, upper);
  const createdMs = engine.stamp();
  const body: ImageBody = {
    architecture: base.architecture,
    author: request.author,
    comment: request.comment,
    config,
    createdMs,
    dockerVersion: ENGINE_VERSION,
    layers: emptyLayer ? base.layers : [...base.layers, yield* layerFrom(engine, upper)],
    history: [
      ...base.history,
      {
        createdMs,
        createdBy: (container.config.cmd ?? []).join(' '),
        comment: request.comment,
        emptyLayer,
        ...(request.author === '' ? {} : { author: request.author }),
      },
    ],
  };
  const image = addImage(engine, body, { parent: base.id, reference: request.reference });
  engine.emit(container, 'commit', {
    comment: request.comment,
    imageID: image.id,
    imageRef: request.reference === null ? '' : `docker.io/${longName(request.reference)}`,
  });
  return image;
}

const longName = (reference: string): string => {
  const name = withDefaultTag(familiarName(reference));
  return name.includes('/') ? name : `library/${name}`;
};

/** Registers an image under its digest; one that is there already is given back, with the new name. */
export function addImage(
  engine: Engine,
  body: ImageBody,
  naming: { readonly parent: string; readonly reference: string | null; readonly id?: string },
): Image {
  const id = naming.id ?? imageIdOf(body);
  const there = engine.images.all().find((image) => image.id === id);
  const image: Image = there ?? {
    ...body,
    id,
    repoTags: [],
    repoDigests: [],
    parent: naming.parent,
    lastTagMs: null,
  };
  if (there === undefined) engine.images.add(image);
  if (naming.reference !== null) engine.images.tag(image, naming.reference, engine.stamp());
  return image;
}

/** What a container was made with, as an image says it. */
function configOf(container: Container): ImageConfig {
  const { config } = container;
  return {
    cmd: config.cmd,
    entrypoint: config.entrypoint,
    env: config.env,
    labels: config.labels.size === 0 ? container.image.config.labels : Object.fromEntries(config.labels),
    user: config.user,
    workingDir: config.workingDir,
    volumes: config.volumes,
    exposedPorts: config.exposedPorts.length === 0 ? null : config.exposedPorts,
    stopSignal: config.stopSignal,
    healthcheck: config.healthcheck,
  };
}
