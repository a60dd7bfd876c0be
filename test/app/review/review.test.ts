import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/app/effect.ts';
import type { ReviewStand } from '../../../src/app/review/review-stand.ts';
import { dueLine, reviewEntries, standLines } from '../../../src/app/review/review-words.ts';
import type { State } from '../../../src/app/state.ts';
import { itemId, lessonId } from '../../../src/domain/ids.ts';
import type { ProgressEvent } from '../../../src/domain/progress-event.ts';
import { sampleLesson } from '../fakes/fake-course.ts';
import { identity, intent, onMap, play } from '../support.ts';

const none: ReviewStand = {
  questions: [],
  labs: [],
  waiting: 0,
  doneToday: 0,
  perDay: 20,
  upTo: null,
  next: null,
};
const both: ReviewStand = { ...none, questions: ['pid1/choice-1'], labs: ['pid1/task-1', 'pid1/predict-1'] };
const seen = (stand: ReviewStand) => ({ kind: 'reviews-seen', stand, said: null }) as const;

const looks = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'look-at-reviews' ? [effect.said] : []));
const saved = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'save-event' ? [effect.event] : []));

function told({ screen, course }: State) {
  if (screen.kind !== 'review') throw new Error(`on ${screen.kind}`);
  return [...standLines(screen), ...reviewEntries(screen, course).map(({ text }) => `- ${text}`)];
}

describe('what is due', () => {
  test('is told on the map: how many, or when the next come', () => {
    expect(dueLine(both)).toBe('Review: 3 due. r brings them.');
    expect(dueLine({ ...none, labs: ['pid1/task-1'] })).toBe('Review: 1 due. r brings it.');
    expect(dueLine({ ...none, waiting: 7 })).toBe('Review: done for today; 7 more wait for tomorrow.');
    expect(dueLine({ ...none, next: { inDays: 1, count: 3 } })).toBe(
      'Review: nothing is due; the next 3 come tomorrow.',
    );
    expect(dueLine(none)).toBeNull();
  });

  test('the review lists questions and labs; with nothing due it offers a quiz', () => {
    const [asked, effects] = play(onMap, intent('review'));
    expect([told(asked), looks(effects)]).toEqual([['Looking at what is due…', '- course map'], [null]]);
    expect(told(play(asked, seen({ ...both, waiting: 1 }))[0])).toEqual([
      'Due now: 1 question and 2 labs.',
      '1 more is due and can wait: 20 a day are enough. vmvscontainer review --per-day N changes that.',
      '- 1 question',
      '- a task of “PID 1: the life and death of a container”',
      '- a prediction of “PID 1: the life and death of a container”',
      '- course map',
    ]);
    expect(told(play(asked, seen({ ...none, next: { inDays: 4, count: 1 } }))[0])).toEqual([
      'Nothing is due now; the next one comes in 4 days.',
      '- a quiz: ten questions of the whole course',
      '- course map',
    ]);
    expect(told(play(asked, seen({ ...none, waiting: 2, doneToday: 20 }))[0])[0]).toBe(
      'Done for today: 20 reviewed.',
    );
  });

  test('no more than was asked for this time, until the map is shown', () => {
    const limited = { ...both, labs: [], waiting: 30, upTo: 4 };
    const [begun] = play(onMap, intent('review'), seen(limited));
    const [quiz] = play(begun, { kind: 'course-opened', lessons: [sampleLesson] });
    const [back, effects] = play(quiz, intent('back'));
    expect(effects.at(-1)).toMatchObject({ kind: 'look-at-reviews', limit: { upTo: 4 } });
    expect(told(play(back, seen(limited))[0]).slice(0, 2)).toEqual([
      'Due now: 1 question.',
      '30 more are due.',
    ]);
    const [, onward] = play(back, intent('back'), seen({ ...both, upTo: null }), intent('review'));
    expect(onward.at(-1)).toMatchObject({ kind: 'look-at-reviews', limit: null });
  });

  test('that cannot be looked at says so', () => {
    const failed = { kind: 'reviews-failed', because: 'a file is gone' } as const;
    expect(play(onMap, failed)[0].footer).toBe('What is due could not be looked at: a file is gone');
    expect(play(onMap, intent('review'), failed)[0].screen).toMatchObject({
      kind: 'message',
      text: 'a file is gone',
    });
  });
});

describe('questions that are due', () => {
  const [begun, effects] = play(onMap, intent('review'), seen({ ...both, labs: [] }));

  test('begin at once when nothing else is due, exactly these', () => {
    expect(begun.screen).toMatchObject({
      kind: 'preparing',
      wish: { mode: 'review', items: ['pid1/choice-1'] },
    });
    expect(effects.at(-1)).toEqual({ kind: 'open-course' });
  });

  test('are saved as reviewed, and followed by when they come again', () => {
    const [quiz] = play(begun, { kind: 'course-opened', lessons: [sampleLesson] });
    const [answered, wanted] = play(quiz, intent('accept'));
    const [event] = saved(wanted);
    expect(event).toMatchObject({
      kind: 'question-answered',
      lesson: 'pid1',
      item: 'choice-1',
      in: 'review',
    });
    const recorded = { ...event, id: '9', at: 0 } as ProgressEvent;
    const [kept, after] = play(answered, { kind: 'recorded', event: recorded });
    expect(looks(after)).toEqual(['pid1/choice-1']);
    const line = 'Again tomorrow, because it was not right.';
    const said = { key: 'pid1/choice-1', line };
    const [shown] = play(kept, { kind: 'reviews-seen', stand: none, said });
    expect(shown.screen).toMatchObject({ kind: 'quiz', said: { 0: line } });
  });

  test('the end of it leads back to the review, with what is due then', () => {
    const [quiz] = play(begun, { kind: 'course-opened', lessons: [sampleLesson] });
    const [back, after] = play(quiz, intent('back'));
    expect([back.screen.kind, looks(after)]).toEqual(['review', [null]]);
    expect(play(back, seen({ ...both, labs: [] }))[0].screen.kind).toBe('review');
    expect(play(back, intent('back'))[0].screen.kind).toBe('map');
  });
});

describe('a lab that is due', () => {
  const move = intent({ kind: 'move', by: 1 });
  const opened = { kind: 'lesson-opened', lesson: sampleLesson } as const;
  const ready = { kind: 'machine-opened', identity, replayed: { ran: 0, all: 0 } } as const;
  const passed = {
    id: '1',
    at: 0,
    kind: 'task-checked',
    lesson: sampleLesson.id,
    item: itemId('task-1'),
    hash: 'h',
    verdict: 'pass',
    machine: { kind: 'simulated', engine: 'fake' },
  } as const;
  const before: State = { ...onMap, events: [passed] };
  const [inLab, effects] = play(before, intent('review'), seen(both), move, intent('accept'), opened, ready);

  test('opens on its page as if it had not been done, the machine brought there, and keeps nothing else', () => {
    expect(inLab.screen).toMatchObject({
      kind: 'lesson',
      page: 2,
      activities: { 2: { kind: 'task', before: false } },
    });
    expect(inLab.events).toEqual([passed]);
    expect(effects.find(({ kind }) => kind === 'open-machine')).toMatchObject({
      replay: ['docker run --rm busybox echo hello'],
    });
    expect(saved(effects)).toEqual([]);
  });

  test('its check and its hints count as reviewed, commands and pages not at all', () => {
    const hint = {
      kind: 'hint-picked',
      item: itemId('task-1'),
      hint: { id: 'tty', text: 't', when: null },
    } as const;
    const [, hinted] = play(inLab, hint);
    expect(saved(hinted)).toMatchObject([{ kind: 'hint-shown', hint: 'tty', in: 'review' }]);
    const checked = {
      kind: 'goal-checked',
      item: itemId('task-1'),
      check: 0,
      verdict: { kind: 'pass' },
      hint: null,
    } as const;
    const [, done] = play(inLab, checked);
    expect(saved(done).filter(({ in: where }) => where !== 'review')).toEqual([]);
    const event: ProgressEvent = { ...passed, id: '2', in: 'review' };
    const [kept, after] = play(inLab, { kind: 'recorded', event });
    expect(looks(after)).toEqual(['pid1/task-1']);
    const said = { key: 'pid1/task-1', line: 'Again in 4 days, because it was solved.' };
    expect(play(kept, { kind: 'reviews-seen', stand: none, said })[0].footer).toBe(said.line);
  });

  test('going on or back leads to the review; the course is as it was', () => {
    for (const way of [intent({ kind: 'turn', by: 1 }), intent('back')]) {
      const [left, wanted] = play(inLab, way);
      expect([left.screen.kind, left.reviewing, looks(wanted)]).toEqual(['review', null, [null]]);
      expect(saved(wanted)).toEqual([]);
      expect(wanted.some(({ kind }) => kind === 'close-machine')).toBe(true);
    }
  });

  test('a lesson that is gone says so, and the way back is the review', () => {
    const gone = play(before, intent('review'), seen(both), move, intent('accept'))[0];
    const failed = { kind: 'lesson-failed', lesson: lessonId('pid1'), because: 'no such file' } as const;
    const [message] = play(gone, failed);
    expect(message.screen.kind).toBe('message');
    expect(play(message, intent('back'))[0].screen.kind).toBe('review');
  });
});
