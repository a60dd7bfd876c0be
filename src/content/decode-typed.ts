import type { FillInQuestion, NumericQuestion } from '../domain/question.ts';
import { concepts, difficulty } from './decode-options.ts';
import { common } from './decode-question.ts';
import type { ActivityFence } from './fence.ts';
import { listOf, object, optional, orElse, recordOf, required } from './yaml-objects.ts';
import { line, markdown, number, oneOf } from './yaml-scalars.ts';
import { complain, type Decoder, INVALID, type Spot } from './yaml-source.ts';

const forAll = { why: required(markdown), concepts: optional(concepts), difficulty: optional(difficulty) };
const wrong = orElse(listOf(object({ answer: required(line), why: required(markdown) })), [] as const);

const fillInBody = object({
  type: required(oneOf(['fill-in'])),
  prompt: required(markdown),
  reading: orElse(oneOf(['text', 'number', 'command']), 'text' as const),
  answer: required(line),
  alternatives: orElse(listOf(line), [] as const),
  wrong,
  ...forAll,
});

export function decodeFillIn(spot: Spot, fence: ActivityFence): FillInQuestion | null {
  const body = fillInBody(spot);
  if (body === INVALID) return null;
  const { reading, answer, alternatives, wrong: known, why } = body;
  return { kind: 'fill-in', ...common(spot, body, fence), reading, answer, alternatives, wrong: known, why };
}

/** `5` is 5 of the unit, `5%` is 5 per cent of the answer. */
type Tolerance = { readonly of: 'unit' | 'answer'; readonly size: number };

const tolerance: Decoder<Tolerance> = (spot) => {
  const written = line(spot);
  if (written === INVALID) return INVALID;
  const match = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(written);
  if (match === null) return complain(spot, `expected a number or a share such as 5%, found "${written}"`);
  const size = Number(match[1]);
  return match[2] === '%' ? { of: 'answer', size: size / 100 } : { of: 'unit', size };
};

const factor: Decoder<number> = (spot) => {
  const value = number(spot);
  return value === INVALID || value > 0 ? value : complain(spot, 'expected a number above 0');
};

const numericBody = object({
  type: required(oneOf(['numeric'])),
  prompt: required(markdown),
  answer: required(number),
  unit: orElse(line, null),
  units: orElse(recordOf(factor), {} as Readonly<Record<string, number>>),
  tolerance: orElse(tolerance, { of: 'unit', size: 0 } as const),
  wrong,
  ...forAll,
});

export function decodeNumeric(spot: Spot, fence: ActivityFence): NumericQuestion | null {
  const body = numericBody(spot);
  if (body === INVALID) return null;
  const { answer, unit, units, wrong: known, why } = body;
  if (unit === null && Object.keys(units).length > 0) {
    complain(spot, 'units say how many of unit one of them is; unit is missing');
    return null;
  }
  const { of, size } = body.tolerance;
  const off = of === 'unit' ? size : size * Math.abs(answer);
  return {
    kind: 'numeric',
    ...common(spot, body, fence),
    answer,
    unit,
    units,
    tolerance: off,
    wrong: known,
    why,
  };
}
