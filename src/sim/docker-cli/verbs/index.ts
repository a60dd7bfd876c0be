/** All verbs by how they are called; `container ls` and `ps` are one. */
import type { Verb } from '../cli.ts';
import { attach } from './attach.ts';
import { exec } from './exec.ts';
import { images } from './images.ts';
import { info } from './info.ts';
import { inspect, inspectContainers, inspectImages } from './inspect.ts';
import { kill, pause, rename, restart, rm, stop, unpause, wait } from './lifecycle.ts';
import { logs } from './logs.ts';
import { ps } from './ps.ts';
import { create, run } from './run.ts';
import { start } from './start.ts';
import { top } from './top.ts';
import { version } from './version.ts';

/** Called alike at the top and below `container`. */
const CONTAINER: Readonly<Record<string, Verb>> = {
  attach,
  create,
  exec,
  kill,
  logs,
  pause,
  rename,
  restart,
  rm,
  run,
  start,
  stop,
  top,
  unpause,
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
  ['images', images],
  ['image ls', images],
  ['version', version],
  ['info', info],
  ['system info', info],
]);
