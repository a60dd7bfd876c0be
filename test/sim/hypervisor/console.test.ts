import { expect, it } from 'vitest';
import { HostTerminal } from '../../../src/sim/kernel/host-terminal.ts';
import { bootWorld } from '../../../src/sim/simulated-boot.ts';
import { MACHINE_PROGRAMS } from '../../../src/sim/worlds/machine-programs.ts';
import { VM_HOST } from '../../../src/sim/worlds/vm-host.ts';

const BOUNDS = { maxVirtualMs: 5000, maxSteps: 500_000 };

/** A terminal on the host in which `virsh console web` runs. */
function consoleOfWeb() {
  const { kernel, login } = bootWorld({
    world: VM_HOST,
    seed: 'console',
    programs: MACHINE_PROGRAMS,
    onOutput: () => {},
  });
  let screen = '';
  const decoder = new TextDecoder();
  const terminal = new HostTerminal(kernel, { columns: 80, rows: 24 }, (data) => {
    screen += decoder.decode(data, { stream: true });
  });
  const slave = terminal.openSlave();
  const virsh = kernel.spawn({
    path: '/usr/bin/virsh',
    argv: ['virsh', 'console', 'web'],
    stdio: [slave, slave, slave],
    terminal: terminal.tty,
    parent: login,
  });
  const until = (text: string): void => {
    kernel.runUntil(() => screen.includes(text), BOUNDS);
    if (!screen.includes(text)) throw new Error(`no ${JSON.stringify(text)} in ${JSON.stringify(screen)}`);
  };
  const type = (keys: string): void => terminal.type(new TextEncoder().encode(keys));
  const taken = (): string => {
    const text = screen;
    screen = '';
    return text;
  };
  return { kernel, virsh, until, type, taken };
}

it('a console is a terminal of the guest: a login, a shell, and the way out', () => {
  const { kernel, virsh, until, type, taken } = consoleOfWeb();
  until('Escape character');
  expect(taken()).toBe("Connected to domain 'web'\r\nEscape character is ^] (Ctrl + ])\r\n");
  type('\r');
  until('web login: ');
  type('root\r');
  until('# ');
  taken();
  type('uname -r; tty\r');
  until('/dev/');
  until('# ');
  expect(taken()).toContain('6.1.0-41-amd64\r\n');
  type('\x1d');
  kernel.runUntil(() => virsh.ended, BOUNDS);
  expect(virsh.exitStatus).toEqual({ kind: 'exited', code: 0 });
  expect(taken().endsWith('\r\n')).toBe(true);
});
