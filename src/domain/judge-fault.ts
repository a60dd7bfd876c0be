import { placeInWords, withoutLead } from './plain-answer.ts';
import type { Answer, FaultQuestion, Judgement } from './question.ts';
import { inlineCode } from './reasons.ts';

/** The line with the fault; lines of the same words as that one count as it. */
export function judgeFault(question: FaultQuestion, answer: Answer): Judgement {
  const at = question.lines.findIndex(({ fault }) => fault);
  const faulty = question.lines[at];
  const index = lineGiven(question, answer);
  const chosen = index === null ? undefined : question.lines[index];
  if (chosen === undefined) return { verdict: 'wrong', explanation: 'That is none of the lines.' };
  const why = [...(faulty?.why == null ? [] : [faulty.why]), question.why];
  if (chosen === faulty) return { verdict: 'right', explanation: why.join('\n\n') };
  const there = `The fault is in line ${at + 1}: ${inlineCode(faulty?.text.trim() ?? '')}`;
  const line = `line ${(index ?? 0) + 1}`;
  const own = chosen.why === null ? `There is no fault in ${line}.` : `Not ${line}. ${chosen.why}`;
  return { verdict: 'wrong', explanation: [own, there, ...why].join('\n\n') };
}

function lineGiven({ lines }: FaultQuestion, answer: Answer): number | null {
  if (answer.kind === 'option') return answer.index;
  return answer.kind === 'text' ? readLine(answer.text, lines) : null;
}

/** `3`, `line 3`, `c`, `3: RUN …`, or the line itself; null when it is none. */
export function readLine(answer: string, lines: FaultQuestion['lines']): number | null {
  const typed = answer.normalize('NFKC').trim();
  const found = readPlainLine(typed, lines);
  if (found !== null) return found;
  const said = withoutLead(typed);
  const place = placeInWords(said.replace(/^\((.*)\)$/, '$1'));
  if (place !== null) return place - 1 in lines ? place - 1 : null;
  const alike = lines.flatMap(({ text }, index) => (loose(text) === loose(said) ? [index] : []));
  return readPlainLine(said, lines) ?? (alike.length === 1 ? (alike[0] ?? null) : null);
}

const loose = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

function readPlainLine(said: string, lines: FaultQuestion['lines']): number | null {
  const plain = (text: string): string => text.trim().replace(/\s+/g, ' ');
  const same = (text: string): number => lines.findIndex((line) => plain(line.text) === plain(text));
  const label = /^(?:in )?(?:the )?(?:line )?(?:no\.? |number |#)?(\d{1,2}|[a-z])[.):]?$/i.exec(said)?.[1];
  if (label !== undefined) {
    const place = /\d/.test(label) ? Number(label) - 1 : label.toLowerCase().charCodeAt(0) - 97;
    if (place in lines) return place;
  }
  const whole = same(said.replace(/^`+|`+$/g, ''));
  const numbered = /^(?:line )?(\d{1,2})[:.)]?\s+(.*)$/is.exec(said);
  if (whole >= 0 || numbered === null) return whole < 0 ? null : whole;
  const place = Number(numbered[1]) - 1;
  return plain(lines[place]?.text ?? '') === plain(numbered[2] ?? '') ? place : null;
}
