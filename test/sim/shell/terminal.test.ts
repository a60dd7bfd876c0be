/**
 * Interactive shells on a terminal, held to what the real ones wrote byte for byte: `docker run -it busybox` (ash 1.38.0), `bash --norc -i` (5.3.15)
 * and `dash -i` (0.5.12) of the engine's host, recorded 2026-11-20 in a pseudo-terminal of 80x24. busybox's question for the cursor's place (ESC [6n) is
 * left out, and so are PIDs.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { HostTerminal } from '../../../src/sim/kernel/host-terminal.ts';
import { bootHost } from './host.ts';

interface Recorded {
  readonly shell: 'ash' | 'bash' | 'dash';
  readonly start: string;
  readonly steps: readonly (readonly [keys: string, output: string])[];
}

const RECORDED: readonly Recorded[] = JSON.parse(
  readFileSync(new URL('./recorded-terminal.json', import.meta.url), 'utf8'),
);

const ARGV = { ash: ['sh'], bash: ['bash', '--norc', '-i'], dash: ['dash', '-i'] };
const BOUNDS = { maxVirtualMs: 400, maxSteps: 100_000, waitOutIdle: true };

function open(shell: Recorded['shell']) {
  const kernel = bootHost();
  let screen = '';
  const terminal = new HostTerminal(kernel, { columns: 80, rows: 24 }, (data) => {
    screen += new TextDecoder().decode(data);
  });
  const slave = terminal.openSlave();
  const bin = shell === 'ash' ? '/busybox/bin' : '/usr/bin';
  const process = kernel.spawn({
    path: `${bin}/${ARGV[shell][0]}`,
    argv: ARGV[shell],
    env: new Map([
      ['PATH', bin],
      ['HOME', '/root'],
    ]),
    cwd: shell === 'ash' ? '/' : '/tmp',
    stdio: [slave, slave, slave],
    terminal: terminal.tty,
  });
  const settle = (keys: string, virtualMs: number): string => {
    const before = screen.length;
    terminal.type(new TextEncoder().encode(keys));
    kernel.runUntil(() => process.ended, { ...BOUNDS, maxVirtualMs: virtualMs });
    if (kernel.faults.length > 0) throw kernel.faults[0]?.error;
    return screen.slice(before);
  };
  return settle;
}

const normal = (text: string): string => text.replace(/^\[(\d)\] \d+\r$/gm, '[$1] PID\r');

test.each(RECORDED.map((recorded, index) => ({ ...recorded, index })))(
  '$shell on a terminal, session $index',
  ({ shell, start, steps }) => {
    const settle = open(shell);
    const shown: (readonly [string, string])[] = [['', normal(settle('', 100))]];
    for (const [keys] of steps) {
      // The recording waited half a second after each key, and longer after `sleep 1 &`.
      shown.push([keys, normal(settle(keys, keys === 'sleep 1 &\r' ? 2000 : 550))]);
    }
    expect(shown).toEqual([['', start], ...steps.map(([keys, output]) => [keys, normal(output)])]);
  },
);
