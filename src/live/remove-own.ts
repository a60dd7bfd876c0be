import type { Ask } from './docker-client.ts';
import { isMissing, sentence } from './docker-words.ts';
import { listOwn, type OwnObject, removalOrder } from './own-objects.ts';
import type { Made } from './sessions.ts';

const removals = {
  container: ['docker', 'rm', '-f', '-v'],
  network: ['docker', 'network', 'rm'],
  volume: ['docker', 'volume', 'rm'],
  image: ['docker', 'rmi'],
} as const;

/** Rounds, because an object may be let go only when another is gone, or be made while we look. */
const rounds = 4;

/**
 * Removes exactly what a session made: all that carries its label, and what was written down because it cannot carry one.
 * What could not be removed, in words; null: nothing is left. With `settles` an empty list is looked at once more, since
 * an engine may still be making what it was asked for by a client that is gone.
 */
export async function removeSession(
  ask: Ask,
  session: string,
  made: readonly Made[],
  settles: (() => Promise<void>) | null = null,
): Promise<string | null> {
  let empty = 0;
  let fault: string | null = null;
  for (let round = 0; round < rounds + (settles === null ? 0 : 2); round += 1) {
    const listed = await listOwn(ask, session);
    if (!listed.known) return listed.because;
    if (listed.objects.length === 0) {
      empty += 1;
      if (settles === null || empty === 2) return (await removeMade(ask, made)) ?? null;
      await settles();
      continue;
    }
    empty = 0;
    fault = await removeObjects(ask, listed.objects);
  }
  return fault ?? `some objects of the session ${session} could not be removed`;
}

/** Removes these, in an order that lets them go. The first fault, in words. */
export async function removeObjects(ask: Ask, objects: readonly OwnObject[]): Promise<string | null> {
  let fault: string | null = null;
  for (const kind of removalOrder) {
    const references = objects.filter((it) => it.kind === kind).map((it) => it.reference);
    if (references.length === 0) continue;
    const asked = await ask([...removals[kind], ...references]);
    if (!asked.known) return asked.because;
    if (asked.value.exitCode !== 0) fault ??= faultIn(asked.value.stderr);
  }
  return fault;
}

/** The first line that is a fault: what went with something else, as a volume with its container, is gone as wanted. */
function faultIn(stderr: string): string | null {
  const line = stderr.split('\n').find((it) => it.trim() !== '' && !isMissing(it));
  return line === undefined ? null : sentence(line);
}

async function removeMade(ask: Ask, made: readonly Made[]): Promise<string | null> {
  for (const { kind, name } of made) {
    const asked = await ask([...removals[kind], name]);
    if (!asked.known) return asked.because;
    const { exitCode, stderr } = asked.value;
    if (exitCode !== 0 && !isMissing(stderr) && !inUse.test(stderr)) return sentence(stderr);
  }
  return null;
}

/** Somebody else uses it now: then it is theirs. */
const inUse = /in use|being used|is using/i;
