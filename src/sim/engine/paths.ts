/** Where dockerd keeps things on the host (`--data-root /var/lib/docker`), as inspect and mount show them. */
import type { ContainerLayer, HostConfig } from './model.ts';

export const DATA_ROOT = '/var/lib/docker';
export const OVERLAY_ROOT = `${DATA_ROOT}/overlay2`;
export const CONTAINERD_SOCKET = '/run/containerd/containerd.sock';
export const DOCKER_SOCKET = '/var/run/docker.sock';

export const containerDirectory = (id: string): string => `${DATA_ROOT}/containers/${id}`;
export const volumeDirectory = (name: string): string => `${DATA_ROOT}/volumes/${name}/_data`;
export const upperDirectory = (layer: ContainerLayer): string => `${OVERLAY_ROOT}/${layer.id}/diff`;
export const mergedDirectory = (layer: ContainerLayer): string => `${OVERLAY_ROOT}/${layer.id}/merged`;
export const workDirectory = (layer: ContainerLayer): string => `${OVERLAY_ROOT}/${layer.id}/work`;
export const initDirectory = (layer: ContainerLayer): string => `${OVERLAY_ROOT}/${layer.id}-init/diff`;

interface InCgroup {
  readonly id: string;
  readonly hostConfig: Pick<HostConfig, 'cgroupParent'>;
}

/** With cgroup v2 and the systemd driver: `a-b.slice` lies within `a.slice` (systemd.slice(5)). */
export function cgroupOf({ id, hostConfig }: InCgroup): string {
  const slice = hostConfig.cgroupParent || 'system.slice';
  const parts = slice.replace(/\.slice$/, '').split('-');
  const slices = parts.map((_, at) => `${parts.slice(0, at + 1).join('-')}.slice`);
  return `/${slices.join('/')}/docker-${id}.scope`;
}
export const cgroupDirectory = (container: InCgroup): string => `/sys/fs/cgroup${cgroupOf(container)}`;
