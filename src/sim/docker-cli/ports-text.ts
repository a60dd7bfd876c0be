/** The PORTS column (docker/cli `formatter.DisplayablePorts`): neighbours that are alike inside and outside are written as ranges. */
import type { Container } from '../engine/model.ts';

export interface Port {
  readonly ip: string;
  readonly inner: number;
  readonly outer: number;
  readonly type: string;
}

interface Group {
  first: number;
  last: number;
}

const hostPort = (ip: string, port: string): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;

function formGroup(key: string, { first, last }: Group): string {
  const [head = '', type] = key.split('/');
  const range = first === last ? String(first) : `${first}-${last}`;
  return type === undefined ? `${range}/${head}` : `${hostPort(head, range)}->${range}/${type}`;
}

/** `0.0.0.0:8080->80/tcp, [::]:8080->80/tcp`; nothing when it does not run. */
export function portsText(container: Container): string {
  const result: string[] = [];
  const mapped: string[] = [];
  const groups = new Map<string, Group>();
  for (const { ip, inner, outer, type } of portsOf(container)) {
    if (ip !== '' && outer !== inner) {
      mapped.push(`${hostPort(ip, String(outer))}->${inner}/${type}`);
      continue;
    }
    const key = ip === '' ? type : `${ip}/${type}`;
    const group = groups.get(key);
    if (group !== undefined && inner === group.last + 1) {
      group.last = inner;
      continue;
    }
    if (group !== undefined) result.push(formGroup(key, group));
    groups.set(key, { first: inner, last: inner });
  }
  return [...result, ...[...groups].map(([key, group]) => formGroup(key, group)), ...mapped].join(', ');
}

/** What is exposed and what is published of a container that runs; `outer` is 0 for a port that is only exposed. */
export function portsOf({ state, config, network }: Container): readonly Port[] {
  if (!state.running || !network.published) return [];
  const split = (word: string): { inner: number; type: string } => {
    const [number = '', type = 'tcp'] = word.split('/');
    return { inner: Number(number), type };
  };
  const live = network.ports.map((one) => ({
    ...split(one.containerPort),
    ip: one.hostIp,
    outer: Number(one.hostPort),
  }));
  const bound = new Set(network.ports.map(({ containerPort }) => containerPort));
  const exposed = config.exposedPorts
    .filter((port) => !bound.has(port))
    .map((port) => ({ ...split(port), ip: '', outer: 0 }));
  return [...exposed, ...live].sort(
    (a, b) => a.inner - b.inner || order(a.ip, b.ip) || a.outer - b.outer || order(a.type, b.type),
  );
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
