/** supervisord.conf (supervisord.org, "Configuration File"): programs with the settings that images use. Left out: groups, event listeners, fcgi, HTTP. */
import { parseSignal, type Signal } from '../../../kernel/signals.ts';
import { type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { fileNamePattern } from '../../lib/file-name-pattern.ts';
import { readText } from '../../lib/io.ts';

export interface ProgramConfig {
  readonly name: string;
  readonly argv: readonly string[];
  readonly priority: number;
  readonly autostart: boolean;
  readonly autorestart: 'always' | 'unexpected' | 'never';
  readonly startSeconds: number;
  readonly startRetries: number;
  readonly exitCodes: readonly number[];
  readonly stopSignal: Signal;
  readonly stopWaitSeconds: number;
  readonly user: string | null;
  readonly directory: string | null;
  readonly environment: ReadonlyMap<string, string>;
  readonly redirectStderr: boolean;
  /** A path; `AUTO` for a file of supervisord's own; null for none. */
  readonly stdoutLog: string | null;
  readonly stderrLog: string | null;
}

export interface SupervisorConfig {
  readonly nodaemon: boolean;
  readonly user: string | null;
  readonly logfile: string;
  readonly childLogDirectory: string;
  readonly socket: string;
  /** By priority, then by name. */
  readonly programs: readonly ProgramConfig[];
  /** Files read besides. */
  readonly included: readonly string[];
}

export class ConfigError extends Error {}

type Section = ReadonlyMap<string, string>;

export function* readConfig(sys: Sys, path: string): Task<SupervisorConfig> {
  const sections = new Map<string, Map<string, string>>();
  readIni(yield* readText(sys, path), sections);
  const included: string[] = [];
  const directory = path.slice(0, path.lastIndexOf('/'));
  for (const pattern of (sections.get('include')?.get('files') ?? '').split(/\s+/)) {
    for (const file of filesLike(sys, pattern, directory)) {
      readIni(yield* readText(sys, file), sections);
      included.push(file);
    }
  }
  const main = sections.get('supervisord');
  if (main === undefined) throw new ConfigError(`.ini file does not include supervisord section`);
  const programs = [...sections].flatMap(([name, section]) =>
    name.startsWith('program:') ? [programOf(name.slice('program:'.length), section, sys)] : [],
  );
  programs.sort((a, b) => a.priority - b.priority || (a.name < b.name ? -1 : 1));
  return {
    nodaemon: main.get('nodaemon') === 'true',
    user: main.get('user') ?? null,
    logfile: main.get('logfile') ?? 'supervisord.log',
    childLogDirectory: main.get('childlogdir') ?? '/tmp',
    socket: sections.get('unix_http_server')?.get('file') ?? '/var/run/supervisor.sock',
    programs,
    included,
  };
}

function readIni(text: string, into: Map<string, Map<string, string>>): void {
  let section = new Map<string, string>();
  for (const line of text.split('\n')) {
    const bare = line.replace(/(^|\s);.*$/, '').trimEnd();
    const head = /^\[(.+)\]$/.exec(bare.trim());
    if (head !== null) {
      section = into.get(head[1] ?? '') ?? new Map<string, string>();
      into.set(head[1] ?? '', section);
      continue;
    }
    const pair = /^([\w.]+)\s*[=:]\s*(.*)$/.exec(bare.startsWith('#') ? '' : bare);
    if (pair !== null) section.set((pair[1] ?? '').toLowerCase(), pair[2] ?? '');
  }
}

function filesLike(sys: Sys, pattern: string, directory: string): readonly string[] {
  if (pattern === '') return [];
  const full = pattern.startsWith('/') ? pattern : `${directory}/${pattern}`;
  const at = full.lastIndexOf('/');
  try {
    return sys
      .readdir(full.slice(0, at))
      .map(({ name }) => name)
      .filter((name) => fileNamePattern(full.slice(at + 1)).test(name))
      .sort()
      .map((name) => `${full.slice(0, at)}/${name}`);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}

const AUTORESTART = { true: 'always', false: 'never', unexpected: 'unexpected' } as const;

function programOf(name: string, section: Section, sys: Sys): ProgramConfig {
  const value = (key: string): string | null => {
    const text = section.get(key);
    return text === undefined ? null : expand(text, name, sys);
  };
  const number = (key: string, fallback: number): number => Number(value(key) ?? fallback);
  const command = value('command');
  if (command === null) throw new ConfigError(`program section program:${name} does not specify a command`);
  const restart = value('autorestart') ?? 'unexpected';
  if (!Object.hasOwn(AUTORESTART, restart)) throw new ConfigError(`invalid 'autorestart' value '${restart}'`);
  return {
    name,
    argv: shellWords(command),
    priority: number('priority', 999),
    autostart: (value('autostart') ?? 'true') === 'true',
    autorestart: AUTORESTART[restart as keyof typeof AUTORESTART],
    startSeconds: number('startsecs', 1),
    startRetries: number('startretries', 3),
    exitCodes: (value('exitcodes') ?? '0').split(',').map(Number),
    stopSignal: signalOf(value('stopsignal') ?? 'TERM'),
    stopWaitSeconds: number('stopwaitsecs', 10),
    user: value('user'),
    directory: value('directory'),
    environment: environmentOf(value('environment') ?? ''),
    redirectStderr: value('redirect_stderr') === 'true',
    stdoutLog: logOf(value('stdout_logfile')),
    stderrLog: logOf(value('stderr_logfile')),
  };
}

const logOf = (text: string | null): string | null =>
  text === null || text.toUpperCase() === 'AUTO' ? 'AUTO' : text.toUpperCase() === 'NONE' ? null : text;

function signalOf(text: string): Signal {
  const signal = parseSignal(text);
  if (signal === null) throw new ConfigError(`value '${text}' is not a valid signal name`);
  return signal;
}

const expand = (text: string, program: string, sys: Sys): string =>
  text.replace(/%\((\w+)\)s/g, (_all, name: string) => {
    if (name === 'program_name') return program;
    if (name === 'here') return '/etc/supervisor';
    return sys.env.get(name.replace(/^ENV_/, '')) ?? '';
  });

/** As shlex splits: quotes join words and go. */
export function shellWords(text: string): string[] {
  const found = text.match(/(?:[^\s"']+|"(?:\\.|[^"])*"|'[^']*')+/g) ?? [];
  return found.map((word) =>
    word.replace(
      /"((?:\\.|[^"])*)"|'([^']*)'/g,
      (_all, double, single) => single ?? (double as string).replace(/\\(.)/g, '$1'),
    ),
  );
}

function environmentOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.matchAll(/(\w+)=(?:"([^"]*)"|'([^']*)'|([^,]*))/g);
  return new Map([...pairs].map((pair) => [pair[1] ?? '', pair[2] ?? pair[3] ?? pair[4] ?? '']));
}
