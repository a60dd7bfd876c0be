import { jsonParts, numberedParts, placeInWords, withoutLead } from './plain-answer.ts';
import { sameText } from './same-text.ts';

/**
 * Which of `texts` an answer names, as indices, in the order it names them; null when a part of it names none. `a, c`,
 * `a c`, `ac`, `1 and 3`, `b) Its text`, texts on lines of their own. `shown` holds the indices in the order in which
 * the letters stand before them.
 */
export function readChoices(
  answer: string,
  texts: readonly string[],
  shown: readonly number[] = texts.map((_, index) => index),
): readonly number[] | null {
  const text = answer.normalize('NFKC').trim();
  if (text === '') return null;
  const whole = readChoice(text, texts, shown);
  if (whole !== null) return [whole];
  const said = withoutLead(text.replace(/\s+are (?:right|correct|true)\.?$/i, ''));
  const ways = [
    jsonParts(text) ?? [],
    numberedParts(text) ?? [],
    text.split('\n'),
    said.split(/;/),
    text.split(/[,;\n]/),
    said.split(SIGNS),
    said.split(/[\s,;&+>]+|\band\b/i),
    [...said],
  ];
  for (const way of ways) {
    const parts = way.map((part) => part.trim()).filter((part) => part !== '');
    const read = parts.map((part) => readChoice(part, texts, shown));
    if (parts.length > 1 && read.every((index) => index !== null)) return read;
  }
  return null;
}

/** What people put between the parts of an order or a choice. */
const SIGNS =
  /\s*(?:->|=>|[\u2192>|/<,;]|(?<=^.|\W.)[-\u2013](?=.(?:\W|$)))\s*(?:(?:and|then)\s+)?|\s+(?:and |, )?then\s+|^first\s+/i;

/** The one index that `b`, `b)`, `2.`, its text, or `b) its text` names; null when it names none. */
export function readChoice(
  answer: string,
  texts: readonly string[],
  shown: readonly number[],
): number | null {
  const text = answer.trim().replace(/^[-*+>•]\s+/, '');
  const byText = shown.find((index) => sameText(texts[index] ?? '', text));
  if (byText !== undefined) return byText;
  const labelled = readLabel(text, texts, shown);
  const plain = withoutLead(text);
  if (labelled !== null || plain === text) return labelled ?? readPlace(text, texts, shown);
  const plainText = shown.find((index) => sameText(texts[index] ?? '', plain));
  return plainText ?? readLabel(plain, texts, shown) ?? readPlace(plain, texts, shown);
}

/** `the second`. */
function readPlace(text: string, texts: readonly string[], shown: readonly number[]): number | null {
  const place = placeInWords(text);
  return place === null || isText(String(place), texts) ? null : (shown[place - 1] ?? null);
}

/** `b`, `b)`, `2.`, or one of them with the text behind it. */
function readLabel(text: string, texts: readonly string[], shown: readonly number[]): number | null {
  const label = /^[-*+>]?\s*[([]?\s*([a-z]|\d{1,2})\s*[)\].:]*$/i.exec(text)?.[1];
  if (label !== undefined) return isText(label, texts) ? null : (shown[placeOf(label)] ?? null);
  const labelled = /^[-*+>]?\s*[([]?([a-z]|\d{1,2})(?:\s*[)\].:,]|\s+[-\u2013]|(?=\s+\())\s*(.+)$/is.exec(
    text,
  );
  if (labelled === null) return null;
  const index = shown[placeOf(labelled[1] ?? '')];
  return index !== undefined && sameText(texts[index] ?? '', (labelled[2] ?? '').replace(/^\((.*)\)$/s, '$1'))
    ? index
    : null;
}

/** Where options are numbers, or letters, themselves, one that is not there is not the place of another. */
const isText = (label: string, texts: readonly string[]): boolean =>
  texts.some((text) => (/\d/.test(label) ? /^\W*\d+\W*$/ : /^\W*[a-z]\W*$/i).test(text));

/** `a` and `1` name the first place. */
function placeOf(label: string): number {
  return /\d/.test(label) ? Number(label) - 1 : label.toLowerCase().charCodeAt(0) - 97;
}
