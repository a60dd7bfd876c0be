/**
 * Models node(1) as far as telling its version goes: --version, -v, and with -p or -e what the object `process` says of itself.
 * Left out, and refused with a sentence: JavaScript itself.
 */
import type { Program, ProgramMain, Sys } from '../../kernel/sys.ts';
import { err, out } from '../lib/io.ts';

const version = (sys: Sys): string => `v${sys.env.get('NODE_VERSION') ?? '24.11.0'}`;

const FACTS: Readonly<Record<string, (sys: Sys) => string>> = {
  version: version,
  'versions.node': (sys) => version(sys).slice(1),
  pid: (sys) => String(sys.getpid()),
  platform: () => 'linux',
  arch: (sys) => (sys.uname().machine === 'aarch64' ? 'arm64' : 'x64'),
};

export const node: ProgramMain = function* nodeMain(sys, argv): Program {
  const [, option = '', text = ''] = argv;
  if (option === '--version' || option === '-v') {
    yield* out(sys, `${version(sys)}\n`);
    return 0;
  }
  const logged = /^console\.log\((.*)\);?$/.exec(text.trim());
  const asked =
    option === '-p' ? text.trim() : option === '-e' && logged !== null ? (logged[1] ?? '').trim() : '';
  const literal = /^(?:'([^'\\]*)'|"([^"\\]*)"|(\d+))$/.exec(asked);
  const said = FACTS[asked.replace(/^process\./, '')]?.(sys) ?? literal?.[1] ?? literal?.[2] ?? literal?.[3];
  if (said === undefined) {
    yield* err(
      sys,
      'node: JavaScript is real, but this simulator does not model it beyond what it says of its version\n',
    );
    return 2;
  }
  yield* out(sys, `${said}\n`);
  return 0;
};
