/** Starting, stopping and pausing domains (libvirt tools/virsh-domain.c). */
import type { Domain } from '../../../../hypervisor/domain.ts';
import type { Hypervisor } from '../../../../hypervisor/hypervisor.ts';
import type { Task } from '../../../../kernel/sys.ts';
import { readText, words } from '../../lib.ts';
import { attachConsole } from '../console.ts';
import type { Command } from '../parse.ts';
import {
  type CommandRun,
  domainOf,
  exclusive,
  print,
  printExtra,
  saying,
  VirshFailure,
  type Vsh,
} from '../vsh.ts';

type Act = (hypervisor: Hypervisor, domain: Domain, command: Command) => Task<void>;

/** A verb on one domain: what is said when it fails, and when it worked. */
const verb =
  (failing: string, done: string, act: Act): CommandRun =>
  (vsh, command) =>
    run(vsh, command, { failing, done, act });

function* run(
  vsh: Vsh,
  command: Command,
  { failing, done, act }: { readonly failing: string; readonly done: string; readonly act: Act },
): Task<void> {
  const domain = domainOf(vsh, command);
  yield* saying(`Failed to ${failing} domain '${domain.name}'`, () => act(vsh.connection(), domain, command));
  yield* printExtra(vsh, `Domain '${domain.name}' ${done}\n`);
}

const MODES = ['acpi', 'agent', 'initctl', 'signal', 'paravirt'];

function modeOf(command: Command): string | null {
  const mode = command.text('mode');
  if (mode !== null && !MODES.includes(mode)) {
    throw new VirshFailure(
      `Unknown mode ${mode} value, expecting 'acpi', 'agent', 'initctl', 'signal', or 'paravirt'`,
    );
  }
  return mode;
}

function* start(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  if (domain.active) throw new VirshFailure('Domain is already active');
  const hypervisor = vsh.connection();
  const paused = command.has('paused');
  if (command.has('force-boot') && domain.managedSave) yield* hypervisor.removeManagedSave(domain);
  yield* saying(`Failed to start domain '${domain.name}'`, () => hypervisor.start(domain, { paused }));
  yield* printExtra(vsh, `Domain '${domain.name}' started\n`);
  if (command.has('console')) yield* attachConsole(vsh, domain);
}

function* shutdown(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const mode = modeOf(command);
  yield* saying(`Failed to shutdown domain '${domain.name}'`, () => vsh.connection().shutdown(domain, mode));
  yield* printExtra(vsh, `Domain '${domain.name}' is being shutdown\n`);
}

function* reboot(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const mode = modeOf(command);
  yield* saying(`Failed to reboot domain '${domain.name}'`, () => vsh.connection().reboot(domain, mode));
  yield* printExtra(vsh, `Domain '${domain.name}' is being rebooted\n`);
}

/** The text of a file, or libvirt's words. */
function* fileText(vsh: Vsh, path: string): Task<string> {
  try {
    return yield* readText(vsh.sys, path);
  } catch (error) {
    throw new VirshFailure(`Failed to open file '${path}': ${words(error)}`);
  }
}

function* define(vsh: Vsh, command: Command): Task<void> {
  const file = command.text('file') ?? '';
  const text = yield* fileText(vsh, file);
  const domain = yield* saying(`Failed to define domain from ${file}`, () => vsh.connection().define(text));
  yield* printExtra(vsh, `Domain '${domain.name}' defined from ${file}\n`);
}

function* create(vsh: Vsh, command: Command): Task<void> {
  const file = command.text('file') ?? '';
  const text = yield* fileText(vsh, file);
  const paused = command.has('paused');
  const domain = yield* saying(`Failed to create domain from ${file}`, () =>
    vsh.connection().create(text, { paused }),
  );
  yield* printExtra(vsh, `Domain '${domain.name}' created from ${file}\n`);
  if (command.has('console')) yield* attachConsole(vsh, domain);
}

function* undefine(vsh: Vsh, command: Command): Task<void> {
  exclusive(command, ['nvram', 'keep-nvram']);
  const domain = domainOf(vsh, command);
  if (command.has('remove-all-storage') || command.has('storage')) {
    if (domain.active) throw new VirshFailure('Storage volume deletion is supported only on stopped domains');
    throw new VirshFailure(
      'removing storage with the domain is real, but this simulator does not model it: use rm on the disk files',
    );
  }
  const { name } = domain;
  if (domain.managedSave) {
    if (!command.has('managed-save')) {
      throw new VirshFailure('Refusing to undefine while domain managed save image exists');
    }
    yield* vsh.connection().removeManagedSave(domain);
  }
  const snapshotsToo = command.has('snapshots-metadata');
  yield* saying(`Failed to undefine domain '${name}'`, () => vsh.connection().undefine(domain, snapshotsToo));
  yield* printExtra(vsh, `Domain '${name}' has been undefined\n`);
}

function* autostart(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const off = command.has('disable');
  const failing = `Failed to ${off ? 'unmark' : 'mark'} domain as autostarted`;
  yield* saying(failing.replace('domain', `domain '${domain.name}'`), () =>
    vsh.connection().setAutostart(domain, !off),
  );
  yield* printExtra(vsh, `Domain '${domain.name}' ${off ? 'unmarked' : 'marked'} as autostarted\n`);
}

function* rename(vsh: Vsh, command: Command): Task<void> {
  yield* vsh.connection().rename(domainOf(vsh, command), command.text('new-name') ?? '');
  yield* printExtra(vsh, 'Domain successfully renamed\n');
}

function* console(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  yield* attachConsole(vsh, domain);
}

function* describe(vsh: Vsh, command: Command): Task<void> {
  const domain = domainOf(vsh, command);
  const which = command.has('title') ? 'title' : 'description';
  const given = command.rest('new-desc').join(' ');
  const label = which === 'title' ? 'title' : 'description';
  if (!command.has('new-desc')) {
    const text = domain.definition[which];
    yield* print(vsh, text === '' ? `No ${label} for domain: ${domain.name}` : text);
    return;
  }
  const affect = { live: command.has('live'), config: command.has('config') };
  yield* vsh.connection().describe(domain, which, given, affect);
  yield* printExtra(vsh, `Domain ${label} updated successfully`);
}

export const LIFECYCLE: Readonly<Record<string, CommandRun>> = {
  start,
  shutdown,
  reboot,
  define,
  create,
  undefine,
  autostart,
  console,
  desc: describe,
  domrename: rename,
  destroy: verb('destroy', 'destroyed', (hypervisor, domain, command) =>
    hypervisor.destroy(domain, command.has('graceful')),
  ),
  reset: verb('reset', 'was reset', (hypervisor, domain) => hypervisor.reset(domain)),
  suspend: verb('suspend', 'suspended', (hypervisor, domain) => hypervisor.suspend(domain)),
  resume: verb('resume', 'resumed', (hypervisor, domain) => hypervisor.resume(domain)),
};
