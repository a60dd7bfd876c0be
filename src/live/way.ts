import { existsSync } from 'node:fs';
import type { LaunchOnTerminal } from './attach-line.ts';
import type { Endpoint } from './endpoint.ts';
import type { HostFacts } from './host-facts.ts';
import type { Launch } from './launch.ts';

/** How the learner's engine is spoken to: lines say `docker`, and this runs. */
export interface Way {
  readonly program: 'docker' | 'podman';
  /** podman-docker's `docker` is podman. */
  readonly engine: 'docker' | 'podman';
  /** Set for its programs alone: DOCKER_HOST, where the engine was found at a socket that plain `docker` does not know. */
  readonly env: Readonly<Record<string, string>>;
}

export const plainDocker: Way = { program: 'docker', engine: 'docker', env: {} };

/**
 * The way to the engine that was found, whatever `docker context use` somebody types in another terminal from now on. Docker's
 * client takes DOCKER_HOST before DOCKER_CONTEXT before what its configuration says.
 */
export function pinned(way: Way, endpoint: Endpoint | null, env: HostFacts['env']): Way {
  if (way.engine === 'podman' || endpoint === null || way.env.DOCKER_HOST) return way;
  const named = env.DOCKER_HOST ? { DOCKER_HOST: env.DOCKER_HOST } : { DOCKER_CONTEXT: endpoint.context };
  return { ...way, env: { ...way.env, ...named } };
}

/** The same launch, with the engine's own program where `docker` is asked for. */
export function launchThrough(launch: Launch, way: Way): Launch {
  return ([program, ...words], options) =>
    launch([program === 'docker' ? way.program : program, ...inWordsOf(way, program, words)], {
      ...options,
      env: { ...options.env, ...way.env },
    });
}

/**
 * podman waits ten seconds for what it is told to remove by force, and Docker does not; it follows links when it copies, and
 * Docker is told to.
 */
function inWordsOf({ engine }: Way, program: string, words: readonly string[]): readonly string[] {
  const removes = program === 'docker' && engine === 'podman' && words[0] === 'rm' && words[1] === '-f';
  if (removes) return ['rm', '--time', '0', ...words.slice(1)];
  const follows = program === 'docker' && engine === 'podman' && words[0] === 'cp' && words[1] === '-L';
  return follows ? ['cp', ...words.slice(2)] : words;
}

export function onTerminalThrough(launch: LaunchOnTerminal, way: Way): LaunchOnTerminal {
  return ([program, ...words]) => launch([program === 'docker' ? way.program : program, ...words], way.env);
}

/** Programs begin in this folder, while it is there: one that begins nowhere could not begin at all. */
export const launchIn =
  (cwd: string, launch: Launch): Launch =>
  (argv, options) =>
    launch(argv, existsSync(cwd) ? { ...options, cwd } : options);
