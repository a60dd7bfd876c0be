import { afterEach, describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/app/ports.ts';
import type { QuizWish } from '../../../src/app/quiz/quiz-state.ts';
import { textWidth } from '../../../src/app/text-width.ts';
import type { Lesson } from '../../../src/domain/lesson.ts';
import { sampleLesson, summaryOf } from '../../app/fakes/fake-course.ts';
import { FakeMachine } from '../../app/fakes/fake-machine.ts';
import { fakePorts } from '../../app/fakes/fake-ports.ts';
import { questionLesson } from '../../app/fakes/question-lesson.ts';
import { type OpenApp, openApp } from '../support/open-app.tsx';

const course: readonly Lesson[] = [sampleLesson, questionLesson].map((lesson) => ({
  ...lesson,
  pages: lesson.pages.map((page) => (page.activity?.kind === 'question' ? { ...page, prose: '' } : page)),
}));
const library: Ports['lessons'] = {
  list: () => course.map(summaryOf),
  open: (id) => {
    const lesson = course.find((entry) => entry.id === id);
    return lesson === undefined ? Promise.reject(new Error(`no ${id}`)) : Promise.resolve(lesson);
  },
};

const pasted = (text: string): string => `\u001b[200~${text}\u001b[201~`;
const enter = '\r';
const wish = (...items: readonly string[]): QuizWish => ({
  mode: 'practice',
  topics: [],
  count: null,
  seed: 's',
  timeMs: null,
  items,
});

let app: OpenApp | null = null;
afterEach(async () => {
  await app?.close();
  app = null;
});

async function openQuiz(quiz: QuizWish, size = { columns: 80, rows: 24 }) {
  const ports = { ...fakePorts({ machine: new FakeMachine({}) }), lessons: library };
  const shown = openApp(ports, { size, quiz });
  app = shown;
  return { shown, ports };
}

/** Each type: keys that lead to a right answer, keys that lead to a wrong one, and a right one pasted. */
const types: readonly (readonly [
  item: string,
  right: string[],
  wrong: string[],
  paste: string,
  begins: string,
])[] = [
  ['pid1/choice-1', ['RIGHT'], ['WRONG'], 'when its PID 1 ends', 'When does'],
  ['pid1/fill-1', ['1', '3', '7'], ['9'], '137', 'Which exit'],
  ['questions/multiple-1', ['RIGHT'], ['WRONG'], 'wsl 2, docker desktop on a mac', 'Where do'],
  [
    'questions/true-1',
    ['f', enter, 'RIGHT'],
    ['t', enter, 'a'],
    'false: Its processes call the host’s kernel',
    'A container',
  ],
  ['questions/numeric-1', ['0', '.', '5', 'g'], ['1', '0', '2', '4'], '512 MiB', 'With'],
  [
    'questions/order-1',
    ['ORDER'],
    ['WRONG'],
    'It sends SIGTERM\nIt waits ten seconds\nIt sends SIGKILL',
    'What does',
  ],
  [
    'questions/match-1',
    ['PAIRS'],
    ['WRONG'],
    '126: the command cannot be invoked\n127: the command is not found',
    '126',
  ],
  ['questions/fault-1', ['2'], ['1'], '2', 'The data'],
];

const rightTexts = ['when its PID 1 ends', 'Docker Desktop on a Mac', 'WSL 2', 'Its processes call'];

/** The letter that stands before this text on the screen. */
function letterOf(frame: readonly string[], text: string): string {
  const row = frame.find((line) => line.includes(text) && /[a-z]\) /.test(line)) ?? '';
  return /([a-z])\) /.exec(row)?.[1] ?? '?';
}

/** What a person would press who reads the screen. */
async function keysFor(shown: OpenApp, key: string): Promise<readonly string[]> {
  const frame = shown.frame();
  switch (key) {
    case 'RIGHT':
      return rightTexts.flatMap((text) => {
        const letter = letterOf(frame, text);
        return letter === '?' ? [] : [letter];
      });
    case 'WRONG': {
      const wrong = ['at midnight', 'on a physical']
        .map((text) => letterOf(frame, text))
        .find((one) => one !== '?');
      if (wrong !== undefined) return [wrong];
      // Orders and pairs: the first partner for all; the order as it stands, which is never the right one.
      return frame.some((line) => line.includes('-> ?')) ? ['c', 'c'] : [];
    }
    case 'PAIRS':
      return ['the command cannot', 'the command is not'].map((text) => letterOf(frame, text));
    case 'ORDER': {
      const items = ['It sends SIGTERM', 'It waits', 'It sends SIGKILL'];
      const order = frame.flatMap((line) => {
        const at = items.findIndex((item) => line.includes(`. ${item}`));
        return at < 0 ? [] : [at];
      });
      return sortingKeys(order);
    }
    default:
      return [key];
  }
}

/** Point at the place of each item in turn, and move it up to where it belongs. */
function sortingKeys(order: readonly number[]): readonly string[] {
  const now = [...order];
  return order.flatMap((_, wanted) => {
    const at = now.indexOf(wanted);
    now.splice(wanted, 0, ...now.splice(at, 1));
    return [String(at + 1), ...Array.from({ length: at - wanted }, () => 'u')];
  });
}

describe.each([
  [80, 24],
  [40, 15],
])('every type of question in a quiz at %ix%i', (columns, rows) => {
  const size = { columns, rows };

  function expectFits(shown: OpenApp): void {
    const frame = shown.frame();
    expect(frame.length).toBe(rows - 1);
    expect(frame.filter((line) => textWidth(line) > columns)).toEqual([]);
  }

  async function answer(keys: readonly string[], item: string, begins: string) {
    const { shown, ports } = await openQuiz(wish(item), size);
    await shown.shows(begins);
    expectFits(shown);
    for (const key of keys) {
      for (const one of await keysFor(shown, key)) await shown.pressed(one);
      if (key === enter) await shown.shows('You say');
      expectFits(shown);
    }
    await shown.pressed(enter);
    await shown.shows('ight.');
    expectFits(shown);
    return { shown, ports };
  }

  test.each(types)('%s, answered right', async (item, right, _wrong, _paste, begins) => {
    const { ports } = await answer(right, item, begins);
    expect(ports.saved).toMatchObject([{ kind: 'question-answered', verdict: 'right', in: 'quiz' }]);
  });

  test.each(types)('%s, answered wrong', async (item, _right, wrong, _paste, begins) => {
    const { shown, ports } = await answer(wrong, item, begins);
    expect(ports.saved).toMatchObject([{ kind: 'question-answered', verdict: 'wrong', in: 'quiz' }]);
    await shown.shows('Not right.');
  });

  test.each(types)('%s, pasted', async (item, _right, _wrong, paste, begins) => {
    const { ports } = await answer([pasted(paste)], item, begins);
    expect(ports.saved).toMatchObject([{ kind: 'question-answered', verdict: 'right' }]);
  });
});

test('a terminal that changes its size in the middle of a question: nothing is lost, and all fits', async () => {
  const { shown } = await openQuiz(wish('questions/multiple-1', 'pid1/fill-1'));
  await shown.shows('Where do');
  await shown.pressed(' ');
  for (const size of [
    { columns: 40, rows: 15 },
    { columns: 120, rows: 40 },
    { columns: 60, rows: 20 },
  ]) {
    shown.resize(size);
    await shown.shows('[x]');
    expect(shown.frame().length).toBe(size.rows - 1);
    expect(shown.frame().filter((line) => textWidth(line) > size.columns)).toEqual([]);
  }
  shown.resize({ columns: 30, rows: 10 });
  await shown.shows('are needed');
  shown.resize({ columns: 80, rows: 24 });
  await shown.shows('[x]');
  await shown.pressed(enter);
  await shown.shows('ight.');
});

test.each([
  [80, 24],
  [40, 15],
])('an exam from beginning to end at %ix%i, as a person last looked at it', async (columns, rows) => {
  const exam: QuizWish = {
    ...wish('pid1/choice-1', 'questions/fault-1', 'pid1/fill-1'),
    mode: 'exam',
    timeMs: 1_200_000,
  };
  const { shown } = await openQuiz(exam, { columns, rows });
  const seen: string[] = [];
  const see = async (name: string, text: string): Promise<void> => {
    await shown.shows(text);
    expect(shown.frame().length).toBe(rows - 1);
    expect(shown.frame().filter((line) => textWidth(line) > columns)).toEqual([]);
    seen.push(
      `${name}\n${shown
        .frame()
        .map((line) => `|${line.trimEnd()}`)
        .join('\n')}\n`,
    );
  };
  await see('intro', '20 minutes');
  await shown.pressed(enter);
  await see('first question', 'When does');
  await shown.pressed('?');
  await see('help', 'Keys');
  await shown.pressed('\u001b');
  await shown.pressed('F');
  await see('flagged', 'Flagged');
  await shown.pressed('o');
  await see('overview', 'hand in:');
  await shown.pressed(enter);
  await shown.pressed(pasted('at midnight'));
  await shown.pressed(enter);
  await see('second question', 'The data');
  await shown.pressed('\u001b');
  await see('leaving is asked', 'void');
  await shown.pressed('n');
  await shown.pressed('o');
  await shown.pressed('h');
  await see('handing in is asked', 'Hand the exam in?');
  await shown.pressed('y');
  await see('result', '0 of 3');
  await shown.pressed('j');
  await shown.pressed(enter);
  await see('explained', 'No clock ends it.');
  await expect(seen.join('\n')).toMatchFileSnapshot(`exam-${columns}x${rows}.txt`);
});
