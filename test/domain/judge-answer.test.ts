import { describe, expect, it } from 'vitest';
import { itemId } from '../../src/domain/ids.ts';
import { judgeAnswer } from '../../src/domain/judge-answer.ts';
import type { ChoiceQuestion, FillInQuestion, Reading } from '../../src/domain/question.ts';

const choice: ChoiceQuestion = {
  kind: 'choice',
  id: itemId('when-it-stops'),
  prompt: 'When does a container stop?',
  options: [
    { text: 'When its last process ends', correct: false, why: 'The others are killed when PID 1 ends.' },
    { text: 'When its PID 1 ends', correct: true, why: 'Then the kernel kills the rest.' },
  ],
  concepts: [],
};

function fillIn(reading: Reading, answer: string, prompt: string): FillInQuestion {
  return {
    kind: 'fill-in',
    id: itemId('q'),
    prompt,
    reading,
    answer,
    alternatives: [],
    wrong: [],
    why: 'Because.',
    concepts: [],
  };
}

function verdict(reading: Reading, answer: string, typed: string, prompt = 'What is it?'): string {
  return judgeAnswer(fillIn(reading, answer, prompt), { kind: 'text', text: typed }).verdict;
}

describe('a choice', () => {
  it('is explained by the option chosen', () => {
    expect(judgeAnswer(choice, { kind: 'option', index: 1 })).toEqual({
      verdict: 'right',
      explanation: 'Then the kernel kills the rest.',
    });
  });

  it('is explained by the option chosen and then the right one when it is wrong', () => {
    expect(judgeAnswer(choice, { kind: 'option', index: 0 })).toEqual({
      verdict: 'wrong',
      explanation:
        'The others are killed when PID 1 ends.\n\nRight is: When its PID 1 ends\n\nThen the kernel kills the rest.',
    });
  });

  it('may be typed', () => {
    expect(judgeAnswer(choice, { kind: 'text', text: 'when its pid 1 ends.' }).verdict).toBe('right');
  });

  it('is wrong when there is no such option', () => {
    expect(judgeAnswer(choice, { kind: 'option', index: 2 })).toEqual({
      verdict: 'wrong',
      explanation: 'That is none of the options.',
    });
  });
});

describe('a typed answer', () => {
  const question: FillInQuestion = {
    ...fillIn('number', '143', 'Exit code?'),
    alternatives: ['15'],
    wrong: [{ answer: '137', why: 'That is SIGKILL.' }],
    why: '128 + 15.',
  };

  it('is explained when right', () => {
    expect(judgeAnswer(question, { kind: 'text', text: ' 143. ' })).toEqual({
      verdict: 'right',
      explanation: '128 + 15.',
    });
  });

  it('may be an alternative', () => {
    expect(judgeAnswer(question, { kind: 'text', text: 'fifteen' }).verdict).toBe('right');
  });

  it('that people often give wrongly is told what it shows', () => {
    expect(judgeAnswer(question, { kind: 'text', text: '128+9' })).toEqual({
      verdict: 'wrong',
      explanation: 'That is SIGKILL.\n\nRight is: 143\n\n128 + 15.',
    });
  });

  it('that is unknown is told the right one', () => {
    expect(judgeAnswer(question, { kind: 'text', text: '' })).toEqual({
      verdict: 'wrong',
      explanation: 'Right is: 143\n\n128 + 15.',
    });
  });

  it('cannot be an option', () => {
    expect(judgeAnswer(question, { kind: 'option', index: 0 }).verdict).toBe('wrong');
  });
});

describe('text is the same', () => {
  it.each([
    ['zombie', 'Zombie'],
    ['zombie', 'a zombie.'],
    ['zombie', '  "zombie" '],
    ['zombie', '`zombie`'],
    ['zombie', '**zombie**'],
    ['zombie', '“zombie”'],
    ['PID 1', 'pid1'],
    ['PID 1', 'pid  1'],
    ['copy-on-write', 'copy on write'],
    ['copy-on-write', 'Copy\u2010on\u2010write'],
    ['the kernel', 'kernel'],
    ['kernel', 'the kernel'],
    ["container's", 'container’s'],
    ['--init', '--init'],
    ['--init', '`--init`'],
    ['--init', 'init'],
    ['--init', '—init'],
    ['/etc/hosts', '/etc/hosts'],
    ['SIGTERM', 'sigterm'],
    ['Ctrl-P Ctrl-Q', 'ctrl-p ctrl-q'],
    ['Ctrl-P Ctrl-Q', 'Ctrl+P Ctrl+Q'.replaceAll('+', '-')],
  ])('%s = %s', (expected, typed) => {
    expect(verdict('text', expected, typed)).toBe('right');
  });
});

describe('text is not the same', () => {
  it.each([
    ['zombie', 'orphan'],
    ['zombie', 'not a zombie'],
    ['zombie', ''],
    ['zombie', '.'],
    ['-p', '-P'],
    ['-p', 'p q'],
    ['--init', '-init'],
    ['--init', '--Init'],
    ['/etc/hosts', '/etc/Hosts'],
    ['/etc/hosts', 'etc/hosts'],
    ['a', 'the'],
    ['143', '1430'],
  ])('%s, %s', (expected, typed) => {
    expect(verdict('text', expected, typed)).toBe('wrong');
  });
});

describe('a number is the same', () => {
  it.each([
    ['143', '143'],
    ['143', ' 143 '],
    ['143', '143.'],
    ['143', '"143"'],
    ['143', '`143`'],
    ['143', '0143'],
    ['143', '+143'],
    ['143', '143.0'],
    ['143', 'exit code 143'],
    ['143', 'Exited (143)'],
    ['143', '143 (SIGTERM)'],
    ['143', '143 / SIGTERM'],
    ['143', "it's 143"],
    ['143', 'code=143'],
    ['143', '128+15'],
    ['143', '128 + 15 = 143'],
    ['143', 'one hundred and forty-three'],
    ['143', 'One hundred forty three.'],
    ['143', 'a hundred and forty-three'],
    ['0', 'zero'],
    ['0', 'none'],
    ['12', 'twelve'],
    ['1430', '1,430'],
    ['1430', '1 430'],
    ['1430', '1_430'],
    ['1500', 'one thousand five hundred'],
    ['-1', '-1'],
    ['-1', '−1'],
  ])('%s = %s', (expected, typed) => {
    expect(verdict('number', expected, typed)).toBe('right');
  });

  it.each([
    ['10', '10 s', 'How many seconds does it take?'],
    ['10', '10s', 'How many seconds does it take?'],
    ['10', 'ten seconds', 'How many seconds does it take?'],
    ['10', '10 seconds', 'How many seconds does it take?'],
    ['3', '3 processes', 'How many processes are there?'],
    ['0', 'exit code zero', 'Which exit code?'],
    ['21', 'twenty one', 'Which one?'],
    ['1', '1 process', 'How many processes are there?'],
    ['1', 'PID 1', 'Which number has it?'],
  ])('%s = %s for "%s"', (expected, typed, prompt) => {
    expect(verdict('number', expected, typed, prompt)).toBe('right');
  });
});

describe('a number is not the same', () => {
  it.each([
    ['143', '1430', 'Exit code?'],
    ['143', '14', 'Exit code?'],
    ['143', '14 3', 'Exit code?'],
    ['143', 'not 143', 'Which exit code is not possible?'],
    ['143', '137 or 143', 'Exit code?'],
    ['143', '143 137', 'Exit code?'],
    ['143', '1.43', 'Exit code?'],
    ['143', '128 + 9', 'Exit code?'],
    ['143', '128 + 9 = 143', 'Exit code?'],
    ['143', '', 'Exit code?'],
    ['143', '?', 'Exit code?'],
    ['143', '-143', 'Exit code?'],
    ['10', '10 ms', 'How many seconds does it take?'],
    ['10', '10 minutes', 'How many seconds does it take?'],
    ['10', '1e1', 'How many seconds does it take?'],
    ['100', 'hundreds', 'How many?'],
    ['20', 'twenty one', 'Which one?'],
    ['10', 'not ten', 'Which is not it?'],
    ['9007199254740993', '9007199254740992', 'How many?'],
  ])('%s, %s for "%s"', (expected, typed, prompt) => {
    expect(verdict('number', expected, typed, prompt)).toBe('wrong');
  });
});

describe('a command', () => {
  it.each([
    '`docker ps -a`',
    '$ docker container ls --all',
    'Docker ps -a',
    'sudo docker ps -a',
    'docker ps -a ;',
  ])('docker ps -a may be typed as %s', (typed) => {
    expect(verdict('command', 'docker ps -a', typed)).toBe('right');
  });

  it.each(['docker ps', 'docker images -a', 'docker ps -A', "docker 'ps -a", ''])(
    'docker ps -a is not %s',
    (typed) => {
      expect(verdict('command', 'docker ps -a', typed)).toBe('wrong');
    },
  );
});
