/** Completion: commands, docker's verbs and flags, names of containers and images, files; as bash-completion offers them. */
import { flagsOf, helpPaths } from './docker-cli/flag-table.ts';
import { SysError } from './kernel/sys.ts';
import type { BootedMachine } from './simulated-boot.ts';

const CONTAINER_VERBS =
  /^(container )?(attach|commit|diff|exec|export|inspect|kill|logs|pause|port|rename|restart|rm|start|stats|stop|top|unpause|update|wait)$/;
const IMAGE_VERBS =
  /^(run|create|rmi|history|tag|save|image (rm|inspect|history|tag)|container (run|create))$/;
const GROUPS = new Set(['container', 'image', 'volume', 'network', 'system', 'context']);

/** Completions of the word that ends at `cursor`. */
export function completeLine(machine: BootedMachine, line: string, cursor: number): readonly string[] {
  const words = (
    line
      .slice(0, cursor)
      .split(/[;&|]+\s*/)
      .at(-1) ?? ''
  )
    .trimStart()
    .split(/\s+/);
  const word = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const candidates =
    before[0] === 'docker' ? dockerWords(machine, before.slice(1), word) : plainWords(machine, before, word);
  return [...new Set(candidates)].filter((one) => one.startsWith(word) && one !== word).sort();
}

function plainWords(machine: BootedMachine, before: readonly string[], word: string): readonly string[] {
  return before.length === 0 && !word.includes('/') ? commandsOf(machine) : filesOf(machine, word);
}

function dockerWords(machine: BootedMachine, before: readonly string[], word: string): readonly string[] {
  const names = before.filter((one) => !one.startsWith('-'));
  const [first = '', second = ''] = names;
  if (first === '') return helpPaths().filter((path) => path !== '' && !path.includes(' '));
  const grouped = GROUPS.has(first);
  if (grouped && second === '') {
    return helpPaths()
      .filter((path) => path.startsWith(`${first} `))
      .map((path) => path.slice(first.length + 1));
  }
  const verb = grouped ? `${first} ${second}` : first;
  if (word.startsWith('-')) return flagsOf(verb).map(({ name }) => `--${name}`);
  return subjectsOf(machine, verb);
}

function subjectsOf(machine: BootedMachine, verb: string): readonly string[] {
  const { engine } = machine;
  if (engine === null) return [];
  const images = engine.images
    .all()
    .flatMap(({ repoTags }) => repoTags.map((tag) => tag.replace(/:latest$/, '')));
  const containers = engine.containers.all().map(({ name }) => name);
  if (verb === 'inspect') return [...containers, ...images];
  if (CONTAINER_VERBS.test(verb)) return containers;
  if (IMAGE_VERBS.test(verb)) return images;
  return verb.startsWith('volume ') ? engine.volumes.all().map(({ name }) => name) : [];
}

function commandsOf(machine: BootedMachine): readonly string[] {
  const directories = (machine.session.env.get('PATH') ?? '').split(':');
  return directories.flatMap((directory) => list(machine, directory).map(({ name }) => name));
}

function filesOf(machine: BootedMachine, word: string): readonly string[] {
  const slash = word.lastIndexOf('/');
  const directory = slash < 0 ? '.' : word.slice(0, slash + 1);
  const prefix = slash < 0 ? '' : directory;
  return list(machine, directory)
    .filter(({ name }) => name !== '.' && name !== '..')
    .map(({ name, type }) => `${prefix}${name}${type === 'directory' ? '/' : ''}`);
}

function list(machine: BootedMachine, directory: string) {
  try {
    return machine.kernel.vfs.readdir(machine.session, directory);
  } catch (error) {
    if (error instanceof SysError) return [];
    throw error;
  }
}
