/** The language the learner wants lessons in. */
export interface WantedLanguage {
  /** ISO 639-1: `es`. */
  readonly code: string;
  /** With --lang; else it is the locale's. */
  readonly asked: boolean;
}

export type LanguageChoice =
  | { readonly kind: 'chosen'; readonly words: readonly string[]; readonly language: WantedLanguage | null }
  | { readonly kind: 'usage-error'; readonly sentence: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** Takes `--lang es` out of the words of the command line; without it the locale says (POSIX: LC_ALL, LC_MESSAGES, LANG). */
export function chooseLanguage(words: readonly string[], env: Environment): LanguageChoice {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const end = words.indexOf('--');
  if (at < 0 || (end >= 0 && at > end)) return { kind: 'chosen', words, language: ofLocale(env) };
  const joined = words[at]?.startsWith('--lang=') === true;
  const named = joined ? (words[at]?.slice('--lang='.length) ?? '') : (words[at + 1] ?? '');
  const code = codeOf(named);
  if (code === null) {
    const found = named === '' ? 'needs a language' : `does not know "${named}"`;
    return { kind: 'usage-error', sentence: `vmvscontainer: --lang ${found}; give two letters, such as es.` };
  }
  return {
    kind: 'chosen',
    words: words.toSpliced(at, joined ? 1 : 2),
    language: { code, asked: true },
  };
}

function ofLocale(env: Environment): WantedLanguage | null {
  const code = codeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG || '');
  return code === null ? null : { code, asked: false };
}

/** `es` of `es`, `ES`, `es_ES.UTF-8`, `es-MX`; null for `C`, `POSIX` and the like. */
const codeOf = (name: string): string | null =>
  /^([a-z]{2})(?:[-_.@].*)?$/i.exec(name)?.[1]?.toLowerCase() ?? null;
