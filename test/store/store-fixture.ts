import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ProgressLog } from '../../src/app/ports.ts';
import { itemId, lessonId } from '../../src/domain/ids.ts';
import type { NewProgressEvent } from '../../src/domain/progress-event.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';

export const NOON = Date.UTC(2026, 10, 20, 12);
export const ASIDE = '2026-11-20T12-00-00-000Z';

export const answered = {
  kind: 'question-answered' as const,
  lesson: lessonId('pid1'),
  item: itemId('q1'),
  hash: 'h1',
  answer: 'grün 🐳\n',
  verdict: 'right' as const,
} satisfies NewProgressEvent;

export function freshDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'vvc-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A store whose clock stands at noon unless told otherwise. */
export function storeIn(dir: string, now: () => number = () => NOON): Promise<Store> {
  return openStore({ dir, clock: { now }, random: Math.random });
}

export async function appendAll(log: ProgressLog, events: readonly NewProgressEvent[]) {
  return Promise.all(events.map((event) => log.append(event).written));
}

export const logText = (dir: string): string => readFileSync(join(dir, 'progress.jsonl'), 'utf8');
export const namesIn = (dir: string): readonly string[] => readdirSync(dir).sort();
