/** Where dockerd keeps things on the host (`--data-root /var/lib/docker`), as inspect and mount show them. */
import type { ContainerLayer } from './model.ts';

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

/** With cgroup v2 and the systemd driver. */
export const cgroupOf = (id: string): string => `/system.slice/docker-${id}.scope`;
export const cgroupDirectory = (id: string): string => `/sys/fs/cgroup${cgroupOf(id)}`;
