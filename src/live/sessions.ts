import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDead, type OwnerProcess, ownProcess } from './owner-process.ts';

/** A run of this program that has made objects on an engine. The file outlives a kill -9, and so tells what to remove. */
export interface Session {
  readonly id: string;
  /** The engine's own ID, so that one engine's leftovers are never looked for on another. */
  readonly engineId: string;
  readonly owner: OwnerProcess;
}

/** What a session made that cannot carry a label: a tag of an image, a volume that its container left. */
export interface Made {
  readonly kind: 'image' | 'volume';
  readonly name: string;
}

const idPattern = /^[0-9a-f]{16}$/;

/** The sessions that this user has begun on this computer, one small file each. */
export class SessionRegistry {
  readonly #folder: string;

  constructor(stateFolder: string) {
    this.#folder = join(stateFolder, 'live-sessions');
  }

  /** Written before the first container is made. Rejects when the folder cannot be written. */
  async begin(engineId: string): Promise<Session> {
    const session = { id: randomBytes(8).toString('hex'), engineId, owner: await ownProcess() };
    await this.resume(session);
    return session;
  }

  /** Writes a session down that goes on. */
  async resume(session: Session): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const begun = join(this.#folder, `${session.id}.${session.owner.pid}.new`);
    await writeFile(begun, JSON.stringify(session));
    await rename(begun, this.#file(session.id));
  }

  /** Sessions on this engine whose process has ended without tidying up. */
  async abandoned(engineId: string): Promise<readonly Session[]> {
    const found: Session[] = [];
    for (const session of await this.#all())
      if (session.engineId === engineId && (await isDead(session.owner))) found.push(session);
    return found;
  }

  async #all(): Promise<readonly Session[]> {
    const names = await readdir(this.#folder).catch(() => []);
    await Promise.all(names.map((name) => this.#forgetUnborn(name)));
    const sessions = await Promise.all(
      names.filter((it) => it.endsWith('.json')).map((it) => this.#read(it)),
    );
    return sessions.filter((session) => session !== null);
  }

  async end(session: Session): Promise<void> {
    await rm(this.#madeFile(session.id), { force: true });
    await rm(this.#file(session.id), { force: true });
  }

  /** Has reached the file before it settles, so before the object is made. Rejects when it cannot. */
  async note(session: Session, made: Made): Promise<void> {
    await appendFile(this.#madeFile(session.id), `${JSON.stringify(made)}\n`, { flush: true });
  }

  /** What was written down, each once. */
  async made(session: Session): Promise<readonly Made[]> {
    const text = await readFile(this.#madeFile(session.id), 'utf8').catch(() => '');
    return [...new Set(text.split('\n'))].flatMap(madeIn);
  }

  /** The sessions that run now, on this engine or another. */
  async living(): Promise<readonly Session[]> {
    const found: Session[] = [];
    for (const session of await this.#all()) if (!(await isDead(session.owner))) found.push(session);
    return found;
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  /** A session that was killed while it was written down has made nothing yet. */
  async #forgetUnborn(name: string): Promise<void> {
    const pid = /^[0-9a-f]{16}\.(\d+)\.new$/.exec(name)?.[1];
    if (pid !== undefined && (await isDead({ pid: Number(pid), started: null })))
      await rm(join(this.#folder, name), { force: true });
  }

  #madeFile(id: string): string {
    return join(this.#folder, `${id}.made`);
  }

  /** A file that is not one of ours, or not whole, is nobody's session. */
  async #read(name: string): Promise<Session | null> {
    try {
      const read = JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as Session;
      const sound = idPattern.test(read.id) && `${read.id}.json` === name && Number.isInteger(read.owner.pid);
      return sound && read.owner.pid > 0 ? read : null;
    } catch {
      return null;
    }
  }
}

/** A line that is not whole was being written when the session was killed, and its object not made yet. */
function madeIn(line: string): readonly Made[] {
  try {
    const { kind, name } = JSON.parse(line) as Made;
    return (kind === 'image' || kind === 'volume') && typeof name === 'string' ? [{ kind, name }] : [];
  } catch {
    return [];
  }
}
