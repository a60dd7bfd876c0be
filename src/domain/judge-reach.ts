import { type AssertionVerdict, fails, HOLDS, unknown } from './assertion-verdict.ts';
import type { ReachAssertion } from './goal.ts';
import { noContainer } from './judge-machine-state.ts';
import type { Look } from './look.ts';
import type { ReachFacts } from './observation.ts';
import { placeNamed } from './place.ts';
import { shortened } from './wording.ts';

type Answered = Extract<ReachFacts, { readonly kind: 'answered' }>;

export function judgeReach(assertion: ReachAssertion, look: Look): AssertionVerdict {
  const from = placeNamed(assertion.from);
  const answer = look.now({ kind: 'reach', url: assertion.url, from });
  if (!answer.known) return unknown(answer.because);
  if (answer.value === null) return noContainer(assertion.from);
  const seat = from.kind === 'host' ? 'your machine' : from.name;
  if (assertion.fails === true) {
    return answer.value.kind === 'failed'
      ? HOLDS
      : fails(`${assertion.url} answers when asked from ${seat}; nothing should answer there.`);
  }
  if (answer.value.kind === 'failed') {
    return fails(
      `${assertion.url} cannot be reached from ${seat} (${shortened(answer.value.because)}); it should answer.`,
    );
  }
  return judgeAnswer(assertion, answer.value, seat);
}

function judgeAnswer(
  { url, status, contains }: ReachAssertion,
  answer: Answered,
  seat: string,
): AssertionVerdict {
  const asked = `${url}, asked from ${seat},`;
  if (status !== undefined && answer.status !== status) {
    const found =
      answer.status === null ? 'answers without a status' : `answers with status ${answer.status}`;
    return fails(`${asked} ${found}; it should be ${status}.`);
  }
  if (contains !== undefined && !answer.body.includes(contains)) {
    const line = answer.body.trim().split('\n')[0] ?? '';
    const found = line === '' ? 'answers with nothing' : `answers "${shortened(line)}"`;
    return fails(`${asked} ${found}; the answer should contain "${contains}".`);
  }
  return HOLDS;
}
