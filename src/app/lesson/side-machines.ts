import type { ItemId } from '../../domain/ids.ts';
import { type Activity, itemsOf, type Lesson } from '../../domain/lesson.ts';
import type { ProgressEvent } from '../../domain/progress-event.ts';
import { namesTaken, type RanLine } from './container-names.ts';
import { earlierLines } from './earlier-lines.ts';

/**
 * Beside the machine the learner chose, simulated ones take the steps that play in another world, and those that a real
 * engine cannot do. `world` names them; null is the usual one.
 */
export interface SideMachines {
  /** What has run in this lesson by world, in order, earlier sittings included; for null on the learner's machine too. */
  readonly histories: ReadonlyMap<string | null, readonly PlacedLine[]>;
  /** How much of its history each machine that is open has seen. */
  readonly seen: ReadonlyMap<string | null, number>;
  /** Pages that a real engine could not do, each with the reason. */
  readonly fallen: Readonly<Record<number, string>>;
}

export interface PlacedLine extends RanLine {
  /** It ran on the simulated machine beside the learner's own. */
  readonly aside: boolean;
}

export const noSideMachines: SideMachines = { histories: new Map(), seen: new Map(), fallen: {} };

/** The world a step plays in, where that is not the lesson's own machine; null: it does not. */
export function worldAside(lesson: Lesson, activity: Activity | null): string | null {
  if (activity === null || activity.kind === 'question') return null;
  const world = activity.world ?? null;
  return world === (lesson.world ?? null) ? null : world;
}

/** Whether the item's lines belong to the lesson's own machine, or to that world. */
export function plays(lesson: Lesson, world: string | null): (item: ItemId) => boolean {
  const elsewhere = itemsOf(lesson).flatMap((activity) => {
    const aside = worldAside(lesson, activity);
    return aside === null ? [] : [{ id: activity.id, aside }];
  });
  return (item) => (elsewhere.find(({ id }) => id === item)?.aside ?? null) === world;
}

/** As a lesson begins: what ran in earlier sittings, and no machine open yet. */
export function sideMachines(lesson: Lesson, events: readonly ProgressEvent[]): SideMachines {
  const worlds = new Set<string | null>([
    null,
    ...itemsOf(lesson).map((activity) => worldAside(lesson, activity)),
  ]);
  const histories = [...worlds].map((world) => {
    const lines = earlierLines(events, lesson.id, undefined, plays(lesson, world));
    return [world, lines.map((line) => ({ ...line, aside: false }))] as const;
  });
  return { ...noSideMachines, histories: new Map(histories) };
}

/** As `sideMachines`, where the lines of each world are not the learner's own. */
export function preparedMachines(prelude: ReadonlyMap<string | null, readonly string[]>): SideMachines {
  const histories = [...prelude].map(([world, lines]) => {
    const placed = preparedLines(lines).map((line) => ({ ...line, aside: false }));
    return [world, placed] as const;
  });
  return { ...noSideMachines, histories: new Map(histories) };
}

/** Lines that nobody saw run: they are taken to have done what they are for. */
export const preparedLines = (lines: readonly string[]): readonly RanLine[] =>
  lines.map((commandLine) => ({ commandLine, exitCode: 0 }));

/** What the machine of this world has still to be brought through before a step can run on it. */
export function replayFor({ histories, seen }: SideMachines, world: string | null): readonly string[] {
  return (histories.get(world) ?? []).slice(seen.get(world) ?? 0).map(({ commandLine }) => commandLine);
}

/** Once a line has run: beside, that machine has seen all there is. */
export function withRun(side: SideMachines, world: string | null, line: PlacedLine): SideMachines {
  const history = [...(side.histories.get(world) ?? []), line];
  const histories = new Map(side.histories).set(world, history);
  return line.aside
    ? { ...side, histories, seen: new Map(side.seen).set(world, history.length) }
    : { ...side, histories };
}

/** The machines were closed; what ran stays to be run again. */
export const closedAside = (side: SideMachines): SideMachines => ({ ...side, seen: new Map(), fallen: {} });

/** Said where a step does not run on the learner's own engine. */
export const runsSimulated = (what: 'step' | 'lesson', because: string): string =>
  `This ${what} runs simulated: ${because.replace(/\.$/, '')}.`;

/** The container a line speaks of that was made on the simulated machine only. */
export function nameAside({ histories }: SideMachines, words: readonly string[]): string | null {
  const lines = histories.get(null) ?? [];
  const aside = namesTaken(lines.filter((line) => line.aside));
  const own = namesTaken(lines.filter((line) => !line.aside));
  return aside.find((name) => !own.includes(name) && words.includes(name)) ?? null;
}
