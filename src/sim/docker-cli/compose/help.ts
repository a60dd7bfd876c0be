/** The flags and the help of docker compose itself, and the commands that are real and not carried out. */
import type { FlagSpec } from '../flag-table.ts';

export const flag = (
  name: string,
  shorthand: string | null = null,
  type: string | null = null,
): FlagSpec => ({ name, shorthand, type });

export const GLOBAL_FLAGS: readonly FlagSpec[] = [
  flag('file', 'f', 'stringArray'),
  flag('project-name', 'p', 'string'),
  flag('project-directory', null, 'string'),
  flag('progress', null, 'string'),
  flag('ansi', null, 'string'),
  flag('version', 'v'),
  flag('help'),
];

export const REAL_COMMANDS: ReadonlySet<string> = new Set([
  'attach',
  'bridge',
  'build',
  'commit',
  'cp',
  'events',
  'export',
  'pause',
  'publish',
  'push',
  'run',
  'scale',
  'stats',
  'top',
  'unpause',
  'volumes',
  'wait',
  'watch',
  'alpha',
]);

export const HELP = `Usage:  docker compose [OPTIONS] COMMAND

Define and run multi-container applications with Docker

Options:
      --ansi string                Control when to print ANSI control
                                   characters ("never"|"always"|"auto")
                                   (default "auto")
  -f, --file stringArray           Compose configuration files
      --progress string            Set type of progress output (auto, tty,
                                   plain, json, quiet)
      --project-directory string   Specify an alternate working directory
                                   (default: the path of the, first
                                   specified, Compose file)
  -p, --project-name string        Project name

Commands:
  config      Parse, resolve and render compose file in canonical format
  create      Creates containers for a service
  down        Stop and remove containers, networks
  exec        Execute a command in a running container
  images      List images used by the created containers
  kill        Force stop service containers
  logs        View output from containers
  ls          List running compose projects
  port        Print the public port for a port binding
  ps          List containers
  pull        Pull service images
  restart     Restart service containers
  rm          Removes stopped service containers
  start       Start services
  stop        Stop services
  up          Create and start containers
  version     Show the Docker Compose version information

Run 'docker compose COMMAND --help' for more information on a command.
`;
