import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ask } from './docker-client.ts';
import { isMissing } from './docker-words.ts';
import { labSpaces } from './lab-space.ts';
import { listOwn, type OwnObject } from './own-objects.ts';
import { removeObjects } from './remove-own.ts';
import type { Session, SessionRegistry } from './sessions.ts';
import { clearSpace, machinesLeft } from './sweep.ts';

/** What there is of ours on an engine and on this computer's disk, and what of it may go. */
export interface Cleaning {
  readonly objects: readonly OwnObject[];
  /** The labs' folders, one a session. */
  readonly folders: readonly { readonly session: string; readonly path: string }[];
  /** Processes of virtual machines of sessions that have ended. */
  readonly machines: readonly { readonly session: string; readonly pid: number }[];
  /** Objects of sessions that run now: they stay. */
  readonly inUse: readonly OwnObject[];
  /** Objects of sessions that are not written down here: another user's, or begun with another folder; they stay too. */
  readonly elsewhere: readonly OwnObject[];
  /** The processes of those sessions. */
  readonly running: readonly number[];
}

export type Looked =
  | { readonly known: true; readonly cleaning: Cleaning }
  | { readonly known: false; readonly because: string };

export interface CleanSettings {
  /** null: no engine answers, so that only folders are looked at. */
  readonly ask: Ask | null;
  readonly engineId: string;
  readonly registry: SessionRegistry;
  readonly stateFolder: string;
  /** Take sessions that are not written down here for ours as well. */
  readonly everybodys: boolean;
}

/** Looks, and changes nothing. */
export async function lookForOwn(settings: CleanSettings): Promise<Looked> {
  const { ask, registry, stateFolder, engineId, everybodys } = settings;
  const living = await registry.living();
  const runs = new Set(living.map(({ id }) => id));
  const abandoned = await registry.abandoned(engineId);
  const ended = new Set(abandoned.map(({ id }) => id));
  const found = ask === null ? ([] as const) : await everything(settings, ask);
  if ('because' in found) return { known: false, because: found.because };
  const names = await readdir(join(stateFolder, 'lab')).catch(() => []);
  return {
    known: true,
    cleaning: {
      objects: found.filter(({ session }) => !runs.has(session) && (everybodys || ended.has(session))),
      machines: ask === null ? [] : await machinesOf(ask, abandoned),
      inUse: found.filter(({ session }) => runs.has(session)),
      elsewhere: everybodys ? [] : found.filter(({ session }) => !runs.has(session) && !ended.has(session)),
      folders: names
        .filter((id) => /^[0-9a-f]{16}$/.test(id) && !runs.has(id))
        .map((session) => ({ session, path: join(stateFolder, 'lab', session) })),
      running: living.map(({ owner }) => owner.pid),
    },
  };
}

async function machinesOf(ask: Ask, sessions: readonly Session[]): Promise<Cleaning['machines']> {
  const found = [];
  for (const session of sessions)
    for (const pid of await machinesLeft(ask, session)) found.push({ session: session.id, pid: Number(pid) });
  return found;
}

async function everything(
  { engineId, registry }: CleanSettings,
  ask: Ask,
): Promise<readonly OwnObject[] | { readonly because: string }> {
  const listed = await listOwn(ask, null);
  if (!listed.known) return listed;
  const written: OwnObject[] = [];
  for (const session of await registry.abandoned(engineId))
    for (const { kind, name } of await registry.made(session))
      if (await isThere(ask, kind, name)) written.push({ kind, reference: name, name, session: session.id });
  const names = new Set(listed.objects.map(({ kind, reference }) => `${kind} ${reference}`));
  return [...listed.objects, ...written.filter(({ kind, name }) => !names.has(`${kind} ${name}`))];
}

async function isThere(ask: Ask, kind: 'image' | 'volume', name: string): Promise<boolean> {
  const asked = await ask(['docker', kind, 'inspect', name]);
  return asked.known && (asked.value.exitCode === 0 || !isMissing(asked.value.stderr));
}

/** Removes what was looked at. null: all of it is gone; else the first thing that could not be removed. */
export async function clean(
  { ask, engineId, registry, stateFolder }: CleanSettings,
  { objects, folders, machines }: Cleaning,
): Promise<string | null> {
  if (ask !== null && machines.length > 0)
    await ask(['kill', '-KILL', ...machines.map(({ pid }) => String(pid))]);
  let fault = ask === null ? null : await removeObjects(ask, objects);
  const spaceOf = labSpaces(stateFolder);
  for (const { session, path } of folders) {
    const space = spaceOf({ id: session });
    const gone = ask === null ? await space.remove() : await clearSpace(ask, { id: session }, space);
    if (!gone) fault ??= `the folder ${path} could not be removed`;
  }
  if (fault === null && ask !== null)
    for (const session of await registry.abandoned(engineId)) await registry.end(session);
  return fault;
}
