/** `GET /images/ID/json`, keys in the order of Docker 28.5.2. */
import { type GoStruct, type GoValue, mapOf, NIL_MAP, NIL_SLICE, sliceOrNil } from './go-value.ts';
import { imageBytes } from './image-store.ts';
import { healthcheckOf } from './inspect-container.ts';
import type { Image, ImageConfig } from './model.ts';
import { rfc3339Nano } from './timestamps.ts';

export function inspectImage(image: Image): GoStruct {
  return {
    Id: image.id,
    RepoTags: [...image.repoTags],
    RepoDigests: [...image.repoDigests],
    Parent: image.parent,
    Comment: image.comment,
    Created: rfc3339Nano(image.createdMs),
    DockerVersion: image.dockerVersion,
    Author: image.author,
    Architecture: image.architecture,
    Os: 'linux',
    Size: imageBytes(image),
    GraphDriver: graphDriver(image),
    RootFS: { Type: 'layers', Layers: image.layers.map(({ diffId }) => diffId) },
    Metadata: { LastTagTime: rfc3339Nano(image.lastTagMs) },
    Config: configOf(image.config),
  };
}

function graphDriver(image: Image): GoStruct {
  const directories = [...image.layers].reverse().map(({ directory }) => directory);
  const top = (directories[0] ?? '').replace(/\/diff$/, '');
  const lower = directories.slice(1);
  return {
    Data: mapOf({
      ...(lower.length === 0 ? {} : { LowerDir: lower.join(':') }),
      MergedDir: `${top}/merged`,
      UpperDir: `${top}/diff`,
      WorkDir: `${top}/work`,
    }),
    Name: 'overlay2',
  };
}

const setOf = (names: readonly string[]): GoValue => new Map(names.map((name) => [name, {}]));

function configOf(config: ImageConfig): GoStruct {
  return {
    ...(config.argsEscaped === true ? { ArgsEscaped: true } : {}),
    Cmd: sliceOrNil(config.cmd),
    Entrypoint: sliceOrNil(config.entrypoint),
    Env: sliceOrNil(config.env),
    ...(config.exposedPorts === null ? {} : { ExposedPorts: setOf(config.exposedPorts) }),
    ...(config.healthcheck === null ? {} : { Healthcheck: healthcheckOf(config.healthcheck) }),
    Labels: config.labels === null ? NIL_MAP : mapOf(config.labels),
    OnBuild: config.onBuild === undefined ? NIL_SLICE : [...config.onBuild],
    ...(config.shell === undefined ? {} : { Shell: [...config.shell] }),
    ...(config.stopSignal === null ? {} : { StopSignal: config.stopSignal }),
    User: config.user,
    Volumes: config.volumes === null ? NIL_MAP : setOf(config.volumes),
    WorkingDir: config.workingDir,
  };
}
