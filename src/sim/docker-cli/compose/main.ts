/**
 * docker compose, the plugin, v2.40: up, down, ps, logs, exec, config, ls, stop, start, restart, kill, rm, pull, create, images, port, version. Invariant: what
 * it makes are ordinary objects of the engine with its labels. Written from its documentation and source; not recorded. Left out: run, watch, several files.
 */
import { EngineError } from '../../engine/errors.ts';
import type { Task } from '../../kernel/sys.ts';
import { type Cli, CliError, daemonWords } from '../cli.ts';
import { FlagError, parseLine } from '../flags.ts';
import { COMMANDS } from './commands.ts';
import { GLOBAL_FLAGS, HELP, REAL_COMMANDS } from './help.ts';
import { loadProject } from './load.ts';
import { ComposeError, type Project } from './model.ts';

export interface ComposeCall {
  readonly cli: Cli;
  /** Reads the file; its warnings have been written. */
  readonly load: () => Task<Project>;
}

export function* composeMain(cli: Cli, words: readonly string[]): Task<number> {
  try {
    const { flags, args } = parseLine(words, GLOBAL_FLAGS, false);
    const [name = '', ...rest] = args;
    if (flags.on('version')) return yield* say(cli, 'Docker Compose version v2.40.3\n');
    if (flags.on('help') || name === '' || name === 'help') return yield* say(cli, HELP);
    const command = COMMANDS.get(name);
    if (command === undefined) {
      if (REAL_COMMANDS.has(name))
        throw new ComposeError(
          `docker compose ${name}: a real Compose command, but this simulator does not model it.`,
        );
      throw new ComposeError(
        `unknown docker command: "compose ${name}"\n\nUsage:  docker compose [OPTIONS] COMMAND\n\nRun 'docker compose --help' for more information`,
      );
    }
    const load = function* (): Task<Project> {
      const { project, warnings } = yield* loadProject(cli.sys, {
        file: flags.text('file'),
        projectName: flags.text('project-name'),
        directory: flags.text('project-directory'),
      });
      for (const warning of warnings) yield* cli.err(warning);
      return project;
    };
    const line = parseLine(rest, command.flags, command.interspersed);
    return yield* command.run({ cli, load }, line.flags, line.args);
  } catch (error) {
    if (error instanceof FlagError) return yield* fail(cli, error.message);
    if (error instanceof ComposeError) return yield* fail(cli, error.message);
    if (error instanceof EngineError) return yield* fail(cli, daemonWords(error));
    if (error instanceof CliError) return yield* fail(cli, error.message);
    throw error;
  }
}

function* say(cli: Cli, text: string): Task<number> {
  yield* cli.out(text);
  return 0;
}

function* fail(cli: Cli, message: string): Task<number> {
  if (message !== '') yield* cli.err(`${message}\n`);
  return 1;
}
