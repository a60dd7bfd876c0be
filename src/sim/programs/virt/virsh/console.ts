/**
 * `virsh console` (libvirt tools/virsh-console.c): the terminal in raw mode on one side, the guest's console on the
 * other, until Ctrl-] or the guest's end. Refuses without a terminal, as virsh does.
 */
import type { Domain } from '../../../hypervisor/domain.ts';
import { STDIN, STDOUT, type Task } from '../../../kernel/sys.ts';
import { complain, print, VirshFailure, type Vsh } from './vsh.ts';

const ESCAPE = 0x1d;

export function* attachConsole(vsh: Vsh, domain: Domain): Task<void> {
  const { sys } = vsh;
  if (!domain.active) throw new VirshFailure('The domain is not running');
  if (!sys.isatty(STDIN)) {
    throw new VirshFailure('Cannot run interactive console without a controlling TTY');
  }
  yield* print(vsh, `Connected to domain '${domain.name}'\nEscape character is ^] (Ctrl + ])\n`);
  const pending: Uint8Array[] = [];
  const [read, write] = sys.pipe();
  const end = vsh.connection().openConsole(domain, (data) => {
    pending.push(data);
    if (pending.length === 1) sys.write(write, '.').next();
  });
  const { columns, rows } = sys.getWinsize(STDIN);
  end.resize(columns, rows);
  sys.setRawMode(STDIN, true);
  try {
    for (;;) {
      const ready = yield* sys.poll([STDIN, read], POLL_MS);
      if (ready.includes(read)) {
        yield* sys.read(read, 1);
        for (const data of pending.splice(0)) yield* sys.write(STDOUT, data);
      }
      if (ready.includes(STDIN)) {
        const typed = yield* sys.read(STDIN, 1024);
        if (typed.length === 0 || typed.includes(ESCAPE)) break;
        end.type(typed);
      }
      vsh.connection().refresh();
      if (!domain.active) break;
    }
  } finally {
    sys.setRawMode(STDIN, false);
    end.close();
  }
  yield* print(vsh, '\n');
  if (!domain.active) yield* complain(vsh, 'Disconnected from the guest console');
}

/** How often a console looks whether its guest has gone. */
const POLL_MS = 500;
