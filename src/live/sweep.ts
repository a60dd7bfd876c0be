import { setTimeout as wait } from 'node:timers/promises';
import type { Ask } from './docker-client.ts';
import type { LabSpace } from './lab-space.ts';
import { sessionLabel, vmName } from './ownership.ts';
import { removeSession } from './remove-own.ts';
import type { Session, SessionRegistry } from './sessions.ts';

/** How long an engine may take to make what a client asked it for that is gone since. */
const settleMs = 400;

export interface SweepSettings {
  readonly ask: Ask;
  readonly registry: SessionRegistry;
  readonly spaceOf: (session: Session) => LabSpace;
}

/** Removes what sessions left whose process is gone. Settles with those that could not be removed whole, and why. */
export async function sweepAbandoned(
  settings: SweepSettings,
  engineId: string,
): Promise<readonly { readonly session: Session; readonly because: string }[]> {
  const left = [];
  for (const session of await settings.registry.abandoned(engineId)) {
    const because = await removeWhole(settings, session, { isDead: true });
    if (because !== null) left.push({ session, because });
  }
  return left;
}

/** Everything of a session: objects, folder and, when nothing is left, its place in the registry. */
export async function removeWhole(
  { ask, registry, spaceOf }: SweepSettings,
  session: Session,
  { isDead = false, wasBusy = false }: { readonly isDead?: boolean; readonly wasBusy?: boolean } = {},
): Promise<string | null> {
  const inFlight = isDead ? await endClients(ask, session) : wasBusy;
  const fault = await removeSession(
    ask,
    session.id,
    await registry.made(session),
    inFlight ? () => wait(settleMs) : null,
  );
  if (fault !== null) return fault;
  await clearSpace(ask, session, spaceOf(session));
  await registry.end(session);
  return null;
}

/**
 * Clients of a killed session live on in process groups of their own, and would make after the sweep what they were asked
 * for: they are known by the session's label among their words, and its virtual machines by their name. Whether there were any.
 */
async function endClients(ask: Ask, { id }: Session): Promise<boolean> {
  const clients = await processesOf(ask, (words) => isClient(words, id) || isVm(words, id));
  if (clients.length > 0) await ask(['kill', '-KILL', ...clients]);
  return clients.length > 0;
}

/** Virtual machines that still run of a session whose process is gone, by their PIDs. */
export const machinesLeft = (ask: Ask, { id }: Session): Promise<readonly string[]> =>
  processesOf(ask, (words) => isVm(words, id));

async function processesOf(ask: Ask, fits: (words: string) => boolean): Promise<readonly string[]> {
  const listed = await ask(['ps', '-eo', 'pid=,args=']);
  if (!listed.known || listed.value.exitCode !== 0) return [];
  return listed.value.stdout.split('\n').flatMap((line) => {
    const [, pid = '', words = ''] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return fits(words) ? [pid] : [];
  });
}

const isClient = (words: string, id: string): boolean =>
  /(^|\/)(docker|podman)\s/.test(words) && words.includes(`=${id}`);

const isVm = (words: string, id: string): boolean =>
  /^\S*\bqemu-system-\w+\s/.test(words) && words.includes(` -name ${vmName({ id })} `);

/** Files that root in a container made can be removed by one only. */
export async function clearSpace(ask: Ask, { id }: Pick<Session, 'id'>, space: LabSpace): Promise<boolean> {
  if (await space.remove()) return true;
  const all = 'rm -rf /lab/* /lab/.[!.]* /lab/..?*';
  const mount = `${space.folder.path}:/lab`;
  const label = `${sessionLabel}=${id}`;
  await ask(['docker', 'run', '--rm', '--label', label, '-v', mount, 'busybox', 'sh', '-c', all]);
  return space.remove();
}
