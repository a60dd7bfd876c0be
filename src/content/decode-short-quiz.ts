import { Marked, type Token, type Tokens } from 'marked';
import type { ChoiceQuestion, MultipleQuestion, Option } from '../domain/question.ts';
import { complaintAboutOptions, complaintAboutSeveral, isConcept } from './decode-options.ts';
import type { ActivityFence } from './fence.ts';
import { checkMarkdown } from './markup.ts';

const markdown = new Marked();

/** A quiz body is quizdown's short form when it has list items with boxes; YAML has none at the first column. */
export function isShortQuiz(body: string): boolean {
  return /^ {0,3}(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\]/m.test(body);
}

/**
 * The prompt, then a list with `[x]` and `[ ]` whose nested quotes say why; several `[x]` may be right
 * together. Null when faulty, which is reported.
 */
export function decodeShortQuiz(fence: ActivityFence): ChoiceQuestion | MultipleQuestion | null {
  const tokens = markdown.lexer(fence.body);
  const at = tokens.findIndex((token) => token.type === 'list');
  const list = tokens[at] as Tokens.List;
  const prompt = rawOf(tokens.slice(0, at));
  const rest = rawOf(tokens.slice(at + 1)).trim();
  let sound = true;
  const complain = (line: number, sentence: string): void => {
    fence.problems.add(line, `quiz.${sentence}`);
    sound = false;
  };
  checkMarkdown(fence.body, fence.bodyLine, 'quiz: ', fence.problems);
  if (prompt.trim() === '') complain(fence.bodyLine, 'prompt: expected text before the list, found none');
  const listLine = fence.bodyLine + newlines(prompt);
  if (rest !== '')
    complain(listLine, 'options: expected nothing after the list; put why in a quote below its option');
  let line = listLine;
  const options: Option[] = [];
  for (const [index, item] of list.items.entries()) {
    options.push(decodeItem(item, (sentence) => complain(line, `options[${index}]${sentence}`)));
    line += newlines(item.raw) + (item.raw.endsWith('\n') ? 0 : 1);
  }
  const several = options.filter(({ correct }) => correct).length > 1;
  const complaint = several ? complaintAboutSeveral(options) : complaintAboutOptions(options);
  if (sound && complaint !== null) complain(listLine, `options: ${complaint}`);
  for (const concept of fence.concepts.filter((word) => !isConcept(word))) {
    complain(fence.line, `concepts: expected a concept such as pid1.signals, found "${concept}"`);
  }
  if (!sound) return null;
  const kind = several ? 'multiple' : 'choice';
  return { kind, id: fence.id, prompt: prompt.trim(), options, concepts: fence.concepts };
}

function decodeItem(item: Tokens.ListItem, complain: (sentence: string) => void): Option {
  const isQuote = (token: Token): boolean => token.type === 'blockquote';
  const quotes = item.tokens.filter(isQuote) as Tokens.Blockquote[];
  const words = item.tokens.filter((token) => !isQuote(token) && token.type !== 'checkbox');
  const text = words
    .map((token) => ('text' in token ? String(token.text) : ''))
    .join('\n')
    .trim();
  const why = quotes.map((quote) => quote.text.trim()).join('\n\n');
  if (!item.task) complain(': expected [x] or [ ] before the text');
  if (text === '') complain('.text: expected text, found none');
  if (why === '') complain('.why is missing; put it in a quote below the option');
  return { text, correct: item.checked === true, why };
}

function rawOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.raw).join('');
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
