/**
 * The flags of the docker commands that questions ask for, after the command-line reference of Docker 28
 * (docs.docker.com/reference/cli/docker). Written `short/long`; `*` may be given several times. What is not
 * here is not normalised, so that it compares as typed.
 */
export interface FlagTable {
  readonly booleans: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, string>;
  readonly repeatable: ReadonlySet<string>;
}

const CREATE_BOOLEANS =
  'init i/interactive no-healthcheck oom-kill-disable privileged P/publish-all q/quiet read-only rm t/tty';
const CREATE_VALUES =
  'add-host* annotation* a/attach* blkio-weight cap-add* cap-drop* cgroup-parent cgroupns cidfile cpu-period ' +
  'cpu-quota c/cpu-shares cpus cpuset-cpus cpuset-mems device* dns* dns-option* dns-search* domainname entrypoint ' +
  'e/env* env-file* expose* gpus group-add* health-cmd health-interval health-retries health-start-interval ' +
  'health-start-period health-timeout h/hostname ip ip6 ipc l/label* label-file* link* log-driver log-opt* ' +
  'mac-address m/memory memory-reservation memory-swap memory-swappiness mount* name network network-alias* ' +
  'oom-score-adj pid pids-limit platform p/publish* pull restart runtime security-opt* shm-size stop-signal ' +
  'stop-timeout storage-opt* sysctl* tmpfs* ulimit* u/user userns uts v/volume* volumes-from* w/workdir';
const UPDATE_VALUES =
  'blkio-weight cpu-period cpu-quota c/cpu-shares cpus cpuset-cpus cpuset-mems m/memory memory-reservation ' +
  'memory-swap pids-limit restart';

const SOURCE: Readonly<Record<string, readonly [booleans: string, values: string]>> = {
  run: [`${CREATE_BOOLEANS} d/detach sig-proxy`, `${CREATE_VALUES} detach-keys`],
  create: [CREATE_BOOLEANS, CREATE_VALUES],
  exec: ['d/detach i/interactive privileged t/tty', 'detach-keys e/env* env-file* u/user w/workdir'],
  ps: ['a/all l/latest no-trunc q/quiet s/size', 'f/filter* format n/last'],
  start: ['a/attach i/interactive', 'detach-keys'],
  stop: ['', 's/signal t/timeout'],
  restart: ['', 's/signal t/timeout'],
  kill: ['', 's/signal'],
  pause: ['', ''],
  unpause: ['', ''],
  wait: ['', ''],
  rm: ['f/force l/link v/volumes', ''],
  rename: ['', ''],
  update: ['', UPDATE_VALUES],
  top: ['', ''],
  logs: ['details f/follow t/timestamps', 'since until n/tail'],
  attach: ['no-stdin sig-proxy', 'detach-keys'],
  inspect: ['s/size', 'f/format type'],
  'container inspect': ['s/size', 'f/format'],
  'image inspect': ['', 'f/format platform'],
  port: ['', ''],
  stats: ['a/all no-stream no-trunc', 'format'],
  diff: ['', ''],
  cp: ['a/archive L/follow-link q/quiet', ''],
  commit: ['', 'a/author c/change* m/message'],
  images: ['a/all digests no-trunc q/quiet tree', 'f/filter* format'],
  pull: ['a/all-tags q/quiet', 'platform'],
  rmi: ['f/force no-prune', ''],
  tag: ['', ''],
  history: ['no-trunc q/quiet', 'format platform'],
  version: ['', 'f/format'],
  info: ['', 'f/format'],
  'network ls': ['no-trunc q/quiet', 'f/filter* format'],
  'network create': ['attachable internal', 'd/driver subnet* gateway* ip-range* label* o/opt*'],
  'network rm': ['f/force', ''],
  'network connect': ['', 'alias* ip ip6'],
  'network disconnect': ['f/force', ''],
  'network inspect': ['v/verbose', 'f/format'],
  'volume ls': ['q/quiet', 'f/filter* format'],
  'volume create': ['', 'd/driver label* name o/opt*'],
  'volume rm': ['f/force', ''],
  'volume inspect': ['', 'f/format'],
  build: ['no-cache q/quiet', 'build-arg* f/file label* platform progress target t/tag*'],
};

/** Older spellings that the command line still takes. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  net: 'network',
  'net-alias': 'network-alias',
  time: 'timeout',
};

/** The flags of a command such as `run` or `network ls`; null when they are not in the table. */
export function dockerFlags(verb: string): FlagTable | null {
  const source = Object.hasOwn(SOURCE, verb) ? SOURCE[verb] : undefined;
  if (source === undefined) return null;
  const repeatable = new Set<string>();
  return { booleans: names(source[0], repeatable), values: names(source[1], repeatable), repeatable };
}

function names(source: string, repeatable: Set<string>): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const entry of source.split(' ').filter(Boolean)) {
    const [first = '', second] = entry.replace('*', '').split('/');
    const long = second ?? first;
    if (entry.endsWith('*')) repeatable.add(long);
    if (second !== undefined) table.set(`-${first}`, long);
    table.set(`--${long}`, long);
    for (const [old, now] of Object.entries(OLD_NAMES)) if (now === long) table.set(`--${old}`, long);
  }
  return table;
}
