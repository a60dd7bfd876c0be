import type { Lesson } from '../domain/lesson.ts';
import type { Machine } from '../machine/machine.ts';

/** How lessons are played: on which machine, and how long its state may take to settle. */
export interface Stage {
  /** A machine of its own; of a simulated world where one is named. Rejects when there is no such world. */
  readonly open: (world: string | null) => Promise<Machine>;
  /** Another machine for a lesson whose commands this one has no program for; null: it has. */
  readonly instead?: (machine: Machine, lesson: Lesson) => Promise<Machine | null>;
  /** Wall-clock milliseconds; 0 where a command's effects are there once it has ended. */
  readonly settleMs: number;
}

/** One machine for each world of a lesson, opened when first asked for: on a real engine opening takes as long as a try. */
export class LessonMachines {
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

/** What is wrong when there is no such machine. */
async function openedOr(stage: Stage, world: string | null): Promise<Machine | string> {
  try {
    return await stage.open(world);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
