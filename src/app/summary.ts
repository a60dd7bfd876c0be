import { deriveProgress } from '../domain/progress.ts';
import { counted } from '../domain/wording.ts';
import type { LessonSummary } from './ports.ts';
import { quizLeft } from './quiz/quiz-left.ts';
import type { State } from './state.ts';

/** Two lines for the normal screen after leaving: how far the learner came, and how to go on. */
export function leavingSummary(state: State): readonly string[] {
  if (state.screen.kind === 'quiz') return quizLeft(state.screen);
  const progress = deriveProgress(state.events, state.course);
  const lesson = lastSeen(state, progress.lastLesson);
  const known = lesson && progress.lessons.get(lesson.id);
  if (!lesson || !known || known.state.kind === 'new') return beforeAnyLesson(state);
  const { score, state: how } = known;
  const steps = `${how.stepsDone} of ${known.items.size} steps`;
  const answers = score.answered === 0 ? '' : `, ${score.firstRight} of ${score.answered} answers right`;
  return [`${lesson.title}: ${steps}${answers}.`, 'Go on with: vmvscontainer'];
}

/** Answers given elsewhere are kept too, and who gave some is not to think them lost. */
function beforeAnyLesson({ events }: State): readonly string[] {
  const answers = events.filter(({ kind }) => kind === 'question-answered').length;
  const kept =
    answers === 0 ? 'Nothing begun yet.' : `No lesson begun yet; ${counted(answers, 'answer')} kept.`;
  return [kept, 'Begin with: vmvscontainer'];
}

function lastSeen(state: State, last: string | null): LessonSummary | undefined {
  const { screen } = state;
  const open = screen.kind === 'lesson' || screen.kind === 'result' ? screen.lesson.id : last;
  return state.course.find((lesson) => lesson.id === open);
}
