import { type AssertionVerdict, fails, HOLDS, unknown } from './assertion-verdict.ts';
import type { ProcessAssertion } from './goal.ts';
import { noContainer } from './judge-machine-state.ts';
import type { Look } from './look.ts';
import type { ProcessFacts } from './observation.ts';
import { placeNamed, placeWords } from './place.ts';
import { counted, joined } from './wording.ts';

const MOST_PROCESSES_NAMED = 5;

export function judgeProcess(assertion: ProcessAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'processes', of: placeNamed(assertion.container) });
  if (!answer.known) return unknown(answer.because);
  if (answer.value === null) return noContainer(assertion.container);
  const fitting = answer.value.filter((process) => fits(assertion, process));
  if (isEnough(assertion, fitting.length)) return HOLDS;
  const place = placeWords(placeNamed(assertion.container));
  const shown = fitting.length > 0 ? fitting : answer.value;
  const named = shown.slice(0, MOST_PROCESSES_NAMED).map(nameProcess);
  const others = shown.length - named.length;
  if (others > 0) named.push(`${others} more`);
  const found = named.length === 0 ? 'has no process' : `has ${joined(named)}`;
  return fails(`${place} ${found}; it should have ${describeWanted(assertion)}.`);
}

function isEnough({ absent, atLeast, atMost }: ProcessAssertion, count: number): boolean {
  if (absent === true) return count === 0;
  return (
    count >= (atLeast ?? (atMost === undefined ? 1 : 0)) && count <= (atMost ?? Number.POSITIVE_INFINITY)
  );
}

function fits(assertion: ProcessAssertion, process: ProcessFacts): boolean {
  return (
    (assertion.pid === undefined || assertion.pid === process.pid) &&
    (assertion.comm === undefined || assertion.comm === process.comm) &&
    (assertion.state === undefined || assertion.state === process.state) &&
    (assertion.argsContain === undefined || process.args.join(' ').includes(assertion.argsContain))
  );
}

function nameProcess(process: ProcessFacts): string {
  return `${process.comm} (PID ${process.pid}, state ${process.state})`;
}

function describeWanted(assertion: ProcessAssertion): string {
  const which = joined([
    ...(assertion.comm === undefined ? [] : [`called ${assertion.comm}`]),
    ...(assertion.argsContain === undefined ? [] : [`with \`${assertion.argsContain}\` in its command line`]),
    ...(assertion.pid === undefined ? [] : [`with PID ${assertion.pid}`]),
    ...(assertion.state === undefined ? [] : [`in state ${assertion.state}`]),
  ]);
  return `${howMany(assertion)}${which === '' ? '' : ` ${which}`}`;
}

function howMany({ absent, atLeast, atMost }: ProcessAssertion): string {
  if (absent === true) return 'no process';
  const most = atMost === undefined ? null : `at most ${counted(atMost, 'process', 'processes')}`;
  const least = atLeast === undefined ? null : `at least ${counted(atLeast, 'process', 'processes')}`;
  if (least === null) return most ?? 'a process';
  return most === null ? least : `at least ${atLeast} and ${most}`;
}
