import { assertNever } from './assert-never.ts';
import type { AssertionVerdict } from './assertion-verdict.ts';
import { relationQueries } from './container-relations.ts';
import type { Assertion, Goal, RanCommand, Verdict } from './goal.ts';
import { judgeChanges, judgeFile, judgeLogs } from './judge-content.ts';
import { imageQueries, judgeImage } from './judge-image.ts';
import { judgeAbsent, judgeContainer } from './judge-machine-state.ts';
import { judgeDomain, judgeNetwork, judgeVolume } from './judge-nouns.ts';
import { judgeProcess } from './judge-processes.ts';
import { judgeCommand, judgeDuration } from './judge-ran-commands.ts';
import { judgeReach } from './judge-reach.ts';
import { type Look, lookOf } from './look.ts';
import type { Query } from './observation.ts';
import { distinctQueries, type Observation } from './observed-facts.ts';
import { placeNamed } from './place.ts';

/** What a machine has to be asked to judge these goals, each query once. */
export function questionsOf(...goals: readonly Goal[]): readonly Query[] {
  return distinctQueries(goals.flatMap((goal) => goal.flatMap(queriesOf)));
}

/**
 * Judges a goal by what was observed and run. One assertion that is known not to hold makes it `not-yet`,
 * whatever could not be looked at; only when nothing is known to be missing does an unknown count. `since` is what was
 * remembered of containers from the start of the task on (`remembered`), for clauses against how things were.
 */
export function judgeGoal(
  goal: Goal,
  observations: readonly Observation[],
  ran: readonly RanCommand[],
  since: readonly Observation[] = [],
): Verdict {
  const look = lookOf(observations, since);
  const verdicts = goal.map((assertion) => judgeAssertion(assertion, look, ran));
  // Several assertions about one container that is not there miss one and the same thing.
  const missing = new Set(
    verdicts.flatMap((verdict) => (verdict.kind === 'fails' ? [verdict.sentence] : [])),
  );
  if (missing.size > 0) return { kind: 'not-yet', missing: [...missing] };
  const unknown = verdicts.find((verdict) => verdict.kind === 'unknown');
  return unknown === undefined ? { kind: 'pass' } : { kind: 'could-not-check', because: unknown.because };
}

function queriesOf(assertion: Assertion): readonly Query[] {
  switch (assertion.kind) {
    case 'container':
      return [{ kind: 'container', name: assertion.name }, ...relationQueries(assertion)];
    case 'absent':
      return [{ kind: 'container', name: assertion.container }];
    case 'logs':
      return [
        { kind: 'logs', container: assertion.container },
        ...(assertion.sameAsKernel === undefined ? [] : [{ kind: 'engine' } as const]),
      ];
    case 'process':
      return [{ kind: 'processes', of: placeNamed(assertion.container) }];
    case 'file': {
      const of = placeNamed(assertion.in);
      const file = { kind: 'file', of, path: assertion.path } as const;
      return of.kind === 'host' ? [file] : [of, file];
    }
    case 'changes':
      return [{ kind: 'changes', container: assertion.container }];
    case 'image':
      return imageQueries(assertion);
    case 'volume':
    case 'network':
    case 'domain':
      return [{ kind: assertion.kind, name: assertion.name }];
    case 'reach':
      return [{ kind: 'reach', url: assertion.url, from: placeNamed(assertion.from) }];
    case 'duration':
    case 'command':
      return [];
    default:
      return assertNever(assertion);
  }
}

function judgeAssertion(assertion: Assertion, look: Look, ran: readonly RanCommand[]): AssertionVerdict {
  switch (assertion.kind) {
    case 'container':
      return judgeContainer(assertion, look);
    case 'absent':
      return judgeAbsent(assertion, look);
    case 'logs':
      return judgeLogs(assertion, look);
    case 'process':
      return judgeProcess(assertion, look);
    case 'file':
      return judgeFile(assertion, look);
    case 'changes':
      return judgeChanges(assertion, look);
    case 'image':
      return judgeImage(assertion, look);
    case 'volume':
      return judgeVolume(assertion, look);
    case 'network':
      return judgeNetwork(assertion, look);
    case 'reach':
      return judgeReach(assertion, look);
    case 'domain':
      return judgeDomain(assertion, look);
    case 'duration':
      return judgeDuration(assertion, ran);
    case 'command':
      return judgeCommand(assertion, ran);
    default:
      return assertNever(assertion);
  }
}
