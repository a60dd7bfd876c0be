/** stop, kill, restart, rm, rename, pause, unpause, wait: verbs that name containers and print the names back. */
import { EngineError } from '../../engine/errors.ts';
import { pauseContainer, unpauseContainer } from '../../engine/pause.ts';
import { removeContainer } from '../../engine/remove.ts';
import { renameContainer } from '../../engine/rename.ts';
import {
  killByName,
  restartContainer,
  type StopOptions,
  stopContainer,
  waitContainer,
} from '../../engine/stop.ts';
import { daemonWords, type Verb } from '../cli.ts';
import type { Flags } from '../flags.ts';

const MANY = { least: 1, most: null };

const stopOptions = (flags: Flags): StopOptions => ({
  signal: flags.text('signal'),
  timeoutSeconds: flags.number('timeout') ?? flags.number('time'),
});

export const stop: Verb = {
  args: MANY,
  modelled: ['signal', 'timeout', 'time'],
  run: (cli, { flags, args }) =>
    cli.forEach(args, (name) => cli.call((engine) => stopContainer(engine, name, stopOptions(flags)))),
};

export const restart: Verb = {
  args: MANY,
  modelled: ['signal', 'timeout', 'time'],
  run: (cli, { flags, args }) =>
    cli.forEach(args, (name) => cli.call((engine) => restartContainer(engine, name, stopOptions(flags)))),
};

export const kill: Verb = {
  args: MANY,
  modelled: ['signal'],
  run: (cli, { flags, args }) =>
    cli.forEach(args, (name) =>
      cli.call((engine) => killByName(engine, name, flags.text('signal') ?? 'KILL')),
    ),
};

export const pause: Verb = {
  args: MANY,
  modelled: [],
  run: (cli, { args }) => cli.forEach(args, (name) => cli.call((engine) => pauseContainer(engine, name))),
};

export const unpause: Verb = {
  args: MANY,
  modelled: [],
  run: (cli, { args }) => cli.forEach(args, (name) => cli.call((engine) => unpauseContainer(engine, name))),
};

export const rm: Verb = {
  args: MANY,
  modelled: ['force', 'volumes'],
  *run(cli, { flags, args }) {
    const options = { force: flags.on('force'), volumes: flags.on('volumes') };
    let failed = false;
    for (const name of args) {
      try {
        yield* cli.call((engine) => removeContainer(engine, name, options));
        yield* cli.out(`${name}\n`);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        yield* cli.err(`${daemonWords(error)}\n`);
        failed ||= !(options.force && error.kind === 'not-found');
      }
    }
    return failed ? 1 : 0;
  },
};

export const rename: Verb = {
  args: { least: 2, most: 2 },
  modelled: [],
  *run(cli, { args: [from = '', to = ''] }) {
    try {
      yield* cli.ask((engine) => renameContainer(engine, from, to));
      return 0;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      yield* cli.err(`${daemonWords(error)}\nError: failed to rename container named ${from}\n`);
      return 1;
    }
  },
};

export const wait: Verb = {
  args: MANY,
  modelled: [],
  *run(cli, { args }) {
    let failed = false;
    for (const name of args) {
      try {
        const code = yield* cli.call((engine) => waitContainer(engine, name));
        yield* cli.out(`${code}\n`);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        yield* cli.err(`${daemonWords(error)}\n`);
        failed = true;
      }
    }
    return failed ? 1 : 0;
  },
};
