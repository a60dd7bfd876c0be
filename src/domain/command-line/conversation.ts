import { type DockerCall, dockerCall } from './canonical-docker.ts';
import { type Token, tokenise } from './tokenise.ts';

/** A command that a person at a terminal talks with. */
export interface Conversation {
  /** `talk` reads what is typed; `watch` only wants to be watched (`docker start -a`). */
  readonly kind: 'talk' | 'watch';
  /** `docker run`'s own verbs; `program`: one of the machine itself, such as a shell. */
  readonly verb: 'run' | 'exec' | 'attach' | 'start' | 'console' | 'program';
  /** The container it makes (`run --name`) or talks to; null: it has no name, or is none. */
  readonly container: string | null;
  /** The image that `docker run` makes it from. */
  readonly image: string | null;
  /** How it is left. */
  readonly leaving: string;
}

/** What these words of one command start as; null: nobody types into it. */
export function conversationOf(words: readonly string[]): Conversation | null {
  const [program = '', ...rest] = words[0] === 'sudo' ? words.slice(1) : words;
  if (program === 'docker' || program === 'podman') {
    const call = dockerCall(rest);
    return call && ofDocker(call);
  }
  if (program === 'virsh') return ofConsole(rest);
  if (program.startsWith('qemu-system-')) return ofBootedShell(rest);
  return talksAlone(program, rest) ? { ...alone, leaving: leavingOf(program) } : null;
}

/**
 * The conversation in a line of commands: the first that has one. A command whose output or input goes elsewhere has none, and
 * a line that a shell would have to work out first (quotes left open) neither.
 */
export function conversationIn(line: string): Conversation | null {
  for (const words of plainCommands(tokenise(line) ?? [])) {
    const conversation = conversationOf(words);
    if (conversation !== null) return conversation;
  }
  return null;
}

const alone = { kind: 'talk', verb: 'program', container: null, image: null } as const;

function ofDocker(call: DockerCall): Conversation | null {
  const { verb, rest } = call;
  const flag = (name: string) => call.given.findLast((given) => given.flag === name)?.value ?? null;
  const keys = flag('detach-keys');
  const leaving = (program: string | undefined) => leavingContainer(program, keys);
  switch (verb) {
    case 'run':
    case 'exec': {
      if (flag('detach') === 'true' || flag('tty') !== 'true' || flag('interactive') !== 'true') return null;
      const container = verb === 'run' ? flag('name') : (rest[0] ?? null);
      const program = flag('entrypoint') ?? rest[1];
      const image = verb === 'run' ? (rest[0] ?? null) : null;
      return { kind: 'talk', verb, container, image, leaving: leaving(program) };
    }
    case 'attach':
      return { kind: 'talk', verb, container: rest[0] ?? null, image: null, leaving: leaving(undefined) };
    case 'start': {
      const talks = flag('interactive') === 'true';
      if (!talks && flag('attach') !== 'true') return null;
      const kind = talks ? 'talk' : 'watch';
      return { kind, verb, container: rest[0] ?? null, image: null, leaving: leaving(undefined) };
    }
    default:
      return null;
  }
}

const SHELLS = ['sh', 'bash', 'ash', 'dash', 'zsh'];
const shellName = (program: string): string => program.split('/').at(-1) ?? '';

/** Programs that fill the screen, or ask on and on, when they are started without words that say otherwise. */
const SCREENS = ['vi', 'vim', 'nano', 'less', 'more', 'htop', 'watch', 'su'];
const ASKERS = ['python3', 'python', 'node', 'mysql', 'psql', 'redis-cli', 'virsh'];

function talksAlone(program: string, words: readonly string[]): boolean {
  const name = shellName(program);
  if (SHELLS.includes(name)) return words.every((word) => word === '-i' || word === '-l');
  if (name === 'ssh') return words.filter((word) => !word.startsWith('-')).length === 1;
  if (name === 'top') return !words.some((word) => /^-[a-zA-Z]*b/.test(word));
  return SCREENS.includes(name) || (ASKERS.includes(name) && words.length === 0);
}

function ofConsole(words: readonly string[]): Conversation | null {
  const plain = words.filter((word) => !word.startsWith('-'));
  if (plain.length === 0 && words.length === 0) return { ...alone, leaving: 'exit or Ctrl-D leaves it.' };
  const at = words.indexOf('console');
  if (at < 0) return null;
  return { ...alone, verb: 'console', leaving: 'Ctrl-] comes back and leaves it running.' };
}

/** A machine that QEMU boots with a shell as PID 1, at its serial port; with words behind `--` that shell has its work already. */
function ofBootedShell(words: readonly string[]): Conversation | null {
  const after = (flag: string): string => words[words.indexOf(flag) + 1] ?? '';
  const append = words.includes('-append') ? after('-append') : '';
  const init = /(?:^|\s)rdinit=(\S+)/.exec(append)?.[1] ?? '';
  if (!SHELLS.includes(shellName(init)) || /\s--\s/.test(append)) return null;
  if (words.includes('-serial') && after('-serial') !== 'stdio') return null;
  return { ...alone, verb: 'console', leaving: 'poweroff -f switches it off; Ctrl-C pulls the plug.' };
}

function leavingOf(program: string): string {
  const name = shellName(program);
  if (name === 'vi' || name === 'vim') return 'Esc, then :q! leaves it.';
  if (['less', 'more', 'top', 'htop'].includes(name)) return 'q leaves it.';
  if (name === 'nano') return 'Ctrl-X leaves it.';
  return name === 'watch' ? 'Ctrl-C ends it.' : 'exit or Ctrl-D leaves it.';
}

function leavingContainer(program: string | undefined, keys: string | null): string {
  const detach = keys === null ? 'Ctrl-P Ctrl-Q' : keyWords(keys);
  const back = `${detach} comes back and leaves it running.`;
  const isShell = program === undefined || SHELLS.includes(shellName(program));
  return isShell ? `exit or Ctrl-D ends its shell; ${back}` : `Ctrl-C goes to its program; ${back}`;
}

/** `ctrl-x,q` as `Ctrl-X q`. */
const keyWords = (keys: string): string =>
  keys
    .split(',')
    .map((key) => key.replace(/^ctrl-(.)$/, (_all, letter: string) => `Ctrl-${letter.toUpperCase()}`))
    .join(' ');

/** The words of each command of the line that has both its ends at the terminal. */
function plainCommands(tokens: readonly Token[]): readonly (readonly string[])[] {
  const commands: { words: string[]; plain: boolean }[] = [{ words: [], plain: true }];
  for (const { kind, text } of tokens) {
    const last = commands.at(-1);
    if (kind === 'word') last?.words.push(text);
    else if (/^(;|&&|\|\|)$/.test(text)) commands.push({ words: [], plain: true });
    else {
      if (last) last.plain = false;
      if (text.startsWith('|')) commands.push({ words: [], plain: false });
    }
  }
  return commands.flatMap(({ words, plain }) => (plain && words.length > 0 ? [words] : []));
}
