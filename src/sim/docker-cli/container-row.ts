/** A container as `docker ps` shows it (docker/cli `formatter/container.go`): every field a string. */
import { type GoStruct, NIL_POINTER } from '../engine/go-value.ts';
import { shortId } from '../engine/ids.ts';
import { familiarName, withDefaultTag } from '../engine/image-store.ts';
import type { Container } from '../engine/model.ts';
import { goTimeString } from '../engine/timestamps.ts';
import { portsText } from './ports-text.ts';
import { humanDuration, humanSize3 } from './units.ts';

export const CONTAINER_HEADS = {
  ID: 'CONTAINER ID',
  Names: 'NAMES',
  Image: 'IMAGE',
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  RunningFor: 'CREATED',
  Ports: 'PORTS',
  State: 'STATE',
  Status: 'STATUS',
  Size: 'SIZE',
  Labels: 'LABELS',
  Mounts: 'MOUNTS',
  LocalVolumes: 'LOCAL VOLUMES',
  Networks: 'NETWORKS',
  Platform: 'PLATFORM',
};

const COMMAND_WIDTH = 20;
const MOUNT_WIDTH = 15;

export interface RowOptions {
  readonly nowMs: number;
  readonly trunc: boolean;
  /** Null: the size was not asked for. */
  readonly size: { readonly rwBytes: number; readonly rootBytes: number } | null;
}

const ellipsis = (text: string, width: number): string =>
  [...text].length <= width ? text : `${[...text].slice(0, width - 1).join('')}…`;

export function containerRow(container: Container, options: RowOptions): GoStruct {
  const { nowMs, trunc, size } = options;
  const command = [container.path, ...container.args].map(shellWord).join(' ');
  const mounts = container.mounts.map((mount) => (mount.type === 'volume' ? mount.name : mount.source));
  return {
    Command: JSON.stringify(trunc ? ellipsis(command, COMMAND_WIDTH) : command),
    CreatedAt: goTimeString(container.createdMs),
    ID: trunc ? shortId(container.id) : container.id,
    Image: imageName(container),
    Labels: [...container.config.labels]
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join(','),
    LocalVolumes: String(container.mounts.filter((mount) => mount.type === 'volume').length),
    Mounts: mounts.map((mount) => (trunc ? ellipsis(mount, MOUNT_WIDTH) : mount)).join(','),
    Names: container.name,
    Networks: networkOf(container),
    Platform: NIL_POINTER,
    Ports: portsText(container),
    RunningFor: `${humanDuration((nowMs - container.createdMs) / 1000)} ago`,
    Size: size === null ? '0B' : sizeText(size),
    State: container.state.status,
    Status: statusText(container, nowMs),
  };
}

/** The name it was made from; once that names another image or none, the image's id. */
function imageName(container: Container): string {
  const { image, config } = container;
  const wanted = withDefaultTag(familiarName(config.image));
  const byId = image.id.replace('sha256:', '').startsWith(config.image.replace('sha256:', ''));
  return byId || image.repoTags.includes(wanted) ? config.image : shortId(image.id);
}

const networkOf = ({ network }: Container): string => [...network.endpoints.keys()].sort().join(',');

/** The daemon quotes arguments with blanks for the listing. */
const shellWord = (word: string): string => (word.includes(' ') ? `'${word}'` : word);

const sizeText = (size: { rwBytes: number; rootBytes: number }): string =>
  `${humanSize3(size.rwBytes)} (virtual ${humanSize3(size.rwBytes + size.rootBytes)})`;

/** `Up 3 seconds (healthy)`, `Exited (0) 2 minutes ago`, `Created` (moby `container/state.go`). */
export function statusText(container: Container, nowMs: number): string {
  const { state } = container;
  const since = (fromMs: number | null): string => humanDuration((nowMs - (fromMs ?? nowMs)) / 1000);
  if (state.restarting) return `Restarting (${state.exitCode}) ${since(state.finishedMs)} ago`;
  if (state.paused) return `Up ${since(state.startedMs)} (Paused)`;
  if (state.running) {
    const health =
      state.health === null
        ? ''
        : ` (${state.health.status === 'starting' ? 'health: starting' : state.health.status})`;
    return `Up ${since(state.startedMs)}${health}`;
  }
  if (state.status === 'created') return 'Created';
  return `Exited (${state.exitCode}) ${since(state.finishedMs)} ago`;
}
