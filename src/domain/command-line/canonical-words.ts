import { dockerVerb } from './docker-verbs.ts';
import { tokenise } from './tokenise.ts';

/** The words of a line, with docker's long command names in their short form: `docker stop x` for `docker container stop x`. */
export function shortFormWords(line: string): readonly string[] {
  const tokens = tokenise(line);
  const words = tokens === null ? line.trim().split(/\s+/) : tokens.map((token) => token.text);
  if (words[0] !== 'docker' || words.length < 2) return words;
  const { verb, rest } = dockerVerb(words.slice(1));
  return ['docker', ...verb.split(' '), ...rest];
}
