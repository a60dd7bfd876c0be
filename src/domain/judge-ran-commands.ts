import { type AssertionVerdict, HOLDS } from './assertion-verdict.ts';
import { shortFormWords } from './command-line/canonical-words.ts';
import type { CommandAssertion, DurationAssertion, RanCommand } from './goal.ts';
import { seconds } from './wording.ts';

/** The last line that starts with the words counts: a learner may measure again. */
export function judgeDuration(assertion: DurationAssertion, ran: readonly RanCommand[]): AssertionVerdict {
  const { command, atLeastMs, atMostMs } = assertion;
  const wanted = shortFormWords(command);
  const last = ran.findLast(({ commandLine }) => startsWith(shortFormWords(commandLine), wanted));
  if (last === undefined) return { kind: 'fails', sentence: `\`${command}\` was not run yet.` };
  if (atLeastMs !== undefined && last.tookMs < atLeastMs) {
    return tookWrongly(last, `at least ${seconds(atLeastMs)}`);
  }
  if (atMostMs !== undefined && last.tookMs > atMostMs)
    return tookWrongly(last, `at most ${seconds(atMostMs)}`);
  return HOLDS;
}

function tookWrongly({ commandLine, tookMs }: RanCommand, wanted: string): AssertionVerdict {
  return { kind: 'fails', sentence: `\`${commandLine}\` took ${seconds(tookMs)}; it should take ${wanted}.` };
}

export function judgeCommand(assertion: CommandAssertion, ran: readonly RanCommand[]): AssertionVerdict {
  const shown = `\`${assertion.words.join(' ')}\``;
  const found = ran.some(({ commandLine }) => hasInOrder(shortFormWords(commandLine), assertion.words));
  if (found !== (assertion.absent ?? false)) return HOLDS;
  const sentence = found ? `${shown} was run; this is to be done without it.` : `${shown} was not run yet.`;
  return { kind: 'fails', sentence };
}

function startsWith(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((word, index) => words[index] === word);
}

function hasInOrder(words: readonly string[], wanted: readonly string[]): boolean {
  let next = 0;
  for (const word of words) {
    const looked = wanted[next];
    if (looked !== undefined && isWord(word, looked)) next += 1;
  }
  return next === wanted.length;
}

/** `-t` stands in `-dit` too, and `--name` in `--name=x`. */
function isWord(word: string, wanted: string): boolean {
  if (word === wanted) return true;
  if (/^-[A-Za-z]$/.test(wanted)) return /^-[A-Za-z]+$/.test(word) && word.includes(wanted.slice(1));
  return wanted.startsWith('--') && !wanted.includes('=') && word.startsWith(`${wanted}=`);
}
