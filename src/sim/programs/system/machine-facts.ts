/**
 * Models lscpu (util-linux), systemd-detect-virt (systemd), logname and hostid (coreutils, busybox): what the machine is. Invariant: read
 * off /proc/cpuinfo, /proc/1/environ and the kernel, never known beforehand. Left out: lscpu's caches, NUMA and vulnerabilities, which
 * the modelled machine does not tell.
 */
import { type Program, SysError, type Task } from '../../kernel/sys.ts';
import { linesOf, readText } from '../lib/io.ts';
import { type Context, Failure } from '../lib/program.ts';

function* textOrEmpty(context: Context, path: string): Task<string> {
  try {
    return yield* readText(context.sys, path);
  } catch (error) {
    if (error instanceof SysError) return '';
    throw error;
  }
}

/** The fields of the first processor, and how many there are. */
function* processors(context: Context): Task<{ fields: ReadonlyMap<string, string>; count: number }> {
  const lines = linesOf(yield* textOrEmpty(context, '/proc/cpuinfo'));
  const pairs = lines.map((line) => line.split(/\s*:\s*/));
  const fields = new Map<string, string>();
  for (const [key = '', value = ''] of pairs) if (!fields.has(key)) fields.set(key, value);
  return { fields, count: pairs.filter(([key]) => key === 'processor').length };
}

const numbered = (count: number): string => (count === 1 ? '0' : `0-${count - 1}`);

/** Numbers of makers and of Arm's cores that a modelled machine has (util-linux sys-utils/lscpu-arm.c). */
const ARM_MAKERS: Readonly<Record<string, string>> = { '0x41': 'ARM' };
const ARM_PARTS: Readonly<Record<string, string>> = { '0xd08': 'Cortex-A72' };

export function* lscpu(context: Context): Program {
  const { fields, count } = yield* processors(context);
  const { machine } = context.sys.uname();
  const flags = fields.get('flags') ?? fields.get('Features') ?? '';
  const rows: (readonly [string, string | undefined])[] = [
    ['Architecture:', machine],
    ['CPU op-mode(s):', '32-bit, 64-bit'],
    ['Byte Order:', 'Little Endian'],
    ['CPU(s):', String(count)],
    ['On-line CPU(s) list:', numbered(count)],
    ['Vendor ID:', fields.get('vendor_id') ?? ARM_MAKERS[fields.get('CPU implementer') ?? '']],
    ['Model name:', fields.get('model name') ?? ARM_PARTS[fields.get('CPU part') ?? '']],
    ['CPU family:', fields.get('cpu family')],
    ['Core(s) per socket:', fields.get('cpu cores')],
    ['BogoMIPS:', fields.get('bogomips') ?? fields.get('BogoMIPS')],
    ['Flags:', flags === '' ? undefined : flags],
    ['Virtualization:', / vmx( |$)/.test(flags) ? 'VT-x' : / svm( |$)/.test(flags) ? 'AMD-V' : undefined],
  ];
  const known = rows.filter(([, value]) => value !== undefined);
  const width = Math.max(...known.map(([head]) => head.length)) + 1;
  for (const [head, value] of known) yield* context.out(`${head.padEnd(width)}${value}\n`);
  return 0;
}

/** Docker writes no `container=` into the environment; systemd looks for /.dockerenv as well. */
function* containerKind(context: Context): Task<string> {
  const environment = yield* textOrEmpty(context, '/proc/1/environ');
  const named = environment.split('\0').find((entry) => entry.startsWith('container='));
  if (named !== undefined) return named.slice('container='.length);
  try {
    context.sys.stat('/.dockerenv');
    return 'docker';
  } catch (error) {
    if (error instanceof SysError) return 'none';
    throw error;
  }
}

function* machineKind(context: Context): Task<string> {
  const { fields } = yield* processors(context);
  return / hypervisor( |$)/.test(fields.get('flags') ?? '') ? 'kvm' : 'none';
}

export function* detectVirt(context: Context): Program {
  const onlyMachine = context.has('v');
  const container = onlyMachine ? 'none' : yield* containerKind(context);
  const found = container !== 'none' || context.has('c') ? container : yield* machineKind(context);
  if (!context.has('q')) yield* context.out(`${found}\n`);
  return found === 'none' ? 1 : 0;
}

/** Nobody has logged in: there is no login record of the terminal. */
export const logname = (gnu: boolean) =>
  function* (context: Context): Program {
    yield* context.sys.compute(0);
    throw new Failure(gnu ? 'no login name' : 'getlogin: Inappropriate ioctl for device');
  };

/** gethostid(3): the host's own address in /etc/hosts with its halves exchanged; nothing else makes one here. */
export function* hostid(context: Context): Program {
  const name = context.sys.uname().nodename;
  const line = linesOf(yield* textOrEmpty(context, '/etc/hosts')).find((one) =>
    one.split(/\s+/).slice(1).includes(name),
  );
  const address = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\s/.exec(line ?? '')?.slice(1) ?? ['0', '0', '0', '0'];
  const [a, b, c, d] = address.map((part) => Number(part).toString(16).padStart(2, '0'));
  yield* context.out(`${b}${a}${d}${c}\n`);
  return 0;
}
