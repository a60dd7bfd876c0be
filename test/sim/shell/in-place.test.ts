/**
 * What `ps` shows of a busybox ash and of the applets it starts, as `docker run busybox sh -c LINE` shows it on Docker 28.5 (2026-11-20). The PIDs
 * of children are left out: there they begin at 6, 7 or 8, as containerd happens to be quick.
 */
import { expect, test } from 'vitest';
import { SimulatedMachine } from '../../../src/sim/simulated-machine.ts';

async function rows(line: string): Promise<string[]> {
  const machine = new SimulatedMachine({ yieldToHost: () => Promise.resolve() });
  const run = machine.run(`docker run --rm busybox sh -c '${line}'`);
  let text = '';
  for await (const chunk of run.output) text += chunk.text;
  return text
    .trimEnd()
    .split('\n')
    .map((row) => row.replace(/^ *([2-9]|\d\d) root /, '  N root '));
}

const HEAD = 'PID   USER     COMMAND';

test.each([
  ['ps', ['    1 root     {ps} sh -c ps']],
  ['ps; true', ['    1 root     sh -c ps; true', '  N root     ps']],
  ['sleep 0; ps', ['    1 root     {ps} sh -c sleep 0; ps']],
  ['ps | cat', ['    1 root     sh -c ps | cat', '  N root     {ps} sh -c ps | cat', '  N root     cat']],
  ['ps & wait', ['    1 root     sh -c ps & wait', '  N root     {ps} sh -c ps & wait']],
  ['(ps)', ['    1 root     {ps} sh -c (ps)']],
  [
    'sleep 3 & ps; true',
    ['    1 root     sh -c sleep 3 & ps; true', '  N root     sleep 3', '  N root     ps'],
  ],
  [
    'yes >/dev/null & ps; true',
    [
      '    1 root     sh -c yes >/dev/null & ps; true',
      '  N root     {yes} sh -c yes >/dev/null & ps; true',
      '  N root     ps',
    ],
  ],
  ['/bin/ps', ['    1 root     /bin/ps']],
  ['exec ps', ['    1 root     {ps} sh -c exec ps']],
  ['env ps', ['    1 root     ps']],
  ['x=1 ps', ['    1 root     {ps} sh -c x=1 ps']],
  ['command ps', ['    1 root     {ps} sh -c command ps']],
  ['f() { ps; }; f', ['    1 root     sh -c f() { ps; }; f', '  N root     ps']],
  ['trap "echo bye" EXIT; ps', ['    1 root     sh -c trap "echo bye" EXIT; ps', '  N root     ps', 'bye']],
])('%s', async (line, expected) => {
  expect(await rows(line)).toEqual([HEAD, ...expected]);
});
