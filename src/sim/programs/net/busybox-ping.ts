/** ping of busybox 1.38, ICMP echo over a raw socket. Invariant: times are those of the model's way there and back. Left out: IPv6, -A -I -p. */
import { type Program, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { out } from '../lib/io.ts';
import { busybox, type Context, Failure, UsageFailure, words } from '../lib/program.ts';
import { resolveName } from './resolver.ts';

export const busyboxPing = busybox({ short: '4c:s:i:t:W:w:q', real: '6AI:p:', run: main });

interface Tally {
  sent: number;
  received: number;
  readonly timesMs: number[];
}

function* main(context: Context): Program {
  const { sys } = context;
  const [host, more] = context.operands;
  if (host === undefined || more !== undefined) throw new UsageFailure('');
  const found = yield* resolveName(sys, host);
  if (found.kind !== 'found') throw new Failure(`bad address '${host}'`);
  const size = number(context, 's', 56);
  yield* out(sys, `PING ${host} (${found.address}): ${size} data bytes\n`);
  const fd = openRaw(sys);
  const tally: Tally = { sent: 0, received: 0, timesMs: [] };
  let stopped = false;
  sys.sigaction('INT', {
    kind: 'handle',
    handler: () => {
      stopped = true;
    },
  });
  try {
    yield* rounds(context, fd, found.address, size, tally);
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'EINTR' || !stopped) throw error;
  }
  yield* out(sys, summary(host, tally));
  return tally.received > 0 ? 0 : 1;
}

function openRaw(sys: Sys) {
  try {
    return sys.socket('icmp');
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EPERM')
      throw new Failure('permission denied (are you root?)');
    throw new Failure(`can't create raw socket: ${words(error)}`);
  }
}

function* rounds(context: Context, fd: number, address: string, size: number, tally: Tally): Task<void> {
  const { sys } = context;
  const count = context.has('c') ? number(context, 'c', 1) : Number.POSITIVE_INFINITY;
  const intervalMs = number(context, 'i', 1) * 1000;
  const startMs = sys.monotonicMs();
  const endMs = context.has('w') ? startMs + number(context, 'w', 0) * 1000 : Number.POSITIVE_INFINITY;
  const id = sys.getpid() & 0xffff;
  for (let seq = 0; seq < count && sys.monotonicMs() < endMs; seq += 1) {
    const sentMs = sys.monotonicMs();
    sendEcho(sys, fd, address, size, { id, seq, ttl: number(context, 't', 64) });
    tally.sent += 1;
    const last = seq + 1 >= count;
    const lastWaitMs = number(context, 'W', 10) * 1000;
    const untilMs = Math.min(endMs, sentMs + (last ? lastWaitMs : intervalMs));
    yield* collect(context, fd, { id, sentMs, untilMs, address, stopAfterOne: last }, tally);
    if (!last) {
      const restMs = Math.min(endMs, sentMs + intervalMs) - sys.monotonicMs();
      if (restMs > 0) yield* sys.sleep(restMs);
    }
  }
}

function sendEcho(
  sys: Sys,
  fd: number,
  address: string,
  size: number,
  echo: { id: number; seq: number; ttl: number },
): void {
  try {
    const icmp = { type: 'echo-request', id: echo.id, seq: echo.seq } as const;
    sys.sendTo(fd, new Uint8Array(size + 8), { address, port: 0 }, { ttl: echo.ttl, icmp });
  } catch (error) {
    throw new Failure(`sendto: ${words(error)}`);
  }
}

function* collect(
  context: Context,
  fd: number,
  wait: { id: number; sentMs: number; untilMs: number; address: string; stopAfterOne: boolean },
  tally: Tally,
): Task<void> {
  const { sys } = context;
  for (;;) {
    const leftMs = wait.untilMs - sys.monotonicMs();
    const got = leftMs <= 0 ? null : yield* sys.receiveFrom(fd, 65536, leftMs);
    if (got === null) return;
    if (got.icmp?.type !== 'echo-reply' || got.icmp.id !== wait.id) continue;
    const timeMs = sys.monotonicMs() - wait.sentMs;
    tally.received += 1;
    tally.timesMs.push(timeMs);
    if (!context.has('q')) {
      const line = `${got.data.length} bytes from ${got.from.address}: seq=${got.icmp.seq} ttl=${got.ttl} time=${timeMs.toFixed(3)} ms`;
      yield* out(sys, `${line}\n`);
    }
    return;
  }
}

function summary(host: string, { sent, received, timesMs }: Tally): string {
  const lost = sent === 0 ? 0 : Math.floor(((sent - received) * 100) / sent);
  const head = `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${received} packets received, ${lost}% packet loss\n`;
  if (received === 0) return head;
  const average = timesMs.reduce((sum, ms) => sum + ms, 0) / timesMs.length;
  const figures = [Math.min(...timesMs), average, Math.max(...timesMs)].map((ms) => ms.toFixed(3));
  return `${head}round-trip min/avg/max = ${figures.join('/')} ms\n`;
}

function number(context: Context, key: string, otherwise: number): number {
  const text = context.value(key);
  if (text === null) return otherwise;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Failure(`invalid number '${text}'`);
  return Number(text);
}
