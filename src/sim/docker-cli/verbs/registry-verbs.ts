/** docker login, logout, search, push: what speaks to a registry with a name of one's own. */
import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import { checkReference, familiarName, withDefaultTag } from '../../engine/image-store.ts';
import { INDEX_HOST, registryUnreachable } from '../../engine/registry/connection.ts';
import { STDIN, type Task } from '../../kernel/sys.ts';
import { type Cli, CliError, type Verb } from '../cli.ts';
import { readAllBytes } from '../input-bytes.ts';

const hostOf = (server: string | undefined): string =>
  server === undefined ? 'registry-1.docker.io' : server;

export const login: Verb = {
  args: { least: 0, most: 1 },
  modelled: ['password', 'password-stdin', 'username'],
  *run(cli, { flags, args: [server] }) {
    const user = flags.text('username') ?? '';
    if (flags.on('password-stdin')) {
      if (flags.has('password')) throw new CliError('--password and --password-stdin are mutually exclusive');
      if (user === '') throw new CliError('the --password-stdin option requires --username to be set');
      const password = yield* readAllBytes(cli.sys, STDIN);
      if (password.length === 0)
        throw new CliError('Error: Cannot perform an interactive login from a non TTY device');
    } else if (flags.has('password')) {
      yield* cli.err('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
    } else if (!cli.sys.isatty(STDIN)) {
      throw new CliError('Error: Cannot perform an interactive login from a non TTY device');
    }
    yield* cli.call((engine) => refuseLogin(engine, hostOf(server)));
    return 1;
  },
};

/** Accounts exist on no registry of this machine. */
function* refuseLogin(engine: Engine, host: string): Task<never> {
  yield* registryUnreachable(engine, host, '/v2/');
  throw new EngineError('invalid', `Get "https://${host}/v2/": unauthorized: incorrect username or password`);
}

export const logout: Verb = {
  args: { least: 0, most: 1 },
  modelled: [],
  *run(cli, { args: [server] }) {
    const name = server ?? 'https://index.docker.io/v1/';
    yield* cli.out(`Removing login credentials for ${name}\n`);
    return 0;
  },
};

export const search: Verb = {
  args: { least: 1, most: 1 },
  modelled: ['limit'],
  *run(cli, { flags, args: [term = ''] }) {
    const count = flags.number('limit') ?? 0;
    const path = `/v1/search?q=${encodeURIComponent(term)}&n=${count === 0 ? 25 : count}`;
    yield* cli.call((engine) => registryUnreachable(engine, INDEX_HOST, path));
    throw new CliError(
      'docker search: this simulator has a registry, but no index of it that could be searched',
    );
  },
};

export const push: Verb = {
  args: { least: 1, most: 1 },
  modelled: ['all-tags', 'quiet'],
  *run(cli, { flags, args: [name = ''] }) {
    yield* refusePush(cli, name, flags.on('quiet') || flags.on('all-tags'));
    return 1;
  },
};

function* refusePush(cli: Cli, name: string, quiet: boolean): Task<never> {
  try {
    checkReference(name);
  } catch (error) {
    if (error instanceof EngineError) throw new CliError(error.message);
    throw error;
  }
  if (!quiet && withDefaultTag(name) !== name) yield* cli.out(`Using default tag: latest\n`);
  const repository = familiarName(withDefaultTag(name)).replace(/:[^/]*$/, '');
  const own = /^[^/]*[.:][^/]*\//.test(repository) || repository.startsWith('localhost/');
  const full = own
    ? repository
    : `docker.io/${repository.includes('/') ? repository : `library/${repository}`}`;
  yield* cli.out(`The push refers to repository [${full}]\n`);
  const image = yield* cli.ask((engine) => engine.images.find(name));
  if (image === null) throw new CliError(`An image does not exist locally with the tag: ${repository}`);
  const host = own ? (repository.split('/')[0] ?? '') : 'registry-1.docker.io';
  try {
    yield* cli.call((engine) => registryUnreachable(engine, host, '/v2/'));
  } catch (error) {
    if (error instanceof EngineError) throw new CliError(error.message);
    throw error;
  }
  throw new CliError(
    'push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  );
}
