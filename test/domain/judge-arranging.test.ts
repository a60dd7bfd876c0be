import { describe, expect, it } from 'vitest';
import { itemId } from '../../src/domain/ids.ts';
import { judgeAnswer } from '../../src/domain/judge-answer.ts';
import type {
  Answer,
  FaultQuestion,
  MatchQuestion,
  OrderQuestion,
  Question,
} from '../../src/domain/question.ts';

const base = { id: itemId('q'), prompt: 'P', concepts: [] };
const typed = (question: Question, text: string): string =>
  judgeAnswer(question, { kind: 'text', text }).verdict;

describe('an order', () => {
  const question: OrderQuestion = {
    ...base,
    kind: 'order',
    items: ['SIGTERM is sent', 'ten seconds pass', 'SIGKILL is sent'],
    why: 'The grace period lies between.',
    mistakes: [{ before: 2, after: 0, why: 'SIGKILL is the last resort.' }],
  };
  const judge = (...indices: number[]) => judgeAnswer(question, { kind: 'order', indices });

  it('is right as a whole', () => {
    expect(judge(0, 1, 2)).toEqual({ verdict: 'right', explanation: 'The grace period lies between.' });
  });

  it('is told the mistake that the author knows', () => {
    expect(judge(2, 1, 0)).toEqual({
      verdict: 'wrong',
      explanation:
        'SIGKILL is the last resort.\n\nThe right order:\n\n1. SIGTERM is sent\n2. ten seconds pass\n3. SIGKILL is sent\n\nThe grace period lies between.',
    });
  });

  it('is told which two are the wrong way round otherwise', () => {
    expect(judge(0, 2, 1).explanation).toBe(
      'You put this too early: SIGKILL is sent\n\nIt comes after: ten seconds pass\n\nThe right order:\n\n1. SIGTERM is sent\n2. ten seconds pass\n3. SIGKILL is sent\n\nThe grace period lies between.',
    );
  });

  it('has every item once', () => {
    expect(judge(0, 1).explanation).toBe('That is not an order of all the items.');
    expect(judge(0, 1, 1).verdict).toBe('wrong');
    expect(judge(0, 1, 7).verdict).toBe('wrong');
  });

  it.each([
    ['a b c', 'right'],
    ['1, 2, 3', 'right'],
    ['a > b > c', 'right'],
    ['SIGTERM is sent\nten seconds pass\nSIGKILL is sent', 'right'],
    ['1. SIGTERM is sent\n2. Ten seconds pass\n3. SIGKILL is sent', 'right'],
    ['a c b', 'wrong'],
    ['a b', 'wrong'],
  ])('may be typed: %j is %s', (text, verdict) => {
    expect(typed(question, text)).toBe(verdict);
  });
});

describe('pairs', () => {
  const question: MatchQuestion = {
    ...base,
    kind: 'match',
    pairs: [
      { left: '`docker stop`', right: 'SIGTERM first', why: 'Then SIGKILL.' },
      { left: '`docker kill`', right: 'SIGKILL', why: 'At once.' },
      { left: 'out of memory', right: 'SIGKILL', why: 'By the kernel.' },
    ],
    extra: ['SIGHUP'],
  };
  const judge = (...rights: number[]) => judgeAnswer(question, { kind: 'pairs', rights });

  it('are right when each has its partner, which may serve two', () => {
    expect(judge(0, 1, 1)).toEqual({
      verdict: 'right',
      explanation:
        'All of them:\n\n- `docker stop` → SIGTERM first: Then SIGKILL.\n- `docker kill` → SIGKILL: At once.\n- out of memory → SIGKILL: By the kernel.',
    });
  });

  it('are told one by one where they are wrong', () => {
    expect(judge(0, 2, 1)).toEqual({
      verdict: 'wrong',
      explanation:
        'This is how it is:\n\n- `docker kill` → SIGKILL (not: SIGHUP): At once.\n\nThese you had right:\n\n- `docker stop` → SIGTERM first: Then SIGKILL.\n- out of memory → SIGKILL: By the kernel.',
    });
    expect(judge(0).verdict).toBe('wrong');
  });

  it.each([
    ['1a 2b 3b', 'right'],
    ['1=a, 2=b, 3=b', 'right'],
    ['3-b, 1-a, 2-b', 'right'],
    ['a b b', 'right'],
    ['docker stop: SIGTERM first\ndocker kill: sigkill\nout of memory → SIGKILL', 'right'],
    ['1a 2b', 'wrong'],
    ['1a 2b 3c', 'wrong'],
    ['hello', 'wrong'],
  ])('may be typed: %j is %s', (text, verdict) => {
    expect(typed(question, text)).toBe(verdict);
  });

  it.each([
    ['1a 2b', 'right'],
    ['126: not found\n127: not run', 'wrong'],
    ['126 = not run, 127 = not found', 'right'],
    ['1b 2a', 'wrong'],
  ])('may be typed where the lefts are numbers: %j is %s', (text, verdict) => {
    const pairs = [
      { left: '126', right: 'not run', why: 'w' },
      { left: '127', right: 'not found', why: 'w' },
    ];
    expect(typed({ ...question, pairs }, text)).toBe(verdict);
  });
});

describe('the line with the fault', () => {
  const question: FaultQuestion = {
    ...base,
    kind: 'fault',
    lines: [
      { text: 'FROM busybox', fault: false, why: 'A base image.' },
      { text: 'RUN apt-get update', fault: true, why: 'busybox has no apt.' },
      { text: '  CMD ["sh"]', fault: false, why: null },
    ],
    why: 'Only Debian has apt.',
  };
  const judge = (answer: Answer) => judgeAnswer(question, answer);

  it('is explained when found', () => {
    expect(judge({ kind: 'option', index: 1 })).toEqual({
      verdict: 'right',
      explanation: 'busybox has no apt.\n\nOnly Debian has apt.',
    });
  });

  it('is named when another was taken, and why that one is sound', () => {
    expect(judge({ kind: 'option', index: 0 })).toEqual({
      verdict: 'wrong',
      explanation:
        'Not line 1. A base image.\n\nThe fault is in line 2: `RUN apt-get update`\n\nbusybox has no apt.\n\nOnly Debian has apt.',
    });
    expect(judge({ kind: 'option', index: 2 }).explanation).toContain('There is no fault in line 3.');
  });

  it.each([
    ['2', 'right'],
    ['line 2', 'right'],
    ['b', 'right'],
    ['RUN  apt-get update', 'right'],
    ['2: RUN apt-get update', 'right'],
    ['`RUN apt-get update`', 'right'],
    ['1', 'wrong'],
    ['9', 'wrong'],
    ['run', 'wrong'],
  ])('may be typed: %j is %s', (text, verdict) => {
    expect(typed(question, text)).toBe(verdict);
  });
});
