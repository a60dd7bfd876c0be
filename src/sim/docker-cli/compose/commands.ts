/** The commands of docker compose: their flags and what each does. */
import type { Task } from '../../kernel/sys.ts';
import type { FlagSpec } from '../flag-table.ts';
import { flagsOf } from '../flag-table.ts';
import { type Flags, parseLine } from '../flags.ts';
import { portsOf } from '../ports-text.ts';
import { exec } from '../verbs/exec.ts';
import { COMPOSE_VERSION, serviceOfContainer } from './containers.ts';
import { ACTS, act, containersOf, dependentsFirst, down } from './down.ts';
import { attach } from './foreground.ts';
import { flag } from './help.ts';
import { configText, logs, ls, psText } from './listing.ts';
import type { ComposeCall } from './main.ts';
import { ComposeError } from './model.ts';
import { pullService } from './resources.ts';
import { chosenServices, up } from './up.ts';

export interface Command {
  readonly flags: readonly FlagSpec[];
  readonly interspersed: boolean;
  readonly run: (call: ComposeCall, flags: Flags, args: readonly string[]) => Task<number>;
}

const command = (flags: readonly FlagSpec[], run: Command['run'], interspersed = true): Command => ({
  flags: [...flags, flag('help')],
  interspersed,
  run,
});

const UP = [
  flag('detach', 'd'),
  flag('build'),
  flag('force-recreate'),
  flag('wait'),
  flag('no-build'),
  flag('quiet-pull'),
  flag('remove-orphans'),
];

const acting = (name: keyof typeof ACTS, flags: readonly FlagSpec[] = []): Command =>
  command(flags, function* ({ cli, load }, _flags, services) {
    const project = yield* load();
    const containers = dependentsFirst(project, yield* containersOf(cli, project, services));
    yield* act(
      cli,
      ACTS[name],
      name === 'start' || name === 'restart' ? [...containers].reverse() : containers,
    );
    return 0;
  });

export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'up',
    command(UP, function* ({ cli, load }, flags, services) {
      const project = yield* load();
      const containers = yield* up(cli, project, {
        services,
        forceRecreate: flags.on('force-recreate'),
        build: flags.on('build'),
        start: true,
      });
      return flags.on('detach') || flags.on('wait') ? 0 : yield* attach(cli, containers);
    }),
  ],
  [
    'create',
    command([flag('build'), flag('force-recreate')], function* ({ cli, load }, flags, services) {
      yield* up(cli, yield* load(), {
        services,
        forceRecreate: flags.on('force-recreate'),
        build: flags.on('build'),
        start: false,
      });
      return 0;
    }),
  ],
  [
    'down',
    command(
      [flag('volumes', 'v'), flag('timeout', 't', 'int'), flag('remove-orphans')],
      function* ({ cli, load }, flags) {
        yield* down(cli, yield* load(), {
          volumes: flags.on('volumes'),
          timeoutSeconds: flags.number('timeout'),
        });
        return 0;
      },
    ),
  ],
  ['stop', acting('stop')],
  ['start', acting('start')],
  ['restart', acting('restart')],
  ['kill', acting('kill')],
  ['rm', acting('rm', [flag('force', 'f')])],
  [
    'ps',
    command(
      [flag('all', 'a'), flag('quiet', 'q'), flag('services')],
      function* ({ cli, load }, flags, services) {
        const project = yield* load();
        const all = yield* containersOf(cli, project, services);
        const shown = all.filter(({ state }) => flags.on('all') || state.running);
        if (flags.on('quiet')) yield* cli.out(shown.map(({ id }) => `${id}\n`).join(''));
        else if (flags.on('services'))
          yield* cli.out(shown.map((one) => `${serviceOfContainer(one)}\n`).join(''));
        else yield* cli.out(psText(shown, cli.sys.realtimeMs()));
        return 0;
      },
    ),
  ],
  [
    'logs',
    command(
      [
        flag('follow', 'f'),
        flag('tail', 'n', 'string'),
        flag('timestamps', 't'),
        flag('no-color'),
        flag('no-log-prefix'),
      ],
      function* ({ cli, load }, flags, services) {
        const containers = yield* containersOf(cli, yield* load(), services);
        yield* logs(cli, containers, {
          tail: flags.text('tail'),
          follow: flags.on('follow'),
          timestamps: flags.on('timestamps'),
        });
        return 0;
      },
    ),
  ],
  [
    'exec',
    command(
      [
        flag('detach', 'd'),
        flag('no-tty', 'T'),
        flag('user', 'u', 'string'),
        flag('workdir', 'w', 'string'),
        flag('env', 'e', 'list'),
      ],
      runExec,
      false,
    ),
  ],
  [
    'config',
    command(
      [flag('services'), flag('quiet', 'q'), flag('volumes'), flag('images')],
      function* ({ cli, load }, flags) {
        const project = yield* load();
        if (flags.on('quiet')) return 0;
        if (flags.on('services')) yield* cli.out(project.services.map(({ name }) => `${name}\n`).join(''));
        else if (flags.on('volumes')) yield* cli.out(project.volumes.map(({ key }) => `${key}\n`).join(''));
        else if (flags.on('images'))
          yield* cli.out(project.services.map(({ image }) => `${image}\n`).join(''));
        else yield* cli.out(configText(project));
        return 0;
      },
    ),
  ],
  [
    'ls',
    command([flag('all', 'a')], function* ({ cli }, flags) {
      yield* ls(cli, flags.on('all'));
      return 0;
    }),
  ],
  [
    'pull',
    command([flag('quiet', 'q')], function* ({ cli, load }, _flags, services) {
      for (const service of chosenServices(yield* load(), services))
        if (service.build === null) yield* pullService(cli, service);
      return 0;
    }),
  ],
  ['port', command([], runPort)],
  [
    'version',
    command([flag('short'), flag('format', 'f', 'string')], function* ({ cli }, flags) {
      yield* cli.out(
        flags.on('short') ? `${COMPOSE_VERSION}\n` : `Docker Compose version v${COMPOSE_VERSION}\n`,
      );
      return 0;
    }),
  ],
]);

function* runExec(
  { cli, load }: ComposeCall,
  flags: Flags,
  [service = '', ...words]: readonly string[],
): Task<number> {
  const project = yield* load();
  if (service === '' || words.length === 0)
    throw new ComposeError('requires at least 2 arg(s), only received 1');
  const all = yield* containersOf(cli, project, []);
  const container = all.find((one) => serviceOfContainer(one) === service);
  if (container?.state.running !== true) throw new ComposeError(`service "${service}" is not running`);
  const terminal = cli.sys.isatty(0) && cli.sys.isatty(1) && !flags.on('no-tty') && !flags.on('detach');
  const given = ['user', 'workdir'].flatMap((name) =>
    flags.text(name) === null ? [] : [`--${name}=${flags.text(name)}`],
  );
  const env = flags.list('env').map((one) => `--env=${one}`);
  const how = flags.on('detach') ? ['-d'] : terminal ? ['-it'] : ['-i'];
  const line = parseLine([...how, ...given, ...env, container.name, ...words], flagsOf('exec'), false);
  return yield* exec.run(cli, { ...line, path: 'exec' });
}

function* runPort(
  { cli, load }: ComposeCall,
  _flags: Flags,
  [service = '', port = '']: readonly string[],
): Task<number> {
  const [container] = yield* containersOf(cli, yield* load(), [service]);
  const found =
    container === undefined
      ? undefined
      : portsOf(container).find((one) => String(one.inner) === port && one.outer !== 0);
  if (found === undefined)
    throw new ComposeError(`no port ${port}/tcp for container ${container?.name ?? service}`);
  yield* cli.out(`${found.ip}:${found.outer}\n`);
  return 0;
}
