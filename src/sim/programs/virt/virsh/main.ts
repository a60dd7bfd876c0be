/**
 * /usr/bin/virsh 9.0.0 (virsh(1)): reads its options, its commands, and runs them one after the other. Invariant: the
 * exit code is that of the last command. What is real but not modelled says so.
 */
import type { Hypervisor } from '../../../hypervisor/hypervisor.ts';
import { LibvirtError } from '../../../hypervisor/libvirt-error.ts';
import { type Program, STDIN, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { Lines } from '../lib.ts';
import { ITSELF } from './commands/itself.ts';
import { LIFECYCLE } from './commands/lifecycle.ts';
import { MONITOR } from './commands/monitor.ts';
import { NETWORKS } from './commands/networks.ts';
import { LIBRARY_VERSION, RESOURCES } from './commands/resources.ts';
import { SAVING } from './commands/saving.ts';
import { SNAPSHOTS } from './commands/snapshots.ts';
import { VCPUS } from './commands/vcpus.ts';
import { connectTo } from './connect.ts';
import { type Invocation, readInvocation } from './invocation.ts';
import { splitCommands, VirshSyntaxError } from './lexer.ts';
import { LONG_VERSION, usage } from './long-texts.ts';
import { type Command, parseCommand } from './parse.ts';
import { type CommandRun, complain, print, printExtra, VirshFailure, type Vsh } from './vsh.ts';

const COMMANDS: Readonly<Record<string, CommandRun>> = {
  ...LIFECYCLE,
  ...MONITOR,
  ...NETWORKS,
  ...VCPUS,
  ...RESOURCES,
  ...SAVING,
  ...SNAPSHOTS,
  ...ITSELF,
};
const START_UP_MS = 15;

export function* virshMain(sys: Sys, argv: readonly string[]): Program {
  yield* sys.sleep(START_UP_MS);
  const invocation = readInvocation(argv.slice(1));
  const vsh = makeVsh(sys, invocation);
  switch (invocation.kind) {
    case 'wrong':
      yield* complain(vsh, invocation.message);
      return 1;
    case 'version':
      yield* print(vsh, invocation.long ? LONG_VERSION : `${LIBRARY_VERSION}\n`);
      return 0;
    case 'help':
      yield* print(vsh, usage());
      return 0;
    default:
      break;
  }
  if (invocation.words.length === 0) return yield* interact(vsh);
  return yield* runAll(vsh, invocation.words);
}

function makeVsh(sys: Sys, invocation: Invocation): Vsh {
  let connected: Hypervisor | null = null;
  const uri =
    invocation.uri ?? sys.env.get('LIBVIRT_DEFAULT_URI') ?? sys.env.get('VIRSH_DEFAULT_CONNECT_URI') ?? '';
  return {
    sys,
    quiet: invocation.quiet,
    named: invocation.uri !== null,
    interactive: invocation.kind === 'run' && invocation.words.length === 0,
    connection: () => {
      connected ??= connectTo(sys, uri);
      return connected;
    },
  };
}

/** One word is a string of commands; several are one command. */
function* runAll(vsh: Vsh, words: readonly string[]): Task<number> {
  let commands: readonly Command[];
  try {
    const lists = words.length === 1 ? splitCommands(words[0] ?? '') : [words];
    commands = lists.map(parseCommand);
  } catch (error) {
    if (!(error instanceof VirshSyntaxError)) throw error;
    yield* complain(vsh, error.message);
    return 1;
  }
  let status = commands.length === 0 ? 1 : 0;
  for (const command of commands) {
    if (command.name === 'quit' || command.name === 'exit') return 0;
    status = yield* runOne(vsh, command);
    if (status === UNCONNECTED) return 1;
  }
  return status;
}

const UNCONNECTED = -1;

function* runOne(vsh: Vsh, command: Command): Task<number> {
  const run = Object.hasOwn(COMMANDS, command.name) ? COMMANDS[command.name] : undefined;
  let status = 0;
  try {
    if (vsh.named && !Object.hasOwn(ITSELF, command.name)) vsh.connection();
  } catch (error) {
    yield* failed(vsh, error);
    return UNCONNECTED;
  }
  try {
    if (run === undefined) throw new VirshFailure(notModelled(command.name));
    yield* run(vsh, command);
  } catch (error) {
    status = yield* failed(vsh, error);
  }
  yield* printExtra(vsh, '\n');
  return status;
}

const notModelled = (name: string): string =>
  `'${name}' is a real virsh command, but this simulator does not model it`;

function* failed(vsh: Vsh, error: unknown): Task<number> {
  if (error instanceof VirshFailure) for (const line of error.lines) yield* complain(vsh, line);
  else if (error instanceof LibvirtError) yield* complain(vsh, error.message);
  else if (error instanceof SysError && error.errno !== 'EINTR') yield* complain(vsh, error.message);
  else throw error;
  return 1;
}

const WELCOME =
  "Welcome to virsh, the virtualization interactive terminal.\n\nType:  'help' for help with commands\n       'quit' to quit\n\n";

/** Commands from standard input, a line each. */
function* interact(vsh: Vsh): Task<number> {
  yield* printExtra(vsh, WELCOME);
  const lines = new Lines(vsh.sys, STDIN);
  const echoes = !vsh.sys.isatty(STDIN);
  for (;;) {
    yield* print(vsh, 'virsh # ');
    const line = yield* lines.next();
    if (line === null) return 0;
    if (echoes) yield* print(vsh, line.endsWith('\n') ? line : `${line}\n`);
    if (/^\s*(quit|exit)\s*$/.test(line)) return 0;
    if (line.trim() !== '') yield* runAll(vsh, [line.replace(/\n$/, '')]);
  }
}
