import type { ItemId } from './ids.ts';
import type { ProgressEvent } from './progress-event.ts';

export interface ItemShape {
  readonly id: string;
  readonly kind: 'run' | 'task' | 'predict' | 'question';
  readonly hash: string;
}

export interface ItemProgress {
  readonly id: ItemId;
  readonly kind: ItemShape['kind'];
  /** Run once, answered once (right or wrong), or, for a task, passed once. */
  readonly done: boolean;
  readonly firstVerdict: 'right' | 'wrong' | null;
  readonly lastVerdict: 'right' | 'wrong' | null;
  /** Different hints seen. */
  readonly hintsShown: number;
  readonly solutionShown: boolean;
  /** The item has been edited since it was last done; what was achieved still counts. */
  readonly changedSince: boolean;
}

/** `history` holds this item's events, each once, oldest first. */
export function itemProgress(history: readonly ProgressEvent[], item: ItemShape): ItemProgress {
  const answers = history.flatMap((event) => (event.kind === 'question-answered' ? [event.verdict] : []));
  const hints = history.flatMap((event) => (event.kind === 'hint-shown' ? [event.hint] : []));
  const deeds = history.filter((event) => completes(event, item.kind));
  const lastHash = deeds.flatMap((event) => ('hash' in event ? [event.hash] : [])).at(-1);
  return {
    id: item.id as ItemId,
    kind: item.kind,
    done: deeds.length > 0,
    firstVerdict: answers[0] ?? null,
    lastVerdict: answers.at(-1) ?? null,
    hintsShown: new Set(hints).size,
    solutionShown: history.some((event) => event.kind === 'solution-shown'),
    changedSince: lastHash !== undefined && lastHash !== item.hash,
  };
}

function completes(event: ProgressEvent, kind: ItemShape['kind']): boolean {
  switch (kind) {
    case 'run':
      return event.kind === 'command-run';
    case 'task':
      return event.kind === 'task-checked' && event.verdict === 'pass';
    case 'predict':
    case 'question':
      return event.kind === 'question-answered';
  }
}
