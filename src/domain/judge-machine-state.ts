import type { AssertionVerdict } from './assertion-verdict.ts';
import { mismatches } from './container-clauses.ts';
import type { AbsentAssertion, ContainerAssertion, LogsAssertion, ProcessAssertion } from './goal.ts';
import type { ContainerFacts, Observed, ProcessFacts } from './observation.ts';
import { joined, shortened } from './wording.ts';

const HOLDS: AssertionVerdict = { kind: 'holds' };
const fails = (sentence: string): AssertionVerdict => ({ kind: 'fails', sentence });
const noContainer = (name: string): AssertionVerdict => fails(`There is no container ${name}.`);

export function judgeContainer(
  assertion: ContainerAssertion,
  answer: Observed<ContainerFacts | null>,
): AssertionVerdict {
  if (!answer.known) return { kind: 'unknown', because: answer.because };
  if (answer.value === null) return noContainer(assertion.name);
  const clauses = mismatches(assertion, answer.value);
  if (clauses.length === 0) return HOLDS;
  const found = joined(clauses.map((clause) => clause.found));
  const wanted = joined(clauses.map((clause) => clause.wanted));
  return fails(`${assertion.name} ${found}; it should ${wanted}.`);
}

export function judgeAbsent(
  assertion: AbsentAssertion,
  answer: Observed<ContainerFacts | null>,
): AssertionVerdict {
  if (!answer.known) return { kind: 'unknown', because: answer.because };
  if (answer.value === null) return HOLDS;
  return fails(
    `The container ${assertion.container} still exists (${answer.value.status}); it should be removed.`,
  );
}

export function judgeLogs(assertion: LogsAssertion, answer: Observed<string | null>): AssertionVerdict {
  if (!answer.known) return { kind: 'unknown', because: answer.because };
  if (answer.value === null) return noContainer(assertion.container);
  if (answer.value.includes(assertion.contains)) return HOLDS;
  const lastLine = answer.value.trimEnd().split('\n').at(-1) ?? '';
  const found = lastLine === '' ? 'is empty' : `ends with "${shortened(lastLine)}"`;
  return fails(`The log of ${assertion.container} ${found}; it should contain "${assertion.contains}".`);
}

const MOST_PROCESSES_NAMED = 5;

export function judgeProcess(
  assertion: ProcessAssertion,
  answer: Observed<readonly ProcessFacts[] | null>,
): AssertionVerdict {
  if (!answer.known) return { kind: 'unknown', because: answer.because };
  if (answer.value === null) return noContainer(assertion.container);
  if (answer.value.some((process) => fits(assertion, process))) return HOLDS;
  const named = answer.value.slice(0, MOST_PROCESSES_NAMED).map(nameProcess);
  const others = answer.value.length - named.length;
  if (others > 0) named.push(`${others} more`);
  const found = named.length === 0 ? 'has no process' : `has ${joined(named)}`;
  return fails(`${assertion.container} ${found}; it should have a process ${describeWanted(assertion)}.`);
}

function fits(assertion: ProcessAssertion, process: ProcessFacts): boolean {
  return (
    (assertion.pid === undefined || assertion.pid === process.pid) &&
    (assertion.comm === undefined || assertion.comm === process.comm) &&
    (assertion.state === undefined || assertion.state === process.state)
  );
}

function nameProcess(process: ProcessFacts): string {
  return `${process.comm} (PID ${process.pid}, state ${process.state})`;
}

function describeWanted(assertion: ProcessAssertion): string {
  return joined([
    ...(assertion.comm === undefined ? [] : [`called ${assertion.comm}`]),
    ...(assertion.pid === undefined ? [] : [`with PID ${assertion.pid}`]),
    ...(assertion.state === undefined ? [] : [`in state ${assertion.state}`]),
  ]);
}
