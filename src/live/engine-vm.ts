import type { EngineFacts, EngineVm } from '../domain/observation.ts';
import type { EngineInfo } from './engine-info.ts';
import { type HostFacts, isWsl } from './host-facts.ts';

/**
 * In which virtual machine an engine runs that is reached through a socket of this computer. Told by what each product
 * calls its machine; where nothing tells and the kernel is not ours, it is some machine.
 */
export function vmOf(info: EngineInfo, socket: string, host: HostFacts): EngineVm | null {
  const named = products.find(([, fits]) => fits(info, socket));
  if (named !== undefined) return named[0];
  if (isWsl(host) && info.kernelVersion === host.release) return 'wsl2';
  if (host.platform === 'linux' && (info.kernelVersion === host.release || info.kernelVersion === ''))
    return null;
  return info.name === 'podman' && info.isRemoteService ? 'podman-machine' : 'other';
}

const products: readonly (readonly [EngineVm, (info: EngineInfo, socket: string) => boolean])[] = [
  ['docker-desktop', ({ operatingSystem }) => operatingSystem === 'Docker Desktop'],
  ['orbstack', (it, at) => it.operatingSystem === 'OrbStack' || /orbstack/.test(it.kernelVersion + at)],
  ['rancher-desktop', (it, at) => /rancher-desktop/i.test(it.hostname) || /\/\.rd\//.test(at)],
  ['colima', (it, at) => /^colima(-|$)/.test(it.hostname) || /\/\.?colima\//.test(at)],
  ['lima', (it, at) => /^lima-/.test(it.hostname) || /\/\.lima\//.test(at)],
];

/** The engine's own facts, and where it stands as seen from this computer. */
export function engineFacts(info: EngineInfo, socket: string, host: HostFacts): EngineFacts {
  const { id: _id, hostname: _hostname, isRemoteService: _service, ...own } = info;
  const vm = vmOf(info, socket, host);
  return { ...own, vm, processesOnHost: vm === null || vm === 'wsl2' };
}

/** `in Docker Desktop`, `on this computer`: how the status line says where the engine is. */
export function placeOf(vm: EngineVm | null): string {
  return vm === null ? 'on this computer' : `in ${vmNames[vm]}`;
}

export const vmNames: Readonly<Record<EngineVm, string>> = {
  'docker-desktop': 'Docker Desktop',
  wsl2: 'WSL 2',
  colima: 'Colima',
  orbstack: 'OrbStack',
  'rancher-desktop': 'Rancher Desktop',
  lima: 'Lima',
  'podman-machine': 'podman’s machine',
  other: 'a virtual machine on this computer',
};
