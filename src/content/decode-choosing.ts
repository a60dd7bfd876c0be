import type { ChoiceQuestion, MultipleQuestion, TrueFalseQuestion } from '../domain/question.ts';
import { codeBlock, concepts, difficulty, options, outputOptions, severalOptions } from './decode-options.ts';
import { common } from './decode-question.ts';
import type { ActivityFence } from './fence.ts';
import { object, optional, required } from './yaml-objects.ts';
import { boolean, markdown, oneOf, text } from './yaml-scalars.ts';
import { INVALID, type Spot } from './yaml-source.ts';

const forAll = { concepts: optional(concepts), difficulty: optional(difficulty) };

const choiceBody = object({
  type: required(oneOf(['choice'])),
  prompt: required(markdown),
  options: required(options),
  ...forAll,
});

export function decodeChoice(spot: Spot, fence: ActivityFence): ChoiceQuestion | null {
  const body = choiceBody(spot);
  return body === INVALID ? null : { kind: 'choice', ...common(spot, body, fence), options: body.options };
}

const outputBody = object({
  type: required(oneOf(['output'])),
  prompt: required(markdown),
  command: required(text),
  options: required(outputOptions),
  ...forAll,
});

/** A choice among outputs: the command goes below the prompt, and every option is a block of code. */
export function decodeOutput(spot: Spot, fence: ActivityFence): ChoiceQuestion | null {
  const body = outputBody(spot);
  if (body === INVALID) return null;
  const { command } = body;
  const typed = command
    .split('\n')
    .map((line) => `$ ${line}`)
    .join('\n');
  const prompt = `${body.prompt}\n\n${codeBlock(typed, 'console')}`;
  return { kind: 'choice', ...common(spot, body, fence), prompt, options: body.options, command };
}

const multipleBody = object({
  type: required(oneOf(['multiple'])),
  prompt: required(markdown),
  options: required(severalOptions),
  ...forAll,
});

export function decodeMultiple(spot: Spot, fence: ActivityFence): MultipleQuestion | null {
  const body = multipleBody(spot);
  return body === INVALID ? null : { kind: 'multiple', ...common(spot, body, fence), options: body.options };
}

const trueFalseBody = object({
  type: required(oneOf(['true-false'])),
  prompt: required(markdown),
  answer: required(boolean),
  reasons: required(options),
  ...forAll,
});

export function decodeTrueFalse(spot: Spot, fence: ActivityFence): TrueFalseQuestion | null {
  const body = trueFalseBody(spot);
  if (body === INVALID) return null;
  const { answer, reasons } = body;
  return { kind: 'true-false', ...common(spot, body, fence), answer, reasons };
}
