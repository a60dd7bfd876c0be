/** ping of iputils, ICMP echo. Invariant: times are those of the model's way there and back. Left out: IPv6, -f, -I, -M, -R, -T and more. ping(8). */
import { strerror } from '../../kernel/errno.ts';
import { type Program, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { out } from '../lib/io.ts';
import { type Context, Failure, gnu } from '../lib/program.ts';
import { resolveName } from './resolver.ts';

export const ping = gnu({
  short: '4c:i:s:t:W:w:qn',
  real: '6aAbBCdDe:fF:hHI:l:Lm:M:N:Op:Q:rRS:T:UvV',
  usageStatus: 2,
  usage: '',
  run: main,
});

interface Run {
  readonly sys: Sys;
  readonly context: Context;
  readonly fd: number;
  readonly address: string;
  readonly size: number;
  readonly id: number;
  sent: number;
  received: number;
  /** When something was last sent or answered. */
  lastEventMs: number;
  errors: number;
  readonly timesMs: number[];
}

function* main(context: Context): Program {
  const { sys } = context;
  const [host] = context.operands;
  if (host === undefined) throw new Failure('usage error: Destination address required');
  const count = integer(context, 'c', 1, Number.POSITIVE_INFINITY);
  const found = yield* resolveName(sys, host);
  if (found.kind === 'failed') throw new Failure(`${host}: Temporary failure in name resolution`, 2);
  if (found.kind === 'unknown') throw new Failure(`${host}: Name or service not known`, 2);
  const fd = openRaw(sys);
  const size = integer(context, 's', 0, 56);
  const run: Run = {
    sys,
    context,
    fd,
    address: found.address,
    size,
    id: sys.getpid() & 0xffff,
    sent: 0,
    received: 0,
    lastEventMs: 0,
    errors: 0,
    timesMs: [],
  };
  let interrupted = false;
  sys.sigaction('INT', {
    kind: 'handle',
    handler: () => {
      interrupted = true;
    },
  });
  yield* out(sys, `PING ${host} (${found.address}) ${size}(${size + 28}) bytes of data.\n`);
  const startMs = sys.monotonicMs();
  try {
    yield* rounds(run, count, startMs);
  } catch (error) {
    if (!(error instanceof SysError) || !interrupted) throw error;
  }
  yield* out(sys, summary(host, run, run.lastEventMs - startMs));
  return run.received === 0 || (context.has('w') && context.has('c') && run.received < count) ? 1 : 0;
}

function openRaw(sys: Sys): number {
  try {
    return sys.socket('icmp');
  } catch (error) {
    if (error instanceof SysError)
      throw new Failure(
        `socktype: SOCK_RAW\nping: socket: ${strerror(error.errno)}\nping: => missing cap_net_raw+p capability or setuid?`,
        2,
      );
    throw error;
  }
}

function* rounds(run: Run, count: number, startMs: number): Task<void> {
  const { sys, context } = run;
  const intervalMs = Number(context.value('i') ?? 1) * 1000;
  const endMs = context.has('w') ? startMs + Number(context.value('w')) * 1000 : Number.POSITIVE_INFINITY;
  const lingerMs = Number(context.value('W') ?? 10) * 1000;
  const untilAnswered = context.has('w');
  while ((untilAnswered ? run.received : run.sent) < count && sys.monotonicMs() < endMs) {
    const sentMs = sys.monotonicMs();
    run.sent += 1;
    run.lastEventMs = sentMs;
    yield* sendEcho(run);
    const last = !untilAnswered && run.sent >= count;
    const untilMs = Math.min(endMs, sentMs + (last ? lingerMs : intervalMs));
    yield* collect(run, sentMs, untilMs, last || (untilAnswered && run.received + 1 >= count));
  }
}

function* sendEcho(run: Run): Task<void> {
  const { sys, context } = run;
  const ttl = Number(context.value('t') ?? 64);
  try {
    const icmp = { type: 'echo-request', id: run.id, seq: run.sent } as const;
    sys.sendTo(run.fd, new Uint8Array(run.size + 8), { address: run.address, port: 0 }, { ttl, icmp });
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    if (run.sent === 1) throw new Failure(`connect: ${strerror(error.errno)}`, 2);
    yield* context.complain(`sendmsg: ${strerror(error.errno)}`);
  }
}

/** Answers until the time is over; with `stop`, only until the last packet sent is answered. */
function* collect(run: Run, sentMs: number, untilMs: number, stop: boolean): Task<void> {
  const { sys } = run;
  for (;;) {
    const leftMs = untilMs - sys.monotonicMs();
    const got = leftMs <= 0 ? null : yield* sys.receiveFrom(run.fd, 65536, leftMs);
    if (got === null) return;
    if (got.icmp === undefined || got.icmp.id !== run.id) continue;
    const { seq, type } = got.icmp;
    run.lastEventMs = sys.monotonicMs();
    if (type === 'echo-reply') {
      const timeMs = sys.monotonicMs() - sentMs;
      run.received += 1;
      run.timesMs.push(timeMs);
      const start = `${got.data.length} bytes from ${got.from.address}: icmp_seq=${seq} ttl=${got.ttl}`;
      if (!run.context.has('q')) yield* out(sys, `${start} time=${timeText(timeMs)} ms\n`);
    } else {
      run.errors += 1;
      if (!run.context.has('q'))
        yield* out(sys, `From ${got.from.address} icmp_seq=${seq} ${ERRORS[type]}\n`);
    }
    if (stop && seq === run.sent && (type === 'echo-reply' || !run.context.has('w'))) return;
  }
}

const ERRORS = {
  'echo-request': '',
  'net-unreachable': 'Destination Net Unreachable',
  'host-unreachable': 'Destination Host Unreachable',
  'port-unreachable': 'Destination Port Unreachable',
  'time-exceeded': 'Time to live exceeded',
} as const;

/** Three digits, fewer as it grows (ping_common.c). */
const timeText = (ms: number): string =>
  ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms >= 1 ? ms.toFixed(2) : ms.toFixed(3);

function summary(host: string, { sent, received, errors, timesMs }: Run, tookMs: number): string {
  const lost = sent === 0 ? 0 : ((sent - received) * 100) / sent;
  const percent = Number.isInteger(lost) ? String(lost) : String(Number(lost.toPrecision(6)));
  const failed = errors === 0 ? '' : ` +${errors} errors,`;
  const head =
    `\n--- ${host} ping statistics ---\n${sent} packets transmitted, ${received} received,${failed}` +
    ` ${percent}% packet loss, time ${Math.floor(tookMs)}ms\n`;
  if (timesMs.length === 0) return `${head}\n`;
  const mean = timesMs.reduce((sum, ms) => sum + ms, 0) / timesMs.length;
  const square = timesMs.reduce((sum, ms) => sum + ms * ms, 0) / timesMs.length;
  const deviation = Math.sqrt(Math.max(0, square - mean * mean));
  const figures = [Math.min(...timesMs), mean, Math.max(...timesMs), deviation].map((ms) => ms.toFixed(3));
  return `${head}rtt min/avg/max/mdev = ${figures.join('/')} ms\n`;
}

function integer(context: Context, key: string, least: number, otherwise: number): number {
  const text = context.value(key);
  if (text === null) return otherwise;
  const value = Number(text);
  if (!/^-?\d+$/.test(text)) throw new Failure(`invalid argument: '${text}'`);
  if (value < least)
    throw new Failure(`invalid argument: '${text}': out of range: ${least} <= value <= 9223372036854775807`);
  return value;
}
