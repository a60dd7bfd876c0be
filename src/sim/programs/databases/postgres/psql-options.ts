/** The options of psql(1) that scripts and habit use. */
import type { Sys } from '../../../kernel/sys.ts';

export interface PsqlOptions {
  readonly user: string;
  readonly database: string;
  /** Null: the unix socket. */
  readonly host: string | null;
  readonly port: number;
  readonly commands: readonly string[];
  /** -t, -A: without headings and borders. */
  readonly bare: boolean;
  /** An option that is not modelled. */
  readonly foreign: string | null;
}

const LONG: Readonly<Record<string, string>> = {
  '--username': '-U',
  '--dbname': '-d',
  '--host': '-h',
  '--port': '-p',
  '--command': '-c',
};

/** `--dbname=x` and `-dx` as two words. */
function parted(word: string): readonly string[] {
  const long = /^(--[a-z]+)=(.*)$/s.exec(word);
  if (long !== null) return [LONG[long[1] ?? ''] ?? word, long[2] ?? ''];
  return /^-[Udhp]./.test(word) ? [word.slice(0, 2), word.slice(2)] : [LONG[word] ?? word];
}

export function readOptions(sys: Sys, args: readonly string[]): PsqlOptions {
  const words = args.flatMap(parted);
  const values = new Map<string, string>();
  const commands: string[] = [];
  const operands: string[] = [];
  let bare = false;
  let foreign: string | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    if (/^-[tAqXw]*[Udhpc]$/.test(word)) {
      at += 1;
      bare ||= /[tA]/.test(word);
      if (word.endsWith('c')) commands.push(next);
      else values.set(word.slice(-1), next);
    } else if (/^-[tAqXw]+$/.test(word)) bare ||= /[tA]/.test(word);
    else if (word.startsWith('-')) foreign = word;
    else operands.push(word);
  }
  return { ...target(sys, values, operands), commands, bare, foreign };
}

function target(sys: Sys, values: ReadonlyMap<string, string>, operands: readonly string[]) {
  const env = (name: string): string | undefined => sys.env.get(name);
  const own = sys.getuid() === 0 ? 'root' : 'postgres';
  const user = values.get('U') ?? operands[1] ?? env('PGUSER') ?? own;
  return {
    user,
    database: values.get('d') ?? operands[0] ?? env('PGDATABASE') ?? user,
    host: values.get('h') ?? env('PGHOST') ?? null,
    port: Number(values.get('p') ?? 5432),
  };
}
