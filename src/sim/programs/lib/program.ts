/**
 * Models what programs of one family share: how they read options and how they word refusals: GNU (coreutils, procps and the
 * like), busybox and macOS's BSD tools, whose own words for a bad option are left out. Invariant: three refusals are never mixed: not an option at all (the real message), a real option that
 * is not modelled (says so, status 2), and errors of the run. Left out: translations.
 */
import { type Errno, strerror } from '../../kernel/errno.ts';
import { type Program, type ProgramMain, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { BUSYBOX_USAGES } from './busybox-usages.ts';
import { MORE_BUSYBOX_USAGES } from './busybox-usages-more.ts';
import { err, out } from './io.ts';
import { OptionError, type OptionSpec, type Options, parseOptions } from './options.ts';
import { SELDOM_USAGES_FIRST } from './seldom-usages-first.ts';
import { SELDOM_USAGES_SECOND } from './seldom-usages-second.ts';

export interface Context {
  readonly sys: Sys;
  /** The name it was called by, without its directory. */
  readonly name: string;
  readonly options: Options;
  readonly operands: readonly string[];
  has(key: string): boolean;
  value(key: string): string | null;
  out(text: string): Task<void>;
  /** `name: message` on standard error. */
  complain(message: string): Task<void>;
}

export interface ProgramSpec extends OptionSpec {
  /** Exit status after a bad option; 1 in GNU programs unless they say otherwise, 1 in busybox. */
  readonly usageStatus?: number;
  /** GNU: what follows the message instead of `Try 'x --help' for more information.` */
  readonly usage?: string;
  readonly version?: string;
  readonly run: (context: Context) => Program;
}

/** Ends a program with a message `name: ...`, or none. */
export class Failure extends Error {
  readonly status: number;
  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/** Ends a program with the usage of its family after `name: message` (busybox: usage alone where the message is ''). */
export class UsageFailure extends Error {}

export const baseName = (path: string): string => path.split('/').at(-1) ?? path;

/** The errno's words, or the error again when it is none. */
export function words(error: unknown): string {
  if (error instanceof SysError) return strerror(error.errno);
  throw error;
}

export function errnoOf(error: unknown): Errno {
  if (error instanceof SysError) return error.errno;
  throw error;
}

export const gnu = (spec: ProgramSpec): ProgramMain => define(spec, GNU);
export const busybox = (spec: ProgramSpec): ProgramMain => define(spec, BUSYBOX);
export const bsd = (spec: ProgramSpec): ProgramMain => define(spec, BSD);

interface Family {
  readonly optionWords: (error: OptionError) => string;
  readonly afterUsage: (spec: ProgramSpec, name: string) => string;
  readonly help: (name: string) => string | null;
}

function gnuOptionWords({ kind, shown, long }: OptionError): string {
  switch (kind) {
    case 'missing-value':
      return long ? `option '${shown}' requires an argument` : `option requires an argument -- '${shown}'`;
    case 'unexpected-value':
      return `option '${shown}' doesn't allow an argument`;
    case 'ambiguous':
      return `option '${shown}' is ambiguous`;
    default:
      return long ? `unrecognized option '${shown}'` : `invalid option -- '${shown}'`;
  }
}

const GNU: Family = {
  optionWords: gnuOptionWords,
  afterUsage: (spec, name) => spec.usage ?? `Try '${name} --help' for more information.\n`,
  help: () => null,
};

export const BUSYBOX_BANNER = 'BusyBox v1.38.0 (Debian 1:1.38.0-3+b1) multi-call binary.\n';

const usageOf = (name: string): string | undefined =>
  BUSYBOX_USAGES[name] ??
  MORE_BUSYBOX_USAGES[name] ??
  SELDOM_USAGES_FIRST[name] ??
  SELDOM_USAGES_SECOND[name];

/** The usage text of an applet, banner and all. */
export const busyboxUsage = (name: string): string =>
  `${BUSYBOX_BANNER}\n${usageOf(name) ?? `Usage: ${name}\n`}`;

export const hasBusyboxUsage = (name: string): boolean => usageOf(name) !== undefined;

const BUSYBOX: Family = {
  optionWords: gnuOptionWords,
  afterUsage: (_spec, name) => busyboxUsage(name),
  help: busyboxUsage,
};

/** No option is known to be none of the real program's: each that is not modelled says so. */
const BSD: Family = {
  optionWords: gnuOptionWords,
  afterUsage: (_spec, name) =>
    `${name}: these arguments have a usage message of macOS that this simulator does not model\n`,
  help: () => null,
};

/** What is left when writing fails and the program has no words of its own for it. */
const WRITE_ERRORS: ReadonlySet<string> = new Set<Errno>(['ENOSPC', 'EFBIG', 'EIO']);

const define =
  (spec: ProgramSpec, family: Family): ProgramMain =>
  (sys, argv) =>
    run(spec, family, sys, argv);

function* run(spec: ProgramSpec, family: Family, sys: Sys, argv: readonly string[]): Program {
  const name = baseName(argv[0] ?? '');
  const args = argv.slice(1);
  if (args[0] === '--help' && family.help(name) !== null) {
    yield* err(sys, family.help(name) ?? '');
    return 0;
  }
  if (args[0] === '--version' && spec.version !== undefined) {
    yield* out(sys, spec.version);
    return 0;
  }
  try {
    const options = parseOptions(args, spec);
    return yield* spec.run(contextOf(sys, name, options));
  } catch (error) {
    return yield* afterError(spec, family, sys, name, error);
  }
}

function* afterError(spec: ProgramSpec, family: Family, sys: Sys, name: string, error: unknown): Program {
  if (error instanceof OptionError) return yield* refuse(spec, family, sys, name, error);
  if (error instanceof UsageFailure) {
    if (error.message !== '' && family === GNU) yield* err(sys, `${name}: ${error.message}\n`);
    yield* err(sys, family.afterUsage(spec, name));
    return spec.usageStatus ?? 1;
  }
  if (error instanceof SysError && WRITE_ERRORS.has(error.errno)) {
    yield* err(sys, `${name}: write error: ${strerror(error.errno)}\n`);
    return 1;
  }
  if (!(error instanceof Failure)) throw error;
  if (error.message !== '') yield* err(sys, `${name}: ${error.message}\n`);
  return error.status;
}

function* refuse(spec: ProgramSpec, family: Family, sys: Sys, name: string, error: OptionError): Program {
  const option = error.long ? error.shown : `-${error.shown}`;
  const help = option === '--help' || (option === '--version' && family === GNU);
  if (family === BSD) {
    const known = spec.short.replaceAll(':', '');
    const modelled = known === '' ? 'none' : [...known].map((letter) => `-${letter}`).join(', ');
    yield* err(
      sys,
      `${name}: option '${option}' is not modelled by this simulator on macOS. Modelled here: ${modelled}.\n`,
    );
    return 2;
  }
  if (error.kind === 'not-modelled' || help) {
    yield* err(sys, `${name}: option '${option}' is real, but this simulator does not model it\n`);
    return 2;
  }
  yield* err(sys, `${name}: ${family.optionWords(error)}\n${family.afterUsage(spec, name)}`);
  return spec.usageStatus ?? 1;
}

const contextOf = (sys: Sys, name: string, options: Options): Context => ({
  sys,
  name,
  options,
  operands: options.operands,
  has: (key) => options.has(key),
  value: (key) => options.value(key),
  out: (text) => out(sys, text),
  complain: (message) => err(sys, `${name}: ${message}\n`),
});
