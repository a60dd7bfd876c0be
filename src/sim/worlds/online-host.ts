/**
 * `online-host`: fresh-host with a registry it can reach, so that `docker pull` and `docker run nginx` work as on a computer with a
 * network. The learner's machine where there is no Docker. Left out: every image that is not in worlds/registry.
 */

import { FRESH_HOST } from './fresh-host.ts';
import { REGISTRY } from './registry/images.ts';
import type { DockerWorld } from './world.ts';

export const ONLINE_HOST: DockerWorld = {
  ...FRESH_HOST,
  name: 'online-host',
  docker: { ...FRESH_HOST.docker, registry: REGISTRY },
};
