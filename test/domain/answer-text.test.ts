import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFromText, answerText } from '../../src/domain/answer-text.ts';
import { judgeAnswer } from '../../src/domain/judge-answer.ts';
import { type Answer, type Question, rightsOf } from '../../src/domain/question.ts';
import { questions } from '../app/fakes/question-lesson.ts';

/** The right answer to each question, put together as keys do. */
function rightAnswer(question: Question): Answer {
  switch (question.kind) {
    case 'choice':
      return { kind: 'option', index: question.options.findIndex(({ correct }) => correct) };
    case 'multiple':
      return {
        kind: 'options',
        indices: question.options.flatMap(({ correct }, at) => (correct ? [at] : [])),
      };
    case 'true-false':
      return {
        kind: 'truth',
        value: question.answer,
        reason: question.reasons.findIndex(({ correct }) => correct),
      };
    case 'order':
      return { kind: 'order', indices: question.items.map((_, at) => at) };
    case 'match':
      return { kind: 'pairs', rights: question.pairs.map(({ right }) => rightsOf(question).indexOf(right)) };
    case 'fault':
      return { kind: 'option', index: question.lines.findIndex(({ fault }) => fault) };
    default:
      return { kind: 'text', text: String(question.answer) };
  }
}

describe.each(questions.map((question) => [question.kind, question] as const))('%s', (_kind, question) => {
  it('the right answer is right, also when it comes back from the log', () => {
    const answer = rightAnswer(question);
    expect(judgeAnswer(question, answer).verdict).toBe('right');
    expect(answerFromText(question, answerText(question, answer))).toEqual(answer);
  });

  it('whatever is typed or logged is judged, never thrown at', () => {
    const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'abc123 ,.:=>-\n{}[]"true') }));
    fc.assert(
      fc.property(typed, (text) => {
        expect(['right', 'wrong']).toContain(judgeAnswer(question, { kind: 'text', text }).verdict);
        const logged = answerFromText(question, text);
        if (logged !== null) expect(judgeAnswer(question, logged).explanation).not.toBe('');
      }),
    );
  });
});
