/** Putting a running domain's state away and going on from it (libvirt tools/virsh-domain.c: cmdSave, cmdRestore, cmdManagedSave). */
import type { SavedTo } from '../../../../hypervisor/hypervisor-types.ts';
import type { Task } from '../../../../kernel/sys.ts';
import type { Command } from '../parse.ts';
import { type CommandRun, domainOf, print, printExtra, saying, VirshFailure, type Vsh } from '../vsh.ts';

/** --running or --paused. */
function savedTo(command: Command, failing: string): SavedTo {
  if (command.has('running') && command.has('paused')) {
    throw new VirshFailure(
      failing,
      "Flags 'VIR_DOMAIN_SAVE_RUNNING' and 'VIR_DOMAIN_SAVE_PAUSED' are mutually exclusive",
    );
  }
  return command.has('running') ? 'running' : command.has('paused') ? 'paused' : null;
}

function withoutFile(command: Command): void {
  if (command.has('xml')) throw new VirshFailure('--xml is real, but this simulator does not model it');
}

function* save(vsh: Vsh, command: Command): Task<void> {
  withoutFile(command);
  const domain = domainOf(vsh, command);
  const file = command.text('file') ?? '';
  const failing = `Failed to save domain '${domain.name}' to ${file}`;
  const to = savedTo(command, failing);
  yield* saying(failing, () => vsh.connection().saveTo(domain, absolute(vsh, file), to));
  yield* printExtra(vsh, `\nDomain '${domain.name}' saved to ${file}\n`);
}

const absolute = (vsh: Vsh, path: string): string =>
  path.startsWith('/') ? path : `${vsh.sys.getcwd()}/${path}`;

function* restore(vsh: Vsh, command: Command): Task<void> {
  withoutFile(command);
  const file = command.text('file') ?? '';
  const failing = `Failed to restore domain from ${file}`;
  const to = savedTo(command, failing);
  yield* saying(failing, () => vsh.connection().restoreFrom(absolute(vsh, file), to));
  yield* printExtra(vsh, `Domain restored from ${file}\n`);
}

function* managedsave(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const failing = `Failed to save domain '${domain.name}' state`;
  const to = savedTo(command, failing);
  yield* saying(failing, () => vsh.connection().managedSave(domain, to));
  yield* printExtra(vsh, `\nDomain '${domain.name}' state saved by libvirt\n`);
}

function* remove(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  if (!domain.managedSave) {
    return yield* print(vsh, `Domain '${domain.name}' has no manage save image; removal skipped`);
  }
  yield* saying(`Failed to remove managed save image for domain '${domain.name}'`, () =>
    vsh.connection().removeManagedSave(domain),
  );
  yield* printExtra(vsh, `Removed managedsave image for domain '${domain.name}'`);
}

export const SAVING: Readonly<Record<string, CommandRun>> = {
  save,
  restore,
  managedsave,
  'managedsave-remove': remove,
};
