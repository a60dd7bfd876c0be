/** All verbs by how they are called; `container ls` and `ps` are one. */
import type { Verb } from '../cli.ts';
import { attach } from './attach.ts';
import { containerPrune } from './container-prune.ts';
import { diff } from './diff.ts';
import { exec } from './exec.ts';
import { history, pull, rmi, tag } from './image-verbs.ts';
import { images } from './images.ts';
import { info } from './info.ts';
import { inspect, inspectContainers, inspectImages, inspectNetworks, inspectVolumes } from './inspect.ts';
import { kill, pause, rename, restart, rm, stop, unpause, wait } from './lifecycle.ts';
import { logs } from './logs.ts';
import { networkLs } from './network.ts';
import { port } from './port.ts';
import { ps } from './ps.ts';
import { create, run } from './run.ts';
import { start } from './start.ts';
import { top } from './top.ts';
import { update } from './update.ts';
import { version } from './version.ts';
import { volumeCreate, volumeLs, volumePrune, volumeRm } from './volume.ts';

/** Called alike at the top and below `container`. */
const CONTAINER: Readonly<Record<string, Verb>> = {
  attach,
  create,
  diff,
  exec,
  kill,
  logs,
  pause,
  port,
  rename,
  restart,
  rm,
  run,
  start,
  stop,
  top,
  unpause,
  update,
  wait,
};

export const VERBS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ...Object.entries(CONTAINER),
  ...Object.entries(CONTAINER).map(([name, verb]) => [`container ${name}`, verb] as const),
  ['ps', ps],
  ['container ls', ps],
  ['inspect', inspect],
  ['container inspect', inspectContainers],
  ['image inspect', inspectImages],
  ['container prune', containerPrune],
  ['tag', tag],
  ['image tag', tag],
  ['rmi', rmi],
  ['image rm', rmi],
  ['history', history],
  ['image history', history],
  ['pull', pull],
  ['image pull', pull],
  ['volume create', volumeCreate],
  ['volume ls', volumeLs],
  ['volume rm', volumeRm],
  ['volume prune', volumePrune],
  ['volume inspect', inspectVolumes],
  ['network ls', networkLs],
  ['network inspect', inspectNetworks],
  ['images', images],
  ['image ls', images],
  ['version', version],
  ['info', info],
  ['system info', info],
]);
