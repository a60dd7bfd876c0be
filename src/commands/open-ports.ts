import type { Clock, Ports } from '../app/ports.ts';
import type { PortOpeners } from './command.ts';
import type { WantedLanguage } from './language.ts';
import { programVersion } from './version.ts';

/** Opens each port once, when it is first asked for, and loads its code only then. */
export function processPorts(timePasses: boolean, language: WantedLanguage | null = null): PortOpeners {
  const clock: Clock = {
    now: () => Date.now(),
    offsetMinutes: (atMs) => -new Date(atMs).getTimezoneOffset(),
  };
  const store = once(async () => {
    const { openStore } = await import('../store/open-store.ts');
    return openStore({ clock, random: Math.random, pack: `course@${programVersion()}` });
  });
  return {
    clock: async () => clock,
    lessons: once(async () => {
      const { openBuiltCourse } = await import('./built-course.ts');
      return openBuiltCourse(new URL('course/', import.meta.url), language);
    }),
    progress: async () => (await store()).progress,
    settings: async () => (await store()).settings,
    machines: once(async () => (await import('./machines.ts')).createMachineSupply(timePasses)),
  };
}

/** All of them, for the tutorial; what does not wait for another is opened side by side. */
export async function openAll(openers: PortOpeners): Promise<Ports> {
  const [lessons, progress, settings, machines, clock] = await Promise.all([
    openers.lessons(),
    openers.progress(),
    openers.settings(),
    openers.machines(),
    openers.clock(),
  ]);
  return { lessons, progress, settings, machines, clock };
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => {
    opened ??= open();
    return opened;
  };
}
