import { describe, expect, test } from 'vitest';
import { quizHeader } from '../../../src/app/quiz/quiz-header.ts';
import { summaryLines } from '../../../src/app/quiz/summary-lines.ts';
import { placementResult } from '../../../src/app/quiz/update-placement.ts';
import { skippableLessons } from '../../../src/domain/quiz/skippable.ts';
import { stateWord } from '../../../src/ui/screens/map-rows.ts';
import { lessonWith, questionPage } from '../../domain/quiz/bank.ts';
import { stamped } from '../fakes/fake-ports.ts';
import { identity, intent, lessonOf, onMap, play } from '../support.ts';
import { go, inQuiz, paste, quizOf, saved, turn } from './support.ts';

const answered = go(inQuiz({ items: ['pid1/choice-1', 'pid1/fill-1'] }), paste('a'), intent('accept'))[0];

describe('from a quiz into a lesson', () => {
  test('l opens the page that explains; nothing done there is recorded; Esc comes back to the same question', () => {
    const [away, effects] = go(answered, intent('read-about'));
    expect(lessonOf(away).lesson.id).toBe('pid1');
    const [on, more] = go(away, turn(1), turn(-1));
    expect(saved([...effects, ...more])).toEqual([]);
    const [back, last] = go(on, intent('back'));
    expect(quizOf(back).sheet.page).toBe(0);
    expect(quizOf(back).given).toEqual(quizOf(answered).given);
    expect(back.detour ?? null).toBeNull();
    expect(saved(last)).toEqual([]);
    const [, again] = go(
      back,
      turn(1),
      paste('x'),
      intent({ kind: 'edit', edit: { kind: 'insert', text: '137' } }),
      intent('accept'),
    );
    expect(saved(again).map(({ kind }) => kind)).toEqual(['question-answered']);
  });

  test('s opens what runs, with the machine brought through the lesson’s own lines, not the learner’s', () => {
    const [away, effects] = go(answered, intent('see-happen'));
    const page = lessonOf(away).lesson.pages[lessonOf(away).page];
    expect(page?.activity?.kind).toBe('predict');
    expect(effects.find(({ kind }) => kind === 'open-machine')).toEqual({
      kind: 'open-machine',
      machine: 'simulated',
      replay: ['docker run --rm busybox echo hello', 'docker run -dit --name vvc-keep busybox'],
    });
    const replayed = { ran: 2, all: 2 };
    const [ready] = go(away, { kind: 'machine-opened', identity, replayed });
    expect(lessonOf(ready).onMachine?.map(({ commandLine }) => commandLine)).toEqual([
      'docker run --rm busybox echo hello',
      'docker run -dit --name vvc-keep busybox',
    ]);
    const [back, more] = go(ready, intent('back'));
    expect(quizOf(back).sheet.page).toBe(0);
    expect(more).toContainEqual({ kind: 'close-machine' });
  });

  test('on a real engine those lines are offered, not run unseen', () => {
    const own = { kind: 'live', label: 'Docker', because: 'it answered' } as const;
    const live = { ...answered, machine: { ...answered.machine, choices: [own] } };
    const [away, effects] = go(live, intent('see-happen'));
    expect(effects.find((effect) => effect.kind === 'open-machine')).toMatchObject({
      machine: 'live',
      replay: [],
    });
    const [ready] = go(away, {
      kind: 'machine-opened',
      identity: { kind: 'live', label: 'Docker', engine: 'docker 28.5.2' },
      replayed: { ran: 0, all: 0 },
    });
    expect(lessonOf(ready).comeback).toMatchObject({ kind: 'offered', because: 'shown' });
    expect(ready.footer).toBe('Ctrl-R runs the 2 commands of the pages before.');
  });

  test('before the answer, and in an exam, neither key does anything', () => {
    const asking = inQuiz({ items: ['pid1/choice-1'] });
    const exam = go(inQuiz({ mode: 'exam', items: ['pid1/choice-1'] }), intent('accept'))[0];
    for (const state of [asking, exam]) {
      expect(go(state, intent('read-about'), intent('see-happen'))[0].screen.kind).toBe('quiz');
    }
  });

  test('the end of the lesson leads back, too, and the lesson is not finished by it', () => {
    const [away] = go(answered, intent('read-about'));
    const pages = lessonOf(away).lesson.pages.length - lessonOf(away).page;
    const [back, effects] = go(away, ...Array.from({ length: pages }, () => turn(1)));
    expect(back.screen.kind).toBe('quiz');
    expect(saved(effects)).toEqual([]);
  });
});

describe('a placement', () => {
  const course = [0, 20, 30, 50, 70, 80].map((order) =>
    lessonWith(`l${order}`, order, [questionPage(`a${order}`, 'c'), questionPage(`b${order}`, 'c')]),
  );
  const intro = inQuiz({ mode: 'placement' }, course);

  test('asks two questions of each part, and marks what may be skipped', () => {
    let [state, effects] = go(intro, intent('accept'));
    expect(quizHeader(quizOf(state)).right).toBe('1 of 12');
    const events = [...saved(effects)];
    for (let asked = 0; asked < 12; asked += 1) {
      const right = asked !== 2;
      [state, effects] = go(state, paste(right ? 'yes' : 'no'), intent('accept'));
      events.push(...saved(effects));
    }
    expect(quizOf(state).phase).toBe('result');
    expect(placementResult(quizOf(state)).map(({ right }) => right)).toEqual([2, 1, 2, 2, 2, 2]);
    expect(summaryLines(quizOf(state))[0]).toBe(
      'Containers and virtual machines: 2 of 2 right, so you may skip “Of l0”.',
    );
    expect(
      events.filter(({ kind }) => kind === 'question-answered').every((event) => event.in === 'placement'),
    ).toBe(true);
    expect(events.at(-1)).toEqual({
      kind: 'placement-taken',
      lesson: 'l0',
      in: 'placement',
      skippable: ['l0', 'l30', 'l50', 'l70', 'l80'],
    });
    const skippable = skippableLessons(events.map(stamped));
    expect([stateWord(undefined, skippable.has(course[0]?.id as never)), stateWord(undefined)]).toEqual([
      'may skip',
      'new',
    ]);
  });

  test('n says “I do not know”: the next question comes, and nothing is claimed', () => {
    const [state, effects] = go(intro, intent('accept'), ...Array.from({ length: 12 }, () => turn(1)));
    expect(quizOf(state).phase).toBe('result');
    expect(summaryLines(quizOf(state))).toEqual([
      'No part was right throughout, so nothing is to be skipped: begin with the first lesson.',
    ]);
    expect(saved(effects).map(({ kind }) => kind)).toEqual(['quiz-ended', 'placement-taken']);
  });

  test('left early it decides nothing', () => {
    const [state, effects] = go(intro, intent('accept'), paste('yes'), intent('accept'), intent('back'));
    expect(state.screen.kind).toBe('map');
    expect(state.footer).toBe('You left before the last question: nothing is marked as to be skipped.');
    expect(saved(effects).map(({ kind }) => kind)).toEqual(['question-answered']);
  });

  test('w on the map begins it', () => {
    const [state, effects] = play(onMap, intent('placement'));
    expect([state.screen.kind, effects]).toEqual(['preparing', [{ kind: 'open-course' }]]);
  });
});
