/**
 * Models getaddrinfo(3) over /etc/hosts and the servers of /etc/resolv.conf, resolver(5). Invariant: a name is first looked up in the file,
 * then asked of each server, twice, five seconds each. Left out: nsswitch.conf, IPv6 answers.
 */
import { type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { type DnsMessage, type DnsType, decodeDns, encodeDns } from '../../net/dns-message.ts';
import { linesOf, readText } from '../lib/io.ts';

export type Resolved =
  | { readonly kind: 'found'; readonly address: string; readonly addresses: readonly string[] }
  /** EAI_NONAME: there is no such name. */
  | { readonly kind: 'unknown' }
  /** EAI_AGAIN: nobody could be asked. */
  | { readonly kind: 'failed' };

export interface ResolverConfig {
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
}

const TIMEOUT_MS = 5000;
const ATTEMPTS = 2;
const DNS_PORT = 53;

export const isIpv4 = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);

export function* resolveName(sys: Sys, name: string): Task<Resolved> {
  if (isIpv4(name)) return { kind: 'found', address: name, addresses: [name] };
  const fromFile = (yield* readHosts(sys))
    .filter(({ names }) => names.includes(name))
    .map(({ address }) => address);
  const [first] = fromFile;
  if (first !== undefined) return { kind: 'found', address: first, addresses: fromFile };
  if (name === 'localhost') return { kind: 'found', address: '127.0.0.1', addresses: ['127.0.0.1'] };
  const config = yield* readResolverConfig(sys);
  let failed = false;
  for (const candidate of candidates(name, config)) {
    const answer = yield* ask(sys, config.servers, candidate, 'A');
    const [address] = answer?.answers ?? [];
    if (answer !== null && address !== undefined)
      return { kind: 'found', address, addresses: answer.answers };
    failed ||= answer === null || answer.code === 'SERVFAIL' || answer.code === 'REFUSED';
  }
  return { kind: failed ? 'failed' : 'unknown' };
}

function candidates(name: string, { search, ndots }: ResolverConfig): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = search.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= ndots ? [name, ...searched] : [...searched, name];
}

/** The first answer of the servers in their order, null when none came. */
export function* ask(
  sys: Sys,
  servers: readonly string[],
  name: string,
  type: DnsType,
): Task<DnsMessage | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    for (const server of servers) {
      const answer = yield* askOne(sys, server, name, type);
      if (answer !== null) return answer;
    }
  }
  return null;
}

function* askOne(sys: Sys, server: string, name: string, type: DnsType): Task<DnsMessage | null> {
  const fd = sys.socket('dgram');
  try {
    const id = Math.floor(sys.random() * 65536);
    yield* sys.connect(fd, { address: server, port: DNS_PORT });
    const query = {
      id,
      response: false,
      authoritative: false,
      code: 'NOERROR',
      name,
      type,
      answers: [],
    } as const;
    yield* sys.write(fd, encodeDns(query));
    const got = yield* sys.receiveFrom(fd, 512, TIMEOUT_MS);
    const message = got === null ? null : decodeDns(got.data);
    return message?.id === id && message.response ? message : null;
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    return null;
  } finally {
    sys.close(fd);
  }
}

export function* readHosts(
  sys: Sys,
): Task<readonly { readonly address: string; readonly names: readonly string[] }[]> {
  const lines = linesOf(yield* textOrNothing(sys, '/etc/hosts'));
  return lines
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .filter(([address = '']) => isIpv4(address))
    .map(([address = '', ...names]) => ({ address, names }));
}

export function* readResolverConfig(sys: Sys): Task<ResolverConfig> {
  const servers: string[] = [];
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of linesOf(yield* textOrNothing(sys, '/etc/resolv.conf'))) {
    const [word, ...values] = line.trim().split(/\s+/);
    if (word === 'nameserver') servers.push(...values.slice(0, 1));
    if (word === 'search' || word === 'domain') search = values;
    const dots = word === 'options' ? values.find((value) => value.startsWith('ndots:')) : undefined;
    if (dots !== undefined) ndots = Number(dots.slice('ndots:'.length));
  }
  return { servers: servers.length === 0 ? ['127.0.0.1'] : servers, search, ndots };
}

function* textOrNothing(sys: Sys, path: string): Task<string> {
  try {
    return yield* readText(sys, path);
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}
