import { judgeGoal } from '../domain/judge-goal.ts';
import {
  itemsOf,
  type Lesson,
  type PredictActivity,
  type RunActivity,
  type TaskActivity,
} from '../domain/lesson.ts';
import { remembered } from '../domain/look.ts';
import type { Observation } from '../domain/observed-facts.ts';
import { pickHint, questionsOfTask } from '../domain/pick-hint.ts';
import { startQueries } from '../domain/task-start.ts';
import type { Machine } from '../machine/machine.ts';
import { LessonMachines, type Stage } from './lesson-machines.ts';
import { lookAt, lookUntil } from './look-at-machine.ts';
import { type Played, play } from './play-commands.ts';
import { lastWords, proveCommand, unsaid } from './prove-command.ts';

export type { Stage } from './lesson-machines.ts';

export interface Failure {
  readonly item: string;
  readonly sentence: string;
}

/**
 * Plays a lesson: every solution and every tempting attempt of its tasks on a machine where nothing has been done,
 * and then the whole lesson in order, as a learner would.
 */
export async function proveLesson(lesson: Lesson, stage: Stage): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  const machines = new LessonMachines(stage, lesson);
  try {
    for (const item of itemsOf(lesson)) {
      if (item.kind !== 'task') continue;
      const sentences = await proveTask(item, item.world ?? lesson.world ?? null, machines, stage);
      failures.push(...sentences.map((sentence) => ({ item: item.id, sentence })));
    }
    return [...failures, ...(await walk(lesson, machines, stage))];
  } finally {
    await machines.dispose();
  }
}

async function proveTask(
  task: TaskActivity,
  world: string | null,
  machines: LessonMachines,
  stage: Stage,
): Promise<readonly string[]> {
  const tries: ((machine: Machine) => Promise<string | null>)[] = [
    (machine) => proveStart(task, machine),
    ...task.solutions.map(
      (commands, index) => (machine: Machine) =>
        proveSolution(task, `solution ${index + 1}`, commands, machine, stage),
    ),
    ...task.attempts.map(
      (attempt, index) => (machine: Machine) =>
        proveAttempt(task, { name: `attempt ${index + 1}`, ...attempt }, machine, stage),
    ),
  ];
  const sentences: (string | null)[] = [];
  for (const [index, prove] of tries.entries()) {
    const machine = await machines.at(world);
    // The look at the start, which comes first, has changed nothing.
    if (typeof machine !== 'string' && index !== 1) await machine.prepare();
    sentences.push(typeof machine === 'string' ? machine : await prove(machine));
  }
  return sentences.filter((sentence) => sentence !== null);
}

async function proveStart(task: TaskActivity, machine: Machine): Promise<string | null> {
  const since = await lookAt(machine, startQueries(task));
  const verdict = await lookUntil(
    machine,
    questionsOfTask(task),
    0,
    (seen) => judgeGoal(task.goal, seen, [], since),
    any,
  );
  if (verdict.kind === 'not-yet') return null;
  if (verdict.kind === 'pass') return 'the goal holds before anything is done';
  return `the start state could not be checked: ${verdict.because}`;
}

async function proveSolution(
  task: TaskActivity,
  name: string,
  commands: readonly string[],
  machine: Machine,
  stage: Stage,
): Promise<string | null> {
  const { played, since } = await playTask(task, machine, commands);
  if (played.stuck !== null) return `${name}: ${played.stuck}`;
  const verdict = await lookUntil(
    machine,
    questionsOfTask(task),
    stage.settleMs,
    (seen) => judgeGoal(task.goal, seen, played.ran, since),
    ({ kind }) => kind === 'pass',
  );
  if (verdict.kind === 'pass') return commands === task.solutions[0] ? unsaid(task, played) : null;
  const because = verdict.kind === 'not-yet' ? verdict.missing.join(' ') : verdict.because;
  return `${name} does not reach the goal: ${because}${lastWords(played)}`;
}

/** Plays lines as the learner would, whose goal is looked at after each: what it compares with is remembered. */
async function playTask(
  task: TaskActivity,
  machine: Machine,
  commands: readonly string[],
): Promise<{ readonly played: Played; readonly since: readonly Observation[] }> {
  const queries = startQueries(task);
  let since = await lookAt(machine, queries);
  const played = await play(machine, commands, undefined, async () => {
    since = remembered(since, await lookAt(machine, queries));
  });
  return { played, since };
}

async function proveAttempt(
  task: TaskActivity,
  attempt: { readonly name: string; readonly commands: readonly string[]; readonly hint: string },
  machine: Machine,
  stage: Stage,
): Promise<string | null> {
  const { played, since } = await playTask(task, machine, attempt.commands);
  if (played.stuck !== null) return `${attempt.name}: ${played.stuck}`;
  const outcome = await lookUntil(
    machine,
    questionsOfTask(task),
    stage.settleMs,
    (seen) => ({
      verdict: judgeGoal(task.goal, seen, played.ran, since),
      hint: pickHint(task, seen, played.ran, [], since)?.id ?? 'none',
    }),
    ({ verdict, hint }) => verdict.kind === 'not-yet' && hint === attempt.hint,
  );
  if (outcome.verdict.kind === 'pass') return `${attempt.name} reaches the goal, so it is a solution`;
  if (outcome.verdict.kind === 'could-not-check') return `${attempt.name}: ${outcome.verdict.because}`;
  if (outcome.hint === attempt.hint) return null;
  return `${attempt.name} brings up the hint "${outcome.hint}", not "${attempt.hint}"${lastWords(played)}`;
}

/** The lesson in order, from a fresh start: each command does what its author says, each first solution solves. */
async function walk(lesson: Lesson, machines: LessonMachines, stage: Stage): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  const begun = new Set<string | null>();
  for (const item of itemsOf(lesson)) {
    if (item.kind === 'question') continue;
    const world = item.world ?? lesson.world ?? null;
    const machine = await machines.at(world);
    if (typeof machine !== 'string' && !begun.has(world)) await machine.prepare();
    begun.add(world);
    const sentence = typeof machine === 'string' ? machine : await walkItem(item, machine, stage);
    if (sentence !== null) failures.push({ item: item.id, sentence });
  }
  return failures;
}

function walkItem(
  item: RunActivity | PredictActivity | TaskActivity,
  machine: Machine,
  stage: Stage,
): Promise<string | null> {
  return item.kind === 'task' ? walkTask(item, machine, stage) : proveCommand(item, machine);
}

async function walkTask(task: TaskActivity, machine: Machine, stage: Stage): Promise<string | null> {
  const commands = task.solutions[0] ?? [];
  return proveSolution(
    task,
    'after what stands before it in the lesson, solution 1',
    commands,
    machine,
    stage,
  );
}

const any = (): boolean => true;
