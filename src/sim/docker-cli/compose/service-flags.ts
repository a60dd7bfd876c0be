/** What of a service is a flag of `docker create` under another name. */
import { type Fields, fieldsAt, pairsAt } from './fields.ts';

/** Compose's field and `docker create`'s flag, where they mean the same. */
const VALUES: Readonly<Record<string, string>> = {
  cpus: 'cpus',
  hostname: 'hostname',
  mem_limit: 'memory',
  pid: 'pid',
  platform: 'platform',
  restart: 'restart',
  stop_signal: 'stop-signal',
  user: 'user',
  working_dir: 'workdir',
  pids_limit: 'pids-limit',
  shm_size: 'shm-size',
};
const SWITCHES: Readonly<Record<string, string>> = {
  init: 'init',
  privileged: 'privileged',
  read_only: 'read-only',
  stdin_open: 'interactive',
  tty: 'tty',
};
const LISTS: Readonly<Record<string, string>> = {
  cap_add: 'cap-add',
  cap_drop: 'cap-drop',
  dns: 'dns',
  expose: 'expose',
  extra_hosts: 'add-host',
  security_opt: 'security-opt',
};

export function serviceFlags(raw: Fields): readonly string[] {
  const flags: string[] = [];
  for (const [key, flag] of Object.entries(VALUES))
    if (raw[key] !== undefined) flags.push(`--${flag}=${String(raw[key])}`);
  for (const [key, flag] of Object.entries(SWITCHES)) if (raw[key] === true) flags.push(`--${flag}`);
  for (const [key, flag] of Object.entries(LISTS))
    for (const one of Array.isArray(raw[key])
      ? (raw[key] as unknown[])
      : raw[key] === undefined
        ? []
        : [raw[key]])
      flags.push(`--${flag}=${String(one)}`);
  for (const [key, value] of pairsAt(raw.labels, 'labels')) flags.push(`--label=${key}=${value ?? ''}`);
  for (const [key, value] of pairsAt(raw.sysctls, 'sysctls')) flags.push(`--sysctl=${key}=${value ?? ''}`);
  return [...flags, ...healthFlags(fieldsAt(raw.healthcheck, 'healthcheck'))];
}

function healthFlags(health: Fields): readonly string[] {
  if (health.disable === true) return ['--no-healthcheck'];
  const flags: string[] = [];
  const { test } = health;
  if (Array.isArray(test))
    flags.push(
      `--health-cmd=${(test[0] === 'CMD' || test[0] === 'CMD-SHELL' ? test.slice(1) : test).join(' ')}`,
    );
  else if (test !== undefined) flags.push(`--health-cmd=${String(test)}`);
  for (const [key, flag] of [
    ['interval', 'interval'],
    ['timeout', 'timeout'],
    ['retries', 'retries'],
    ['start_period', 'start-period'],
  ] as const)
    if (health[key] !== undefined) flags.push(`--health-${flag}=${String(health[key])}`);
  return flags;
}
