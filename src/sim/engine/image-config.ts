/**
 * An image's configuration as the JSON that names it: its digest is the image's id (OCI image-spec `config.md`).
 * Invariant: what is written here is read back the same.
 */
import type { HistoryEntry, Image, ImageConfig } from './model.ts';
import { sha256Hex } from './sha256.ts';
import { rfc3339Nano } from './timestamps.ts';

/** What an image says that was made from files alone (`docker import`, `FROM scratch`). */
export const EMPTY_CONFIG: ImageConfig = {
  cmd: null,
  entrypoint: null,
  env: null,
  labels: null,
  user: '',
  workingDir: '',
  volumes: null,
  exposedPorts: null,
  stopSignal: null,
  healthcheck: null,
};

type Json = Readonly<Record<string, unknown>>;

export type ImageBody = Pick<
  Image,
  'architecture' | 'author' | 'comment' | 'config' | 'createdMs' | 'dockerVersion' | 'history' | 'layers'
>;

const setOf = (names: readonly string[]): Json => Object.fromEntries(names.map((name) => [name, {}]));

export function imageJson(image: ImageBody): string {
  const { config } = image;
  return JSON.stringify({
    architecture: image.architecture,
    ...(image.author === '' ? {} : { author: image.author }),
    ...(image.comment === '' ? {} : { comment: image.comment }),
    config: {
      ...(config.user === '' ? {} : { User: config.user }),
      ...(config.exposedPorts === null ? {} : { ExposedPorts: setOf(config.exposedPorts) }),
      Env: config.env,
      Entrypoint: config.entrypoint,
      Cmd: config.cmd,
      ...(config.healthcheck === null ? {} : { Healthcheck: config.healthcheck }),
      ...(config.volumes === null ? {} : { Volumes: setOf(config.volumes) }),
      WorkingDir: config.workingDir,
      Labels: config.labels,
      ...(config.stopSignal === null ? {} : { StopSignal: config.stopSignal }),
      ...(config.shell === undefined ? {} : { Shell: config.shell }),
      ...(config.onBuild === undefined ? {} : { OnBuild: config.onBuild }),
      ...(config.argsEscaped === true ? { ArgsEscaped: true } : {}),
    },
    created: rfc3339Nano(image.createdMs),
    createdMs: image.createdMs,
    docker_version: image.dockerVersion,
    history: image.history.map(historyJson),
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: image.layers.map(({ diffId }) => diffId) },
  });
}

const historyJson = (entry: HistoryEntry): Json => ({
  created: rfc3339Nano(entry.createdMs),
  createdMs: entry.createdMs,
  ...(entry.author === undefined ? {} : { author: entry.author }),
  created_by: entry.createdBy,
  ...(entry.comment === '' ? {} : { comment: entry.comment }),
  ...(entry.emptyLayer ? { empty_layer: true } : {}),
});

export const imageIdOf = (image: ImageBody): string => `sha256:${sha256Hex(imageJson(image))}`;

export interface ReadConfig {
  readonly body: Omit<ImageBody, 'layers'>;
  readonly diffIds: readonly string[];
}

/** Null when it is no configuration of an image. */
export function readImageJson(text: string): ReadConfig | null {
  const json = parse(text);
  const rootfs = json?.rootfs as { diff_ids?: readonly string[] } | undefined;
  if (json === null || rootfs?.diff_ids === undefined) return null;
  const word = (key: string): string => String(json[key] ?? '');
  return {
    diffIds: rootfs.diff_ids,
    body: {
      architecture: word('architecture'),
      author: word('author'),
      comment: word('comment'),
      dockerVersion: word('docker_version'),
      createdMs: Number(json.createdMs ?? 0),
      config: readConfig((json.config ?? {}) as Json),
      history: ((json.history ?? []) as readonly Json[]).map((entry) => ({
        createdMs: Number(entry.createdMs ?? 0),
        createdBy: String(entry.created_by ?? ''),
        comment: String(entry.comment ?? ''),
        emptyLayer: entry.empty_layer === true,
      })),
    },
  };
}

function parse(text: string): Json | null {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function readConfig(json: Json): ImageConfig {
  const list = (key: string): readonly string[] | null => (json[key] ?? null) as readonly string[] | null;
  const names = (key: string): readonly string[] | null =>
    json[key] === undefined ? null : Object.keys(json[key] as Json);
  return {
    cmd: list('Cmd'),
    entrypoint: list('Entrypoint'),
    env: list('Env'),
    labels: (json.Labels ?? null) as ImageConfig['labels'],
    user: String(json.User ?? ''),
    workingDir: String(json.WorkingDir ?? ''),
    volumes: names('Volumes'),
    exposedPorts: names('ExposedPorts'),
    stopSignal: (json.StopSignal ?? null) as string | null,
    healthcheck: (json.Healthcheck ?? null) as ImageConfig['healthcheck'],
    ...(json.Shell === undefined ? {} : { shell: json.Shell as readonly string[] }),
    ...(json.OnBuild === undefined ? {} : { onBuild: json.OnBuild as readonly string[] }),
    ...(json.ArgsEscaped === true ? { argsEscaped: true } : {}),
  };
}
