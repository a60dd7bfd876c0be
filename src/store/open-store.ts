import type { Clock, ProgressLog, Settings } from '../app/ports.ts';
import { directoryFacts, progressDirectory } from './directory.ts';
import type { Random } from './event-id.ts';
import { nowhere } from './nowhere.ts';
import { openProgressLog } from './progress-log.ts';
import { openSettings } from './settings.ts';

export interface Store {
  /** Its notice speaks for the settings too. */
  readonly progress: ProgressLog;
  readonly settings: Settings;
}

export interface StoreOptions {
  /** Left out: VMVSCONTAINER_HOME, or where conf would put it. */
  readonly dir?: string;
  readonly clock: Clock;
  /** As Math.random. */
  readonly random: Random;
  readonly pack?: string;
}

/** Reads what is kept, once. Never throws for what the disk does: the notice says it, and the session goes on. */
export async function openStore({ dir, clock, random, pack }: StoreOptions): Promise<Store> {
  const place = dir ?? progressDirectory(directoryFacts());
  if (place === null) return nowhere(clock, random);
  const progress = await openProgressLog({
    dir: place,
    clock,
    random,
    ...(pack === undefined ? {} : { pack }),
  });
  const { settings, notice } = await openSettings(place, clock);
  return { progress: { ...progress, notice: joined(progress.notice, notice) }, settings };
}

function joined(...notices: readonly (string | null)[]): string | null {
  return notices.filter((notice) => notice !== null).join(' ') || null;
}
