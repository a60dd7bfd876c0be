import { canonicalDocker } from './canonical-docker.ts';
import { canonicalSignal } from './signal-names.ts';
import { type Token, tokenise } from './tokenise.ts';

/**
 * Whether two command lines do the same: flags in another order, short or long, joined or apart, docker's
 * old and new command names. Where it is not certain, they are not the same.
 */
export function sameCommand(a: string, b: string): boolean {
  return canonicalLine(a) === canonicalLine(b);
}

function canonicalLine(line: string): string {
  const tokens = tokenise(line.trim().replace(/^[$#]\s+/, ''));
  if (tokens === null) return line.trim().replace(/\s+/g, ' ');
  const last = tokens.at(-1);
  const ended = last?.kind === 'operator' && last.text === ';' ? tokens.slice(0, -1) : tokens;
  return JSON.stringify(splitCommands(ended));
}

/** Simple commands, canonical, with the operators between and the redirections after them. */
function splitCommands(tokens: readonly Token[]): readonly (readonly string[])[] {
  const parts: (readonly string[])[] = [];
  let words: string[] = [];
  let redirections: string[] = [];
  const end = (): void => {
    if (words.length + redirections.length > 0) parts.push([...canonicalWords(words), ...redirections]);
    words = [];
    redirections = [];
  };
  const queue = [...tokens];
  for (let token = queue.shift(); token !== undefined; token = queue.shift()) {
    if (token.kind === 'word') words.push(token.text);
    else if (/[<>]/.test(token.text)) redirections.push(`${token.text} ${queue.shift()?.text ?? ''}`);
    else {
      end();
      parts.push([token.text]);
    }
  }
  end();
  return parts;
}

function canonicalWords(typed: readonly string[]): readonly string[] {
  const words = typed[0] === 'sudo' && typed[1]?.startsWith('-') === false ? typed.slice(1) : typed;
  const program = (words[0] ?? '').toLowerCase();
  const rest = words.slice(1);
  switch (program) {
    case 'docker':
      return canonicalDocker(rest) ?? [program, ...rest];
    case 'kill':
      return canonicalKill(rest) ?? [program, ...rest];
    case 'ps':
      return canonicalLetters(program, rest, /^[eAfFlj]+$/, { A: 'e' });
    case 'ls':
      return canonicalLetters(program, rest, /^[alhidRrF]+$/, {});
    default:
      return [program, ...rest];
  }
}

/** `kill -9 5`, `kill -KILL 5`, `kill -s SIGKILL 5`. Null when it has other flags. */
function canonicalKill(words: readonly string[]): readonly string[] | null {
  const [first = '', second = ''] = words;
  const apart = first === '-s' || first === '-n';
  const named = apart ? second : first.startsWith('-') ? first.slice(1) : 'TERM';
  const signal = canonicalSignal(named);
  const pids = words.slice(apart ? 2 : first.startsWith('-') ? 1 : 0);
  if (signal === null || pids.some((pid) => pid.startsWith('-'))) return null;
  return ['kill', signal, ...[...pids].sort()];
}

/** Flags of one letter without a value, whose order does not count. */
function canonicalLetters(
  program: string,
  words: readonly string[],
  letters: RegExp,
  same: Readonly<Record<string, string>>,
): readonly string[] {
  const flags = words.filter((word) => word.startsWith('-')).map((word) => word.slice(1));
  if (!flags.every((flag) => letters.test(flag))) return [program, ...words];
  const set = new Set([...flags.join('')].map((letter) => same[letter] ?? letter));
  const others = words.filter((word) => !word.startsWith('-'));
  return [program, `-${[...set].sort().join('')}`, ...others];
}
