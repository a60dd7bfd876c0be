/** COPY and ADD carried out: owner and mode looked up, files put into the step's container. */
import type { Sys, Task } from '../../kernel/sys.ts';
import { inContainerFiles } from '../container-files.ts';
import type { Engine } from '../engine.ts';
import type { Container } from '../model.ts';
import { mergedDirectory } from '../paths.ts';
import { Sha256 } from '../sha256.ts';
import { lookUpUser } from '../users.ts';
import { type CopyPlan, type Picked, place } from './copy-files.ts';
import type { Instruction } from './dockerfile.ts';

export interface PlaceRequest {
  readonly picked: readonly Picked[];
  readonly target: string;
  readonly workingDir: string;
}

export function* placeSources(
  engine: Engine,
  container: Container,
  one: Instruction,
  { picked, target, workingDir }: PlaceRequest,
): Task<void> {
  const chown = one.flags.get('chown');
  const user =
    chown === undefined
      ? { uid: 0, gid: 0 }
      : (yield* lookUpUser(engine, mergedDirectory(container.layer), chown, [])).credentials;
  const chmod = one.flags.get('chmod');
  const plan: CopyPlan = {
    sources: [],
    target,
    workingDir,
    owner: { uid: user.uid, gid: user.gid },
    mode: chmod === undefined ? null : Number.parseInt(chmod, 8),
    unpacks: one.name === 'ADD',
  };
  yield* inContainerFiles(engine, container, { volumes: false }, (sys: Sys) => place(sys, picked, plan));
}

/** Over names, modes and contents: what the cache goes by. */
export function digestOf(picked: readonly Picked[]): string {
  const digest = new Sha256();
  for (const { root, members, name } of picked) {
    digest.update(`${name}\0`);
    for (const member of root === null ? members : [root, ...members]) {
      digest
        .update(`${member.entry.name}\0${member.entry.mode}\0${member.entry.kind}\0${member.entry.target}\0`)
        .update(member.data);
    }
  }
  return digest.hex();
}

const workdirPlan = (path: string): CopyPlan => ({
  sources: [],
  target: path,
  workingDir: '/',
  owner: { uid: 0, gid: 0 },
  mode: null,
  unpacks: false,
});

/** WORKDIR makes its directory where it is missing. */
export function* makeDirectory(engine: Engine, container: Container, path: string): Task<void> {
  yield* inContainerFiles(engine, container, { volumes: false }, function* (sys) {
    yield* place(sys, [{ root: null, members: [], name: '' }], workdirPlan(path));
  });
}
