/**
 * What answers at an address, asked from a place: a process of the machine's own connects, as wget(1) and nc(1) do, in the
 * network and mount namespaces of a container or in the host's. Invariant: it changes what a client changes (a connection, a
 * process number, a line in the server's log), so it is asked of a copy of the machine. Left out: redirects, HTTPS.
 */
import type { FactsOf, Observed, Place, Query, ReachFacts } from '../domain/observation.ts';
import type { Kernel } from './kernel/kernel.ts';
import { type Sys, SysError, type Task } from './kernel/sys.ts';
import { HttpReader, HttpTimeout, parseUrl, readHead, type Url } from './programs/net/http.ts';
import { resolveName } from './programs/net/resolver.ts';
import type { BootedMachine } from './simulated-boot.ts';

type Answer = Observed<FactsOf<Query>>;

const TIMEOUT_MS = 3000;
const BOUNDS = { maxVirtualMs: 30_000, maxSteps: 200_000 };
const LARGEST = 1024 * 1024;

export function reachFrom(machine: BootedMachine, from: Place, url: string): Answer {
  if (from.kind === 'host') {
    const apart = machine.kernel !== machine.engineKernel;
    const because = 'how this computer reaches the virtual machine of its Docker is not simulated';
    return apart ? { known: false, because } : probe(machine.kernel, null, url);
  }
  const container = machine.engine?.containers.find(from.name) ?? null;
  if (container === null) return { known: true, value: null };
  if (!container.state.running || container.state.paused) {
    const because = `the container ${from.name} does not run, so nothing can be asked from it`;
    return { known: false, because };
  }
  return probe(machine.engineKernel, container.state.pid, url);
}

/** From the namespaces of process `pid`; null: from the first ones. */
function probe(kernel: Kernel, pid: number | null, url: string): Answer {
  const { init } = kernel.initialNamespaces.pid;
  const target = parseUrl(url);
  if (init === null || target === null) return { known: false, because: `nobody can ask ${url} here` };
  const outcome: { facts: ReachFacts | null } = { facts: null };
  kernel.makeSys(init).clone({ argv: ['probe', url] }, function* (sys) {
    if (pid !== null) sys.setns(pid as never, ['net', 'mnt']);
    outcome.facts = yield* ask(sys, target);
    return 0;
  });
  kernel.runUntil(() => outcome.facts !== null, BOUNDS);
  return outcome.facts === null
    ? { known: false, because: `${url} gave no answer in time` }
    : { known: true, value: outcome.facts };
}

const failed = (because: string): ReachFacts => ({ kind: 'failed', because });

function* ask(sys: Sys, url: Url): Task<ReachFacts> {
  const found = yield* resolveName(sys, url.host);
  if (found.kind !== 'found') return failed(`no address for ${url.host}`);
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address: found.address, port: url.port }, TIMEOUT_MS);
    if (url.scheme === 'tcp') return { kind: 'answered', status: null, body: '' };
    yield* sys.write(fd, `GET ${url.path} HTTP/1.1\r\nHost: ${url.authority}\r\nConnection: close\r\n\r\n`);
    return yield* answer(new HttpReader(sys, fd, { idleMs: TIMEOUT_MS }));
  } catch (error) {
    if (error instanceof HttpTimeout) return failed('no answer in time');
    if (error instanceof SysError) return failed(ERRORS[error.errno] ?? error.errno);
    throw error;
  } finally {
    sys.close(fd);
  }
}

const ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENETUNREACH: 'network is unreachable',
  EHOSTUNREACH: 'no route to host',
  EINPROGRESS: 'no answer in time',
  ETIMEDOUT: 'no answer in time',
  ECONNRESET: 'connection reset by peer',
};

function* answer(reader: HttpReader): Task<ReachFacts> {
  const head = yield* readHead(reader);
  if (head === null) return failed('the server hung up without an answer');
  const decoder = new TextDecoder();
  let body = '';
  for (let left = Math.min(head.length ?? LARGEST, LARGEST); left > 0; ) {
    const data = yield* reader.some(Math.min(left, 65_536));
    if (data.length === 0) break;
    left -= data.length;
    body += decoder.decode(data, { stream: true });
  }
  return { kind: 'answered', status: head.status, body };
}
