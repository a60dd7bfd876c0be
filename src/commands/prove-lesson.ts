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
import { lookAt, lookUntil } from './look-at-machine.ts';
import { type Played, play } from './play-commands.ts';
import { lastWords, proveCommand, unsaid } from './prove-command.ts';

/** How lessons are played: on which machine, and how long its state may take to settle. */
export interface Stage {
  /** A machine of its own; of a simulated world where one is named. Rejects when there is no such world. */
  readonly open: (world: string | null) => Promise<Machine>;
  /** Another machine for a lesson whose commands this one has no program for; null: it has. */
  readonly instead?: (machine: Machine, lesson: Lesson) => Promise<Machine | null>;
  /** Wall-clock milliseconds; 0 where a command's effects are there once it has ended. */
  readonly settleMs: number;
}

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

/** One machine for each world of a lesson, opened when first asked for: on a real engine opening takes as long as a try. */
class LessonMachines {
  readonly #stage: Stage;
  readonly #lesson: Lesson;
  readonly #opened = new Map<string | null, Machine | string>();

  constructor(stage: Stage, lesson: Lesson) {
    this.#stage = stage;
    this.#lesson = lesson;
  }

  /** What is wrong, when there is no such machine. */
  async at(world: string | null): Promise<Machine | string> {
    const known = this.#opened.get(world);
    if (known !== undefined) return known;
    const opened = await openedOr(this.#stage, world);
    const other =
      typeof opened === 'string' || world !== null
        ? null
        : ((await this.#stage.instead?.(opened, this.#lesson)) ?? null);
    if (other !== null && typeof opened !== 'string') await opened.dispose();
    this.#opened.set(world, other ?? opened);
    return other ?? opened;
  }

  async dispose(): Promise<void> {
    for (const machine of this.#opened.values()) if (typeof machine !== 'string') await machine.dispose();
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

/** What is wrong when there is no such machine. */
async function openedOr(stage: Stage, world: string | null): Promise<Machine | string> {
  try {
    return await stage.open(world);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
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
