/** Everything that can be executed on a simulated machine, by the name its file carries. */
import { dockerMain } from '../docker-cli/main.ts';
import { containerdMain, shimMain } from '../engine/containerd.ts';
import { dockerInit } from '../engine/docker-init.ts';
import type { ProgramMain } from '../kernel/sys.ts';
import { dockerProxy } from '../net/index.ts';
import { HOST_TOOLS } from '../programs/host-tools.ts';
import { PROGRAMS } from '../programs/registry.ts';
import { SERVER_PROGRAMS } from '../programs/servers/index.ts';
import { qemuImgMain } from '../programs/virt/qemu-img/main.ts';
import { virshMain } from '../programs/virt/virsh/main.ts';
import { detectVirt } from './detect-virt.ts';
import { arch, launchd, macUname, swVers, sysctl, uptime } from './mac-programs.ts';
import { MAC_TOOLS } from './mac-tools.ts';
import { waitingDaemon } from './system-programs.ts';

export const MACHINE_PROGRAMS: ReadonlyMap<string, ProgramMain> = new Map<string, ProgramMain>([
  ...PROGRAMS,
  ...SERVER_PROGRAMS,
  ...HOST_TOOLS.map(({ program, main }): [string, ProgramMain] => [program, main]),
  ['containerd', containerdMain],
  ['containerd-shim-runc-v2', shimMain],
  ['docker', dockerMain],
  ['docker-init', dockerInit],
  ['docker-proxy', dockerProxy],
  ['launchd', launchd],
  ['mac-arch', arch],
  ['mac-sysctl', sysctl],
  ['mac-uname', macUname],
  ['mac-uptime', uptime],
  ...MAC_TOOLS,
  ['qemu-img', qemuImgMain],
  ['sw-vers', swVers],
  ['systemd-detect-virt', detectVirt],
  ['virsh', virshMain],
  ['waiting-daemon', waitingDaemon],
]);
