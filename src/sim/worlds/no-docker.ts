/** `no-docker`: the fresh host before Docker is installed: neither its programs nor its services, group and directories. */
import { type TreeSpec, text } from '../kernel/tree-spec.ts';
import { FRESH_HOST } from './fresh-host.ts';
import { GROUP } from './fresh-host-etc.ts';
import { files, laidOver } from './vm-host-tree.ts';
import type { World } from './world.ts';

const DOCKERS = [
  '/etc/docker',
  '/usr/bin/containerd',
  '/usr/bin/containerd-shim-runc-v2',
  '/usr/bin/docker',
  '/usr/bin/docker-init',
  '/usr/bin/docker-proxy',
  '/usr/bin/tini-static',
  '/usr/sbin/dockerd',
  '/var/lib/docker',
];

/** The tree without what is at an absolute path. */
function without(tree: TreeSpec, path: string): TreeSpec {
  const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
  const { [first]: node, ...others } = tree;
  if (rest.length === 0 || node?.kind !== 'dir') return others;
  return { ...tree, [first]: { ...node, entries: without(node.entries, rest.join('/')) } };
}

const GROUPS = files({ '/etc/group': text(GROUP.replace(/^docker:.*\n/m, '')) });

export const NO_DOCKER: World = {
  ...FRESH_HOST,
  name: 'no-docker',
  hostname: FRESH_HOST.hostname,
  tree: laidOver(DOCKERS.reduce(without, FRESH_HOST.tree), GROUPS),
  services: FRESH_HOST.services.filter(({ path }) => !DOCKERS.includes(path)),
  docker: null,
};
