/**
 * /usr/bin/docker 28.5.2: finds the verb, reads its flags, runs it, and words what went wrong with the real exit
 * codes. Refuses in one sentence what is real but not modelled. Source: docker/cli `cmd/docker`, and recordings.
 */
import { EngineError } from '../engine/errors.ts';
import { type Program, type Sys, SysError, type Task } from '../kernel/sys.ts';
import { argumentComplaint, shownPath } from './argument-complaint.ts';
import { Cli, CliError, daemonWords, type Verb } from './cli.ts';
import { clientBuild } from './client-build.ts';
import { composeMain } from './compose/main.ts';
import { flagsOf, helpText, usageLine, WINDOWS_FLAGS } from './flag-table.ts';
import { FlagError, type ParsedLine, parseLine } from './flags.ts';
import { helpOnly } from './help-only.ts';
import { beginsSwarm, swarmRefusal } from './swarm-only.ts';
import { TemplateExecError, TemplateParseError } from './template/ast.ts';
import { topLevel } from './top-level.ts';
import { VERBS } from './verbs/index.ts';

const START_UP_MS = 12;
/** Of Go's runtime in a command that only asks, as counted on the real host. */
const GO_THREADS = 6;

export function* dockerMain(sys: Sys, argv: readonly string[]): Program {
  sys.startThreads(GO_THREADS);
  yield* sys.sleep(START_UP_MS);
  const top = topLevel(sys, argv.slice(1));
  const cli = new Cli(sys, top.ok ? top.host : null);
  if (!top.ok) return yield* fail(cli, top.message, top.exitCode);
  if (top.version) {
    const { version, commit } = clientBuild(sys);
    yield* cli.out(`Docker version ${version}, build ${commit}\n`);
    return 0;
  }
  return yield* dispatch(cli, top.words);
}

function* fail(cli: Cli, message: string, exitCode: number): Task<number> {
  yield* cli.err(`${message}\n`);
  return exitCode;
}

function* dispatch(cli: Cli, words: readonly string[]): Task<number> {
  const [first = '', ...rest] = words;
  if (first === '') return yield* withoutCommand(cli);
  if (first === 'help') return yield* showHelp(cli, rest);
  if (first === 'compose') return yield* composeMain(cli, rest);
  const group = groupHelp(first);
  if (group !== null) return yield* dispatchGroup(cli, first, group, rest);
  if (rest.includes('--help') && !isVerb(first))
    return yield* showHelp(cli, helpOnly(first) === null ? [] : [first]);
  if (!isVerb(first)) {
    return yield* fail(
      cli,
      `docker: unknown command: docker ${first}\n\nRun 'docker --help' for more information`,
      1,
    );
  }
  return yield* runVerb(cli, first, rest);
}

/** Commands that are hidden once the daemon has said that it is no swarm and does nothing experimental. */
const HIDDEN_COMMANDS: readonly (readonly [string, string])[] = [
  ['  container   ', '  checkpoint  Manage checkpoints\n'],
  ['  swarm       ', '  config      Manage Swarm configs\n'],
  ['  swarm       ', '  node        Manage Swarm nodes\n'],
  ['  swarm       ', '  secret      Manage Swarm secrets\n'],
  ['  swarm       ', '  service     Manage Swarm services\n'],
  ['  swarm       ', '  stack       Manage Swarm stacks\n'],
];

/** `docker` alone: its help, on standard error. */
function* withoutCommand(cli: Cli): Task<number> {
  const text = helpText('') ?? '';
  const whole = (): string =>
    HIDDEN_COMMANDS.reduce((sum, [before, line]) => sum.replace(before, () => line + before), text);
  yield* cli.err(cli.reaches() ? text : whole());
  return 0;
}

/** What was recorded for a word that is no command is the help of docker itself. */
const ownHelp = (path: string): string | null => {
  const text = helpText(path);
  return path !== '' && text === helpText('') ? null : text;
};
const isVerb = (path: string): boolean => ownHelp(path) !== null || VERBS.has(path);

function groupHelp(word: string): string | null {
  const text = ownHelp(word);
  return text !== null && /^(Management )?Commands:$/m.test(text) ? text : null;
}

function* dispatchGroup(cli: Cli, group: string, text: string, words: readonly string[]): Task<number> {
  const [second = ''] = words;
  if (second === '') {
    const before = group === 'manifest' ? '\n' : '';
    if (BUILDERS.includes(group)) yield* cli.out(text);
    else yield* cli.err(before + text);
    return 0;
  }
  if (second === '--help') return yield* showHelp(cli, [group]);
  const path = aliased(`${group} ${second}`);
  if (helpText(path) !== null || VERBS.has(path)) return yield* runVerb(cli, path, words.slice(1));
  if (words.includes('--help')) return yield* showHelpOnly(cli, group, path);
  const refused = swarmRefusal(group, second);
  if (refused !== null) return yield* fail(cli, refused, 1);
  if (beginsSwarm(group, second)) return yield* fail(cli, notModelledVerb(path), 1);
  if (BUILDERS.includes(group) && !second.startsWith('-')) {
    yield* cli.out(text);
    return yield* fail(cli, `ERROR: unknown command: "${second}"`, 1);
  }
  return yield* unknownSubcommand(cli, group, second);
}

function* showHelpOnly(cli: Cli, group: string, path: string): Task<number> {
  const text = helpOnly(path);
  if (text === null) return yield* showHelp(cli, [group]);
  yield* cli.out(text);
  return 0;
}

/** Commands of the buildx plugin, which prints its help on standard output. */
const BUILDERS: readonly string[] = ['builder', 'buildx'];
/** Their usage line goes on with COMMAND where the group cannot be run itself. */
const USAGE_WITH_COMMAND: readonly string[] = ['volume', 'manifest'];

const ALIASES: Readonly<Record<string, string>> = {
  'container list': 'container ls',
  'container ps': 'container ls',
  'container remove': 'container rm',
  'image list': 'image ls',
  'image remove': 'image rm',
  'volume list': 'volume ls',
  'volume remove': 'volume rm',
  'network list': 'network ls',
  'network remove': 'network rm',
};
const aliased = (path: string): string => ALIASES[path] ?? path;

function* unknownSubcommand(cli: Cli, group: string, word: string): Task<number> {
  if (word.startsWith('-')) {
    const name = word.startsWith('--')
      ? `unknown flag: ${word.split('=')[0]}`
      : `unknown shorthand flag: '${word[1]}' in ${word}`;
    return yield* fail(
      cli,
      `${name}\n\n${usageLine(group)}\n\nRun 'docker ${group} --help' for more information`,
      125,
    );
  }
  return yield* fail(
    cli,
    `docker: unknown command: docker ${group} ${word}\n\nUsage:  docker ${group}${USAGE_WITH_COMMAND.includes(group) ? ' COMMAND' : ''}\n\nRun 'docker ${group} --help' for more information`,
    1,
  );
}

function* showHelp(cli: Cli, words: readonly string[]): Task<number> {
  const path = aliased(words.join(' '));
  const text = ownHelp(path) ?? helpOnly(path);
  if (text === null) return yield* fail(cli, `unknown help topic: ${words.at(-1) ?? ''}`, 1);
  yield* cli.out(text);
  return 0;
}

function* runVerb(cli: Cli, path: string, words: readonly string[]): Task<number> {
  const verb = VERBS.get(path);
  const specs = flagsOf(path);
  let line: ParsedLine;
  try {
    line = parseLine(words, specs, verb?.interspersed ?? true);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    if (error.message === "unknown shorthand flag: 'h' in -h") return yield* deprecatedHelp(cli, path);
    return yield* fail(
      cli,
      `${error.message}\n\n${usageLine(path)}\n\nRun 'docker ${shownPath(path)} --help' for more information`,
      125,
    );
  }
  if (line.flags.has('time')) yield* cli.out('Flag --time has been deprecated, use --timeout instead\n');
  if (line.flags.on('help')) return yield* showHelp(cli, [path]);
  if (verb === undefined) return yield* fail(cli, notModelledVerb(path), 1);
  const windows = line.flags.names.find((name) => WINDOWS_FLAGS.includes(name));
  if (windows !== undefined) return yield* fail(cli, onlyOnWindows(windows), 1);
  const foreign = line.flags.names.find((name) => !verb.modelled.includes(name));
  if (foreign !== undefined) return yield* fail(cli, notModelledFlag(path, foreign, verb), exitFor(path));
  const complaint = argumentComplaint(path, verb, line.args.length);
  if (complaint !== null) return yield* fail(cli, complaint, 1);
  return yield* guarded(cli, path, verb, line);
}

function* deprecatedHelp(cli: Cli, path: string): Task<number> {
  yield* cli.out('Flag shorthand -h has been deprecated, use --help\n');
  return yield* showHelp(cli, [path]);
}

const onlyOnWindows = (name: string): string =>
  `"--${name}" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux`;

const exitFor = (path: string): number => (isRun(path) ? 125 : 1);
const isRun = (path: string): boolean => path === 'run' || path === 'container run';

const notModelledVerb = (path: string): string =>
  `docker ${path}: a real Docker command, but this simulator does not model it. Try it on a real engine (vmvscontainer sandbox --live).`;

function notModelledFlag(path: string, name: string, verb: Verb): string {
  const known = verb.modelled.map((one) => `--${one}`).join(', ');
  return `docker ${path}: --${name} is a real Docker flag, but this simulator does not model it. ${known === '' ? 'No flag of this command is modelled.' : `Modelled here: ${known}.`}`;
}

function* guarded(cli: Cli, path: string, verb: Verb, line: ParsedLine): Task<number> {
  try {
    return yield* verb.run(cli, { ...line, path });
  } catch (error) {
    if (error instanceof CliError) return yield* runStyle(cli, path, error.message, error.exitCode);
    if (error instanceof EngineError) {
      const exitCode = isRun(path) ? error.runExitCode : 1;
      return yield* runStyle(cli, path, daemonWords(error), exitCode);
    }
    if (error instanceof TemplateParseError)
      return yield* fail(cli, `failed to parse template: ${error.message}`, 1);
    if (error instanceof TemplateExecError)
      return yield* fail(cli, `failed to execute template: ${error.message}`, 1);
    if (error instanceof SysError && error.errno === 'EPIPE') return 1;
    throw error;
  }
}

/** `docker run` words its failures with its name before and a hint after. */
function* runStyle(cli: Cli, path: string, message: string, exitCode: number): Task<number> {
  if (message === '') return exitCode;
  if (!isRun(path) || exitCode === 1) {
    if (!(isRun(path) && message.startsWith('Cannot connect'))) return yield* fail(cli, message, exitCode);
  }
  const code = exitCode === 1 ? 125 : exitCode;
  return yield* fail(cli, `docker: ${message}\n\nRun 'docker run --help' for more information`, code);
}
