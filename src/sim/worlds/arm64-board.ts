/**
 * `arm64-board`: a small computer with an ARM processor: Debian's arm64 kernel, Docker, busybox on it and a registry in reach. Programs for other processors do not run: no qemu-user is registered with binfmt_misc. Left out: the board's own hardware.
 */
import type { Image } from '../engine/model.ts';
import { sha256Hex } from '../engine/sha256.ts';
import { FRESH_HOST } from './fresh-host.ts';
import { ONLINE_HOST } from './online-host.ts';
import type { DockerWorld } from './world.ts';

/** The same applets built for ARM: another digest. */
const forArm = (image: Image): Image => ({
  ...image,
  architecture: 'arm64',
  id: `sha256:${sha256Hex(`arm64 ${image.id}`)}`,
});

export const ARM64_BOARD: DockerWorld = {
  ...FRESH_HOST,
  name: 'arm64-board',
  kernel: {
    release: '6.12.57+deb13-arm64',
    version: '#1 SMP Debian 6.12.57-1 (2025-11-05)',
    machine: 'aarch64',
  },
  cpus: 4,
  docker: {
    ...ONLINE_HOST.docker,
    host: { ...FRESH_HOST.docker.host, cpus: 4 },
    images: () => FRESH_HOST.docker.images().map(forArm),
  },
};
