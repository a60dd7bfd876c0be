import { flagTable } from './flags.ts';

/** Flags of `docker run` and `docker create`, as Docker 20.10 to 28 have them, that a guest may use freely. */
export const runFlags = flagTable(
  '--add-host --annotation -a --attach --blkio-weight --cap-drop --cpu-period --cpu-quota -c --cpu-shares --cpus ' +
    '--cpuset-cpus --cpuset-mems --detach-keys --dns --dns-option --dns-search --domainname --entrypoint -e --env ' +
    '--expose --group-add --health-cmd --health-interval --health-retries --health-start-interval ' +
    '--health-start-period --health-timeout -h --hostname --ip --ip6 -l --label --log-driver --mac-address -m ' +
    '--memory --memory-reservation --memory-swap --memory-swappiness --name --network-alias --oom-score-adj ' +
    '--pids-limit --platform --pull --restart --shm-size --stop-signal --stop-timeout --tmpfs --ulimit -u --user -w ' +
    '--workdir --network --net --pid --ipc --uts --userns --cgroupns -v --volume --mount --volumes-from -p --publish ' +
    '--cap-add --security-opt --sysctl --log-opt',
  '-d --detach --help --init -i --interactive --no-healthcheck -q --quiet --read-only --rm --sig-proxy -t --tty',
);

/** Flags of `docker run` and `docker create` that reach past the container, and what each would do. */
export const harmfulRunFlags: Readonly<Record<string, string>> = {
  '--privileged': 'takes the walls of the container down',
  '--volume-driver': 'shows the container files outside it',
  '--device': 'hands a device of your computer to the container',
  '--device-cgroup-rule': 'hands devices of your computer to the container',
  '--device-read-bps': 'throttles a device of your computer',
  '--device-read-iops': 'throttles a device of your computer',
  '--device-write-bps': 'throttles a device of your computer',
  '--device-write-iops': 'throttles a device of your computer',
  '--blkio-weight-device': 'throttles a device of your computer',
  '--gpus': 'hands devices of your computer to the container',
  '--cgroup-parent': 'puts the container outside the limits it was given',
  '--runtime': 'runs the container by another program',
  '--isolation': 'changes how the container is walled off',
  '--oom-kill-disable': 'lets the container exhaust your memory',
  '--use-api-socket': 'hands your Docker to the container',
  '--env-file': 'reads a file of your computer',
  '--label-file': 'reads a file of your computer',
  '--cidfile': 'writes a file on your computer',
  '--link': 'reaches into another container',
  '--link-local-ip': 'changes your network',
  '--storage-opt': 'changes how files are stored',
  '--kernel-memory': 'is no longer supported by Docker',
  '--cpu-rt-period': 'can starve your computer of processor time',
  '--cpu-rt-runtime': 'can starve your computer of processor time',
  '--disable-content-trust': 'changes which images are trusted',
  '-P': 'opens ports on your computer that nobody has chosen (use `-p 8080:80`)',
  '--publish-all': 'opens ports on your computer that nobody has chosen (use `-p 8080:80`)',
};

export const plainHarm = [
  '--privileged',
  '-P',
  '--publish-all',
  '--oom-kill-disable',
  '--use-api-socket',
  '--disable-content-trust',
];
export const valuedHarm = Object.keys(harmfulRunFlags).filter((name) => !plainHarm.includes(name));

export const execFlags = flagTable(
  '--detach-keys -e --env -u --user -w --workdir',
  '-d --detach -i --interactive -t --tty --help',
);

/** The other verbs that act on containers: their targets are all operands, or the first. */
export const actingVerbs = {
  start: { table: flagTable('--detach-keys', '-a --attach -i --interactive --help'), targets: 'all' },
  stop: { table: flagTable('-s --signal -t --time --timeout', '--help'), targets: 'all' },
  restart: { table: flagTable('-s --signal -t --time --timeout', '--help'), targets: 'all' },
  kill: { table: flagTable('-s --signal', '--help'), targets: 'all' },
  rm: { table: flagTable('', '-f --force -v --volumes --help'), targets: 'all' },
  pause: { table: flagTable('', '--help'), targets: 'all' },
  unpause: { table: flagTable('', '--help'), targets: 'all' },
  attach: { table: flagTable('--detach-keys', '--no-stdin --sig-proxy --help'), targets: 'first' },
  rename: { table: flagTable('', '--help'), targets: 'first' },
  update: {
    table: flagTable(
      '--cpus -c --cpu-shares -m --memory --memory-reservation --memory-swap --pids-limit --restart',
      '--help',
    ),
    targets: 'all',
  },
} as const;

export type ActingVerb = keyof typeof actingVerbs;

/** Verbs that only look. */
export const lookingVerbs: ReadonlySet<string> = new Set([
  'ps',
  'top',
  'logs',
  'inspect',
  'wait',
  'version',
  'info',
  'images',
  'port',
  'diff',
  'stats',
  'history',
  'events',
  'search',
  'help',
]);

/** Docker's nouns, with those of their verbs that only look; `docker container VERB` is `docker VERB`. */
export const lookingNouns: Readonly<Record<string, ReadonlySet<string>>> = {
  image: new Set(['ls', 'list', 'inspect', 'history']),
  network: new Set(['ls', 'list', 'inspect']),
  volume: new Set(['ls', 'list', 'inspect']),
  context: new Set(['ls', 'list', 'inspect', 'show']),
  system: new Set(['df', 'info', 'events']),
};

/** Verbs and nouns that Docker has, which change more than our own containers, or hand files across. */
export const refusedVerbs: ReadonlySet<string> = new Set(
  (
    'builder buildx compose login logout manifest plugin push swarm trust node service stack secret config bake scout init scan sbom debug model mcp ai desktop extension ' +
    'checkpoint app dev feedback offload cloud sandbox harmonia pass'
  ).split(' '),
);
