import { describe, expect, it } from 'vitest';
import { itemId } from '../../src/domain/ids.ts';
import { judgeAnswer } from '../../src/domain/judge-answer.ts';
import { unreadableNumber } from '../../src/domain/judge-numeric.ts';
import type {
  MultipleQuestion,
  NumericQuestion,
  OrderQuestion,
  Question,
  TrueFalseQuestion,
} from '../../src/domain/question.ts';

const base = { id: itemId('q'), prompt: 'P', concepts: [] };
const typed = (question: Question, text: string): string =>
  judgeAnswer(question, { kind: 'text', text }).verdict;

describe('several right options', () => {
  const question: MultipleQuestion = {
    ...base,
    kind: 'multiple',
    options: [
      { text: 'WSL 2', correct: true, why: 'It runs in a utility VM.' },
      { text: 'Docker Desktop', correct: true, why: 'A VM holds its engine.' },
      { text: 'runc on a server', correct: false, why: 'No VM is there.' },
    ],
  };
  const judge = (...indices: number[]) => judgeAnswer(question, { kind: 'options', indices });

  it('are right together, in any order', () => {
    expect(judge(1, 0)).toEqual({
      verdict: 'right',
      explanation: [
        'Chosen, and right:',
        '- WSL 2: It runs in a utility VM.\n- Docker Desktop: A VM holds its engine.',
        'Rightly left out:',
        '- runc on a server: No VM is there.',
      ].join('\n\n'),
    });
  });

  it('are wrong with one missing or one too many, and told which', () => {
    expect(judge(0, 2)).toEqual({
      verdict: 'wrong',
      explanation: [
        'Chosen, and wrong:',
        '- runc on a server: No VM is there.',
        'Missed:',
        '- Docker Desktop: A VM holds its engine.',
        'Chosen, and right:',
        '- WSL 2: It runs in a utility VM.',
      ].join('\n\n'),
    });
    expect(judge(0).verdict).toBe('wrong');
    expect(judge(0, 1, 2).verdict).toBe('wrong');
    expect(judge().verdict).toBe('wrong');
    expect(judge(0, 1, 1).verdict).toBe('right');
  });

  it.each([
    ['a, b', 'right'],
    ['B and A', 'right'],
    ['ab', 'right'],
    ['docker desktop, wsl2', 'right'],
    ['WSL 2\nDocker Desktop', 'right'],
    ['a', 'wrong'],
    ['a, b, c', 'wrong'],
    ['a, z', 'wrong'],
  ])('may be typed: %j is %s', (text, verdict) => {
    expect(typed(question, text)).toBe(verdict);
  });
});

describe('true or false with a reason', () => {
  const question: TrueFalseQuestion = {
    ...base,
    kind: 'true-false',
    answer: false,
    reasons: [
      { text: 'Containers share the kernel', correct: true, why: 'There is only one.' },
      { text: 'The image has no kernel', correct: false, why: 'So it is, but that is not why.' },
    ],
  };
  const judge = (value: boolean, reason: number) => judgeAnswer(question, { kind: 'truth', value, reason });

  it('is right when both are', () => {
    expect(judge(false, 0)).toEqual({
      verdict: 'right',
      explanation:
        'It is false. There is only one.\n\nAnd the other reasons:\n\n- The image has no kernel: So it is, but that is not why.',
    });
  });

  it('is wrong for the wrong reason', () => {
    expect(judge(false, 1)).toEqual({
      verdict: 'wrong',
      explanation:
        'It is false, but not for that reason.\n\nSo it is, but that is not why.\n\nRight is: false, because: Containers share the kernel\n\nThere is only one.',
    });
  });

  it('is wrong with the right reason for the wrong side', () => {
    expect(judge(true, 0)).toEqual({
      verdict: 'wrong',
      explanation:
        'The statement is false.\n\nRight is: false, because: Containers share the kernel\n\nThere is only one.\n\nAnd the other reasons:\n\n- The image has no kernel: So it is, but that is not why.',
    });
    expect(judge(true, 1).explanation).toBe(
      'The statement is false.\n\nSo it is, but that is not why.\n\nRight is: false, because: Containers share the kernel\n\nThere is only one.',
    );
  });

  it.each([
    ['false, a', 'right'],
    ['F a', 'right'],
    ['False because containers share the kernel.', 'right'],
    ['no: a', 'right'],
    ['false', 'wrong'],
    ['false b', 'wrong'],
    ['true a', 'wrong'],
    ['a', 'wrong'],
    ['maybe', 'wrong'],
  ])('may be typed: %j is %s', (text, verdict) => {
    expect(typed(question, text)).toBe(verdict);
  });
});

describe('a number with a unit', () => {
  const question: NumericQuestion = {
    ...base,
    prompt: 'How much memory may the container use?',
    kind: 'numeric',
    answer: 512,
    unit: 'MiB',
    units: { MB: 1000000 / 1048576 },
    tolerance: 5,
    wrong: [{ answer: '1024', why: 'That is the swap too.' }],
    why: 'As `-m` says.',
  };

  it('is explained when right, with the exact one when it was only near', () => {
    expect(judgeAnswer(question, { kind: 'text', text: '512' })).toEqual({
      verdict: 'right',
      explanation: 'As `-m` says.',
    });
    expect(judgeAnswer(question, { kind: 'text', text: '510 mib' }).explanation).toBe(
      'More exactly: 512 MiB.\n\nAs `-m` says.',
    );
  });

  it('is told what it is in the unit asked for', () => {
    expect(judgeAnswer(question, { kind: 'text', text: '512 MB' })).toEqual({
      verdict: 'wrong',
      explanation: '512 MB is 488.281 MiB.\n\nRight is: 512 MiB\n\nAs `-m` says.',
    });
  });

  it('that people often give is told what it shows, in any unit', () => {
    expect(judgeAnswer(question, { kind: 'text', text: '1 GiB' }).explanation).toBe(
      '1 GiB is 1024 MiB.\n\nThat is the swap too.\n\nRight is: 512 MiB\n\nAs `-m` says.',
    );
  });

  it.each([
    ['512 MiB', 'right'],
    ['0.5 GiB', 'right'],
    ['0,5 gib', 'right'],
    ['536,870,912 bytes', 'right'],
    ['537 MB', 'right'],
    ['507', 'right'],
    ['517', 'right'],
    ['506.9', 'wrong'],
    ['517.1', 'wrong'],
    ['-512', 'wrong'],
    ['512 GiB', 'wrong'],
    ['', 'wrong'],
  ])('%j is %s', (text, verdict) => {
    expect(typed(question, text)).toBe(verdict);
  });

  it('that cannot be read need not be judged', () => {
    expect(unreadableNumber(question, '512 cats')).toBe(
      'Type one number in MiB, such as 3, or with its own unit, such as 0.5 GiB.',
    );
    expect(unreadableNumber(question, '511')).toBeNull();
  });

  it('is exact without a tolerance, but for what floating point cannot hold', () => {
    const exact = { ...question, answer: 0.3, unit: null, units: {}, tolerance: 0, wrong: [] };
    expect(typed(exact, '0.1 + 0.2')).toBe('right');
    expect(typed(exact, '0.30')).toBe('right');
    expect(typed(exact, '0.31')).toBe('wrong');
  });
});

describe('an answer of another kind', () => {
  const order: OrderQuestion = { ...base, kind: 'order', items: ['a', 'b', 'c'], why: 'w', mistakes: [] };
  const numeric: NumericQuestion = {
    ...base,
    kind: 'numeric',
    answer: 1,
    unit: null,
    units: {},
    tolerance: 0,
    wrong: [],
    why: 'w',
  };
  it('is wrong', () => {
    expect(judgeAnswer(order, { kind: 'truth', value: true, reason: 0 }).verdict).toBe('wrong');
    expect(judgeAnswer(numeric, { kind: 'option', index: 0 }).verdict).toBe('wrong');
  });
});
