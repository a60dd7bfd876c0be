/** All verbs by how they are called; `container ls` and `ps` are one. */
import type { Verb } from '../cli.ts';
import { exportVerb, importVerb, load, save } from './archives.ts';
import { attach } from './attach.ts';
import { build } from './build.ts';
import { buildxLs, buildxVersion } from './buildx.ts';
import { commit } from './commit.ts';
import { containerPrune } from './container-prune.ts';
import { contextCreate, contextInspect, contextLs, contextRm, contextShow, contextUse } from './context.ts';
import { cp } from './cp.ts';
import { diff } from './diff.ts';
import { events } from './events.ts';
import { exec } from './exec.ts';
import { builderPrune, imagePrune, systemPrune } from './image-prune.ts';
import { history, pull, rmi, tag } from './image-verbs.ts';
import { images } from './images.ts';
import { info } from './info.ts';
import { inspect, inspectContainers, inspectImages, inspectNetworks, inspectVolumes } from './inspect.ts';
import { kill, pause, rename, restart, rm, stop, unpause, wait } from './lifecycle.ts';
import { logs } from './logs.ts';
import { networkConnect, networkDisconnect, networkLs, networkPrune, networkRm } from './network.ts';
import { networkCreate } from './network-create.ts';
import { pluginLs } from './plugin.ts';
import { port } from './port.ts';
import { ps } from './ps.ts';
import { login, logout, push, search } from './registry-verbs.ts';
import { create, run } from './run.ts';
import { start } from './start.ts';
import { stats } from './stats.ts';
import { systemDf } from './system-df.ts';
import { top } from './top.ts';
import { update } from './update.ts';
import { version } from './version.ts';
import { volumeCreate, volumeLs, volumePrune, volumeRm } from './volume.ts';

/** Called alike at the top and below `container`. */
const CONTAINER: Readonly<Record<string, Verb>> = {
  attach,
  commit,
  cp,
  create,
  diff,
  exec,
  export: exportVerb,
  kill,
  logs,
  pause,
  port,
  rename,
  restart,
  rm,
  run,
  start,
  stats,
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
  ['image rmi', rmi],
  ['history', history],
  ['image history', history],
  ['pull', pull],
  ['image pull', pull],
  ['build', build],
  ['image build', build],
  ['builder build', build],
  ['buildx build', build],
  ['buildx ls', buildxLs],
  ['buildx version', buildxVersion],
  ['import', importVerb],
  ['image import', importVerb],
  ['save', save],
  ['image save', save],
  ['load', load],
  ['image load', load],
  ['push', push],
  ['image push', push],
  ['login', login],
  ['logout', logout],
  ['search', search],
  ['image prune', imagePrune],
  ['builder prune', builderPrune],
  ['buildx prune', builderPrune],
  ['system df', systemDf],
  ['system prune', systemPrune],
  ['events', events],
  ['system events', events],
  ['context ls', contextLs],
  ['context show', contextShow],
  ['context inspect', contextInspect],
  ['context use', contextUse],
  ['context rm', contextRm],
  ['context create', contextCreate],
  ['plugin ls', pluginLs],
  ['volume create', volumeCreate],
  ['volume ls', volumeLs],
  ['volume rm', volumeRm],
  ['volume prune', volumePrune],
  ['volume inspect', inspectVolumes],
  ['network ls', networkLs],
  ['network create', networkCreate],
  ['network rm', networkRm],
  ['network prune', networkPrune],
  ['network connect', networkConnect],
  ['network disconnect', networkDisconnect],
  ['network inspect', inspectNetworks],
  ['images', images],
  ['image ls', images],
  ['version', version],
  ['info', info],
  ['system info', info],
]);
