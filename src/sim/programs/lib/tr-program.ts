/** Models tr (POSIX XCU tr): translate, -d, -s, -c with ranges and classes. Invariant: the shorter second set is padded with its last character. */
import { type Program, STDIN } from '../../kernel/sys.ts';
import { unescapeText } from './escapes.ts';
import { readAll } from './io.ts';
import { type Context, UsageFailure } from './program.ts';

const CLASSES: Readonly<Record<string, string>> = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digit: '0123456789',
  alpha: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  alnum: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  space: '\t\n\v\f\r ',
  blank: '\t ',
  punct: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

function expandSet(text: string): string[] {
  const classes = text.replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole);
  return [
    ...unescapeText(classes, 'format').text.replace(/(.)-(.)/gs, (_, from: string, to: string) =>
      range(from, to),
    ),
  ];
}

function range(from: string, to: string): string {
  const length = to.charCodeAt(0) - from.charCodeAt(0) + 1;
  return Array.from({ length: Math.max(0, length) }, (_, index) =>
    String.fromCharCode(from.charCodeAt(0) + index),
  ).join('');
}

export function* tr(context: Context): Program {
  const [one, two] = context.operands;
  if (one === undefined) throw new UsageFailure('missing operand');
  if (two === undefined && !context.has('d') && !context.has('s'))
    throw new UsageFailure(`missing operand after ‘${one}’`);
  const first = expandSet(one);
  const second = two === undefined ? null : expandSet(two);
  const inFirst = (character: string): boolean => first.includes(character) !== context.has('c');
  const mapped = (character: string): string => {
    if (second === null || context.has('d') || !inFirst(character)) return character;
    const at = context.has('c') ? second.length - 1 : first.indexOf(character);
    return second[Math.min(at, second.length - 1)] ?? character;
  };
  const text = new TextDecoder().decode(yield* readAll(context.sys, STDIN));
  const kept = context.has('d') ? [...text].filter((character) => !inFirst(character)) : [...text];
  const result = kept.map(mapped);
  const squeezed = second ?? first;
  const output = context.has('s')
    ? result.filter((character, index) => character !== result[index - 1] || !squeezed.includes(character))
    : result;
  yield* context.out(output.join(''));
  return 0;
}
