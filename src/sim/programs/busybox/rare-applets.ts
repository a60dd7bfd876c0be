/**
 * Models small applets of busybox that few people know: ascii, crc32, dos2unix, unix2dos, fallocate, insmod, nologin, uuidgen,
 * telnet up to its connection, unzip up to the file (their usages). Invariant: bytes are bytes. Left out: unpacking, the telnet protocol.
 */
import { type Program, type ProgramMain, STDOUT, SysError } from '../../kernel/sys.ts';
import { xxd } from '../digest/xxd.ts';
import { crc32 } from '../gzip/format.ts';
import { readFile } from '../lib/io.ts';
import { busybox, type Context, errnoOf, Failure, UsageFailure, words } from '../lib/program.ts';
import { resolveName } from '../net/resolver.ts';
import { cal } from './cal.ts';

const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT NL VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

const shown = (code: number): string =>
  code < 32 ? (CONTROLS[code] ?? '').padEnd(4) : code === 127 ? 'DEL' : `${String.fromCharCode(code)} `;

function* ascii(context: Context): Program {
  const head = 'Dec Hex    Dec Hex    Dec Hex  Dec Hex  Dec Hex  Dec Hex   Dec Hex   Dec Hex\n';
  const cell = (row: number, column: number): string => {
    const code = column * 16 + row;
    const hex = code.toString(16).padStart(2, '0');
    return `${String(code).padStart(column < 6 ? 3 : 4)} ${hex} ${shown(code)}`;
  };
  const rows = Array.from({ length: 16 }, (_, row) =>
    Array.from({ length: 8 }, (_each, column) => cell(row, column))
      .join('')
      .trimEnd(),
  );
  yield* context.out(`${head}${rows.join('\n')}\n`);
  return 0;
}

function* crc(context: Context): Program {
  const { operands, sys } = context;
  for (const path of operands.length === 0 ? ['-'] : operands) {
    try {
      const sum = crc32(yield* readFile(sys, path))
        .toString(16)
        .padStart(8, '0');
      yield* context.out(operands.length === 0 ? `${sum}\n` : `${sum} ${path}\n`);
    } catch (error) {
      throw new Failure(`can't open '${path}': ${words(error)}`);
    }
  }
  return 0;
}

/** dos2unix takes the carriage returns at line ends away, unix2dos adds them; a file is written again in its place. */
const lineEnds = (toDos: boolean) =>
  function* (context: Context): Program {
    const { sys, operands } = context;
    const dos = context.has('d') || (toDos && !context.has('u'));
    const turned = (text: string): string => {
      const plain = text.replace(/\r\n/g, '\n');
      return dos ? plain.replace(/\n/g, '\r\n') : plain;
    };
    const latin = new TextDecoder('latin1');
    const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    for (const path of operands.length === 0 ? ['-'] : operands) {
      try {
        const result = bytes(turned(latin.decode(yield* readFile(sys, path))));
        const fd = path === '-' ? STDOUT : yield* sys.open(path, ['write', 'trunc']);
        yield* sys.write(fd, result);
        if (fd !== STDOUT) sys.close(fd);
      } catch (error) {
        throw new Failure(`${path}: ${words(error)}`);
      }
    }
    return 0;
  };

function* fallocate(context: Context): Program {
  const { sys, operands } = context;
  const [path] = operands;
  const match = /^(\d+)([kKmMgG]?)$/.exec(context.value('l') ?? '');
  if (path === undefined || context.value('l') === null) throw new UsageFailure('');
  if (match === null) throw new Failure(`invalid number '${context.value('l')}'`);
  const unit = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(match[2] ?? '').toLowerCase()] ?? 1;
  try {
    const fd = yield* sys.open(path, ['write', 'create'], 0o666);
    sys.ftruncate(fd, Math.max(sys.fstat(fd).sizeBytes, Number(match[1]) * unit));
    sys.close(fd);
  } catch (error) {
    throw new Failure(`can't open '${path}': ${words(error)}`);
  }
  return 0;
}

const ERRNO_OF_NO_ENTRY = 2;

/** Its status is the errno, taken from 256. */
function* insmod(context: Context): Program {
  const [path] = context.operands;
  if (path === undefined) throw new UsageFailure('');
  const cannot = (reason: string, errno: number): Failure =>
    new Failure(`can't insert '${path}': ${reason}`, 256 - errno);
  try {
    context.sys.close(yield* context.sys.open(path, ['read']));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw cannot(words(error), ERRNO_OF_NO_ENTRY);
    throw error;
  }
  if (!context.sys.getCapabilities().has('SYS_MODULE')) throw cannot('Operation not permitted', 1);
  throw cannot('invalid module format', 8);
}

function* nologin(context: Context): Program {
  yield* context.out('This account is not available\n');
  return 1;
}

function* uuidgen(context: Context): Program {
  const digit = (): string => Math.floor(context.sys.random() * 16).toString(16);
  const digits = (count: number): string => Array.from({ length: count }, digit).join('');
  const variant = '89ab'[Math.floor(context.sys.random() * 4)] ?? '8';
  yield* context.out(`${digits(8)}-${digits(4)}-4${digits(3)}-${variant}${digits(3)}-${digits(12)}\n`);
  return 0;
}

/** Up to the connection: most ask with it whether a port is open. */
function* telnet(context: Context): Program {
  const { sys, operands } = context;
  const [host, port = '23', more] = operands;
  if (host === undefined || more !== undefined) throw new UsageFailure('');
  const found = yield* resolveName(sys, host);
  if (found.kind !== 'found') throw new Failure(`bad address '${host}'`);
  const fd = sys.socket('stream');
  try {
    yield* sys.connect(fd, { address: found.address, port: Number(port) }, null);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new Failure(`can't connect to remote host (${found.address}): ${words(error)}`);
  }
  throw new Failure('its protocol is real, but this simulator does not model it; nc talks the same way', 2);
}

function* unzip(context: Context): Program {
  const [path] = context.operands;
  if (path === undefined) throw new UsageFailure('');
  const names = [path, `${path}.zip`, `${path}.ZIP`];
  if (!names.some((name) => context.sys.access(name, 'exists')))
    throw new Failure(`can't open ${path}[.zip]`);
  throw new Failure('unpacking is real, but this simulator does not model it', 2);
}

export const RARE_APPLETS: Readonly<Record<string, ProgramMain>> = {
  ascii: busybox({ short: '', run: ascii }),
  cal: busybox({ short: 'jmy', run: cal }),
  crc32: busybox({ short: '', run: crc }),
  dos2unix: busybox({ short: 'ud', run: lineEnds(false) }),
  fallocate: busybox({ short: 'l:', real: 'o', run: fallocate }),
  insmod: busybox({ short: '', run: insmod }),
  nologin: busybox({ short: '', run: nologin }),
  telnet: busybox({ short: '', real: 'al', run: telnet }),
  unix2dos: busybox({ short: 'ud', run: lineEnds(true) }),
  unzip: busybox({ short: 'lnojptqKx:d:', run: unzip }),
  uuidgen: busybox({ short: '', run: uuidgen }),
  xxd,
};
