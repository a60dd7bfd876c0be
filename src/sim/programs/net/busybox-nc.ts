/** nc of busybox 1.38: copies between a connection and the standard streams. Left out: -e -f -i, -ll. */
import { type Fd, type Program, STDIN, STDOUT, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { busybox, type Context, Failure, UsageFailure, words } from '../lib/program.ts';
import { resolveName } from './resolver.ts';

export const busyboxNc = busybox({ short: 'lp:w:', real: 'i:f:e:', run: main });

function* main(context: Context): Program {
  const { sys } = context;
  const fd = context.has('l') ? yield* acceptOne(context) : yield* dial(context);
  yield* copyBoth(sys, fd);
  return 0;
}

function* acceptOne(context: Context): Task<Fd> {
  const { sys } = context;
  const fd = sys.socket('stream');
  try {
    sys.bind(fd, { address: '::', port: Number(context.value('p') ?? 0) });
  } catch (error) {
    throw new Failure(`bind: ${words(error)}`);
  }
  sys.listen(fd, 1);
  const connection = yield* sys.accept(fd);
  sys.close(fd);
  return connection;
}

function* dial(context: Context): Task<Fd> {
  const { sys, operands } = context;
  const [host, port, more] = operands;
  if (host === undefined || port === undefined || more !== undefined) throw new UsageFailure('');
  const found = yield* resolveName(sys, host);
  if (found.kind !== 'found') throw new Failure(`bad address '${host}'`);
  const fd = sys.socket('stream');
  const local = context.value('p');
  if (local !== null) sys.bind(fd, { address: '0.0.0.0', port: Number(local) });
  const seconds = context.value('w');
  try {
    yield* sys.connect(
      fd,
      { address: found.address, port: Number(port) },
      seconds === null ? null : Number(seconds) * 1000,
    );
    return fd;
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EINPROGRESS') throw new Failure('timed out');
    throw new Failure(`can't connect to remote host (${found.address}): ${words(error)}`);
  }
}

/** Until the other side ends; the end of standard input only closes our half. */
export function* copyBoth(sys: Sys, fd: Fd): Task<void> {
  let reading = true;
  for (;;) {
    const ready: readonly Fd[] = yield* sys.poll(reading ? [fd, STDIN] : [fd], null);
    if (ready.includes(fd)) {
      const data: Uint8Array = yield* sys.read(fd, 65536);
      if (data.length === 0) return;
      yield* sys.write(STDOUT, data);
    }
    if (reading && ready.includes(STDIN)) {
      const data: Uint8Array = yield* sys.read(STDIN, 65536);
      reading = data.length > 0;
      if (reading) yield* sys.write(fd, data);
      else sys.shutdown(fd, 'write');
    }
  }
}
