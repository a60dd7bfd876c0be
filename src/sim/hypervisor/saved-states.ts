/**
 * Saved machines: a file of the host per machine that stands still, with its memory's size, and behind it the machine itself (libvirt
 * src/qemu/qemu_saveimage.c). Invariant: a machine goes on from its file once, and not after its disk was booted again. Left
 * out: the memory as bytes, so that a copy of the file leads to the same machine; compression.
 */
import { strerror } from '../kernel/errno.ts';
import { type Sys, SysError, type Task } from '../kernel/sys.ts';
import { ZEROS } from '../vfs/content.ts';
import type { Domain } from './domain.ts';
import type { DomainXml } from './domain-xml.ts';
import type { GuestMachine } from './guest-machine.ts';
import type { SavedTo } from './hypervisor-types.ts';
import { LibvirtError, operationFailed } from './libvirt-error.ts';
import { SAVES } from './paths.ts';

const MAGIC = 'LibvirtQemudSave';
/** What a disk of the host takes in a second. */
const BYTES_PER_MS = 500_000;

export const pausedThen = (domain: Domain, to: SavedTo): boolean =>
  to === null ? domain.state === 'paused' : to === 'paused';

export interface SavedState {
  readonly machine: GuestMachine;
  readonly domain: Domain;
  readonly config: DomainXml;
  readonly paused: boolean;
}

export class SavedStates {
  readonly #states = new Map<string, SavedState>();
  #last = 0;

  *put(sys: Sys, path: string, state: SavedState): Task<void> {
    if (path.startsWith(`${SAVES}/`)) makeFolders(sys, SAVES);
    const { machine, domain } = state;
    let fd: number;
    try {
      fd = yield* sys.open(path, ['write', 'create', 'trunc'], 0o600);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      throw new LibvirtError(`Failed to create file '${path}': ${strerror(error.errno)}`);
    }
    machine.freeze();
    this.#last += 1;
    this.#states.set(`${this.#last}`, state);
    yield* sys.write(fd, `${MAGIC}\0${this.#last}\0${domain.uuid}\0`);
    const bytes = machine.kernel?.rootCgroup.memoryBytes ?? 0;
    for (let at = 0; at < bytes; at += ZEROS.length)
      yield* sys.write(fd, ZEROS.subarray(0, Math.min(ZEROS.length, bytes - at)));
    sys.close(fd);
    yield* sys.sleep(Math.ceil(bytes / BYTES_PER_MS));
  }

  /** The machine behind a file. Throws LibvirtError. */
  *look(sys: Sys, path: string): Task<SavedState> {
    const [magic, id = ''] = (yield* headOf(sys, path)).split('\0');
    if (magic !== MAGIC) throw operationFailed('image magic is incorrect');
    const state = this.#states.get(id);
    if (state !== undefined) return state;
    throw new LibvirtError(
      'going on a second time from one saved state, or after its disk was booted again, is real and harms the disk, but this simulator does not model it',
    );
  }

  /** The machines of a domain whose disk goes on without them: their power is off. */
  forget(uuid: string): void {
    for (const [id, { domain }] of this.#states) if (domain.uuid === uuid) this.#states.delete(id);
  }

  *remove(sys: Sys, path: string): Task<void> {
    const [, id = ''] = (yield* headOf(sys, path)).split('\0');
    this.#states.delete(id);
    sys.unlink(path);
  }
}

function* headOf(sys: Sys, path: string): Task<string> {
  try {
    const fd = yield* sys.open(path, ['read']);
    const head = yield* sys.read(fd, 128);
    sys.close(fd);
    return new TextDecoder().decode(head);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    throw new LibvirtError(`Failed to open file '${path}': ${strerror(error.errno)}`);
  }
}

function makeFolders(sys: Sys, path: string): void {
  const parts = path.split('/').slice(1);
  for (const [at] of parts.entries()) {
    const folder = `/${parts.slice(0, at + 1).join('/')}`;
    if (!sys.access(folder, 'exists')) sys.mkdir(folder);
  }
}
