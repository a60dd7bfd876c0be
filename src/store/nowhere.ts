import type { Clock, SettingsValues } from '../app/ports.ts';
import type { ProgressEvent } from '../domain/progress-event.ts';
import { DEFAULTS } from './config-file.ts';
import { eventIds, type Random } from './event-id.ts';
import type { Store } from './open-store.ts';

const BECAUSE = 'this account has no home directory; set VMVSCONTAINER_HOME to a directory to keep it in';

/** The store of an account without a home: the session works, and says that it will be forgotten. */
export function nowhere(clock: Clock, random: Random): Store {
  const nextId = eventIds({ now: () => clock.now(), random, newest: null });
  let values: SettingsValues = DEFAULTS;
  return {
    progress: {
      events: [],
      notice: `Progress cannot be saved: ${BECAUSE}.`,
      append: (added) => {
        const event: ProgressEvent = { id: nextId(), at: clock.now(), ...added };
        return { event, written: Promise.resolve({ saved: false, event, because: BECAUSE }) };
      },
    },
    settings: {
      get: () => values,
      set: async (change) => {
        values = { ...values, ...change };
        return { saved: false, because: BECAUSE };
      },
    },
  };
}
