import type { Assertion, Goal } from '../domain/goal.ts';
import { nearest } from '../domain/nearest.ts';
import { listOf, object, optional, pairsOf, required } from './yaml-objects.ts';
import { boolean, duration, line, oneOf, wholeNumber } from './yaml-scalars.ts';
import { complain, type Decoded, type Decoder, INVALID, type Spot } from './yaml-source.ts';

const STATUS = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;
const HEALTH = ['none', 'starting', 'healthy', 'unhealthy'] as const;
const STATE = ['R', 'S', 'D', 'T', 'Z'] as const;

const containerFields = object({
  container: required(line),
  image: optional(line),
  status: optional(oneOf(STATUS)),
  exitCode: optional(wholeNumber(0)),
  oomKilled: optional(boolean),
  tty: optional(boolean),
  openStdin: optional(boolean),
  init: optional(boolean),
  cmd: optional(listOf(line)),
  cmdContains: optional(line),
  errorContains: optional(line),
  restartPolicy: optional(line),
  restartCount: optional(wholeNumber(0)),
  health: optional(oneOf(HEALTH)),
});
const absentFields = object({ absent: required(line) });
const logsFields = object({ logs: required(line), contains: required(line) });
const processFields = object({
  process: required(line),
  pid: optional(wholeNumber(1)),
  comm: optional(line),
  state: optional(oneOf(STATE)),
});
const durationFields = object({
  duration: required(line),
  atLeast: optional(duration),
  atMost: optional(duration),
});
const commandFields = object({ command: required(line), absent: optional(boolean) });

/** Kinds by the key that names them; `command` before `absent`, which is also a key of it. */
const KINDS: Readonly<Record<string, Decoder<Assertion>>> = {
  command: (spot) =>
    map(commandFields(spot), ({ command, ...rest }) => ({ kind: 'command', words: words(command), ...rest })),
  container: (spot) =>
    map(containerFields(spot), ({ container, ...rest }) => ({ kind: 'container', name: container, ...rest })),
  absent: (spot) => map(absentFields(spot), ({ absent }) => ({ kind: 'absent', container: absent })),
  logs: (spot) =>
    map(logsFields(spot), ({ logs, contains }) => ({ kind: 'logs', container: logs, contains })),
  process: (spot) =>
    map(processFields(spot), ({ process, ...rest }) =>
      Object.keys(rest).length === 0
        ? complain(spot, 'expected at least one of pid, comm, state')
        : { kind: 'process', container: process, ...rest },
    ),
  duration: (spot) => map(durationFields(spot), (fields) => durationAssertion(spot, fields)),
};

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
  const kind = Object.keys(KINDS).find((name) => keys.includes(name));
  const decode = kind === undefined ? undefined : KINDS[kind];
  if (decode !== undefined) return decode(spot);
  const names = Object.keys(KINDS);
  const meant = keys.map((key) => nearest(key, names)).find((name) => name !== null);
  const advice = meant === undefined ? '' : `; did you mean ${meant}?`;
  return complain(spot, `expected an assertion with one of ${names.join(', ')}${advice}`);
};

/** A list of at least one assertion. */
export const goal: Decoder<Goal> = listOf(assertion, 1);

function map<T, U>(value: Decoded<T>, change: (value: T) => Decoded<U>): Decoded<U> {
  return value === INVALID ? INVALID : change(value);
}

function words(command: string): readonly string[] {
  return command.split(/\s+/);
}
