/**
 * Models the prompt strings of bash (bash(1) PROMPTING) and busybox ash (FEATURE_EDITING_FANCY_PROMPT). Invariant: `~` stands for $HOME.
 * Left out: `\j`, `\!`, `\#` and colours beyond what passes through.
 */
import type { Task } from '../kernel/sys.ts';
import { expandToString } from './expand/word.ts';
import { parseScript } from './parse.ts';
import type { Shell } from './shell.ts';

function directory(shell: Shell): string {
  const path = shell.variables.get('PWD') ?? shell.sys.getcwd();
  const home = shell.variables.get('HOME');
  if (home === null || home === '') return path;
  // bash does not shorten what is the root anyway (polite_directory_format); busybox does.
  if (home === '/') return path === home && shell.dialect.kind === 'ash' ? '~' : path;
  if (path === home) return '~';
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

const userName = (shell: Shell): string =>
  shell.variables.get('USER') ??
  (shell.sys.getuid() === 0 ? 'root' : (shell.variables.get('LOGNAME') ?? 'I have no name!'));

/** PS1 or PS2 as it is written: escapes (bash, ash), then parameters and commands. */
export function* expandPrompt(shell: Shell, prompt: string): Task<string> {
  const text = shell.dialect.kind === 'dash' ? prompt : withEscapes(shell, prompt);
  if (!/\$[A-Za-z_{(]|`/.test(text)) return text;
  const [command] = parseScript(`: "${text.replaceAll('"', '\\"')}"`).commands;
  const word = command?.command.type === 'Command' ? command.command.suffix[0] : undefined;
  return word?.type === 'Word' ? yield* expandToString(shell, word) : text;
}

function withEscapes(shell: Shell, prompt: string): string {
  return prompt.replace(/\\(\[|\]|e|n|r|t|.)/g, (whole, letter: string) => {
    switch (letter) {
      case 'w':
        return directory(shell);
      case 'W':
        return directory(shell).split('/').at(-1) || '/';
      case 'u':
        return userName(shell);
      case 'h':
        return shell.sys.uname().nodename.split('.')[0] ?? '';
      case 'H':
        return shell.sys.uname().nodename;
      case '$':
        return shell.sys.getuid() === 0 ? '#' : '$';
      case 's':
        return shell.name.split('/').at(-1) ?? '';
      case 'v':
        return '5.3';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 'e':
        return '\x1b';
      case '[':
      case ']':
        return '';
      case '\\':
        return '\\';
      default:
        return whole;
    }
  });
}
