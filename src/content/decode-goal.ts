import type { Assertion, Goal } from '../domain/goal.ts';
import { nearest } from '../domain/nearest.ts';
import { containerAssertion } from './decode-container-assertion.ts';
import { contentKinds } from './decode-content-assertions.ts';
import { nounKinds } from './decode-noun-assertions.ts';
import { map } from './map-decoded.ts';
import { listOf, object, optional, pairsOf, required } from './yaml-objects.ts';
import { boolean, duration, line, oneOf, wholeNumber } from './yaml-scalars.ts';
import { complain, type Decoded, type Decoder, type INVALID, type Spot } from './yaml-source.ts';

const STATE = ['R', 'S', 'D', 'T', 'Z'] as const;

const absentFields = object({ absent: required(line) });
const processFields = object({
  process: required(line),
  pid: optional(wholeNumber(1)),
  comm: optional(line),
  argsContain: optional(line),
  state: optional(oneOf(STATE)),
  atLeast: optional(wholeNumber(1)),
  atMost: optional(wholeNumber(0)),
  absent: optional(boolean),
});
const durationFields = object({
  duration: required(line),
  atLeast: optional(duration),
  atMost: optional(duration),
});
const commandFields = object({ command: required(line), absent: optional(boolean) });

/** Kinds by the key that names them. */
const KINDS: Readonly<Record<string, Decoder<Assertion>>> = {
  container: containerAssertion,
  absent: (spot) => map(absentFields(spot), ({ absent }) => ({ kind: 'absent', container: absent })),
  process: (spot) => map(processFields(spot), (fields) => processAssertion(spot, fields)),
  ...contentKinds,
  ...nounKinds,
  duration: (spot) => map(durationFields(spot), (fields) => durationAssertion(spot, fields)),
  command: (spot) =>
    map(commandFields(spot), ({ command, ...rest }) => ({ kind: 'command', words: words(command), ...rest })),
};

type ProcessFields = Exclude<ReturnType<typeof processFields>, typeof INVALID>;

function processAssertion(spot: Spot, { process, ...rest }: ProcessFields): Decoded<Assertion> {
  const { absent, atLeast, atMost } = rest;
  if (Object.keys(rest).length === 0) {
    return complain(spot, 'expected at least one of pid, comm, argsContain, state, atLeast, atMost, absent');
  }
  if (absent === true && (atLeast !== undefined || atMost !== undefined)) {
    return complain(spot, 'absent says that there is none, so atLeast and atMost cannot stand beside it');
  }
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
    return complain(spot, 'atLeast is more than atMost, so nothing fits');
  }
  return { kind: 'process', container: process, ...rest };
}

function durationAssertion(
  spot: Spot,
  fields: { duration: string; atLeast?: number; atMost?: number },
): Decoded<Assertion> {
  const { duration: command, atLeast, atMost } = fields;
  if (atLeast === undefined && atMost === undefined)
    return complain(spot, 'expected atLeast, atMost or both');
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
    return complain(spot, 'atLeast is more than atMost, so nothing fits');
  }
  return {
    kind: 'duration',
    command,
    ...(atLeast === undefined ? {} : { atLeastMs: atLeast }),
    ...(atMost === undefined ? {} : { atMostMs: atMost }),
  };
}

const assertion: Decoder<Assertion> = (spot) => {
  const keys = [...(pairsOf(spot)?.keys() ?? [])];
  const kind = keys.find((key) => Object.hasOwn(KINDS, key));
  const decode = kind === undefined ? undefined : KINDS[kind];
  if (decode !== undefined) return decode(spot);
  const names = Object.keys(KINDS);
  const meant = keys.map((key) => nearest(key, names)).find((name) => name !== null);
  const advice = meant === undefined ? '' : `; did you mean ${meant}?`;
  return complain(spot, `expected an assertion with one of ${names.join(', ')}${advice}`);
};

/** A list of at least one assertion. */
export const goal: Decoder<Goal> = listOf(assertion, 1);

function words(command: string): readonly string[] {
  return command.split(/\s+/);
}
