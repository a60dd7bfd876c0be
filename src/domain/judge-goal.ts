import { assertNever } from './assert-never.ts';
import type { AssertionVerdict } from './assertion-verdict.ts';
import type { Assertion, Goal, RanCommand, Verdict } from './goal.ts';
import { judgeAbsent, judgeContainer, judgeLogs, judgeProcess } from './judge-machine-state.ts';
import { judgeCommand, judgeDuration } from './judge-ran-commands.ts';
import type { Query } from './observation.ts';
import { answerTo, distinctQueries, type Observation } from './observed-facts.ts';

/** What a machine has to be asked to judge these goals, each query once. */
export function questionsOf(...goals: readonly Goal[]): readonly Query[] {
  return distinctQueries(goals.flatMap((goal) => goal.flatMap(queriesOf)));
}

/**
 * Judges a goal by what was observed and run. One assertion that is known not to hold makes it `not-yet`,
 * whatever could not be looked at; only when nothing is known to be missing does an unknown count.
 */
export function judgeGoal(
  goal: Goal,
  observations: readonly Observation[],
  ran: readonly RanCommand[],
): Verdict {
  const verdicts = goal.map((assertion) => judgeAssertion(assertion, observations, ran));
  const missing = verdicts.flatMap((verdict) => (verdict.kind === 'fails' ? [verdict.sentence] : []));
  if (missing.length > 0) return { kind: 'not-yet', missing };
  const unknown = verdicts.find((verdict) => verdict.kind === 'unknown');
  return unknown === undefined ? { kind: 'pass' } : { kind: 'could-not-check', because: unknown.because };
}

function queriesOf(assertion: Assertion): readonly Query[] {
  switch (assertion.kind) {
    case 'container':
      return [{ kind: 'container', name: assertion.name }];
    case 'absent':
      return [{ kind: 'container', name: assertion.container }];
    case 'logs':
      return [{ kind: 'logs', container: assertion.container }];
    case 'process':
      return [{ kind: 'processes', of: { kind: 'container', name: assertion.container } }];
    case 'duration':
    case 'command':
      return [];
    default:
      return assertNever(assertion);
  }
}

function judgeAssertion(
  assertion: Assertion,
  observations: readonly Observation[],
  ran: readonly RanCommand[],
): AssertionVerdict {
  switch (assertion.kind) {
    case 'container':
      return judgeContainer(assertion, answerTo({ kind: 'container', name: assertion.name }, observations));
    case 'absent':
      return judgeAbsent(assertion, answerTo({ kind: 'container', name: assertion.container }, observations));
    case 'logs':
      return judgeLogs(assertion, answerTo({ kind: 'logs', container: assertion.container }, observations));
    case 'process': {
      const of = { kind: 'container', name: assertion.container } as const;
      return judgeProcess(assertion, answerTo({ kind: 'processes', of }, observations));
    }
    case 'duration':
      return judgeDuration(assertion, ran);
    case 'command':
      return judgeCommand(assertion, ran);
    default:
      return assertNever(assertion);
  }
}
