/** The host's session keeps its state from line to line, ends every line once and survives Ctrl-C. */
import { expect, test } from 'vitest';
import { HostSource } from '../../../src/sim/kernel/host-io.ts';
import { sendSignal } from '../../../src/sim/kernel/signal-delivery.ts';
import { program } from '../../../src/sim/kernel/tree-spec.ts';
import { SessionLines, sessionMain } from '../../../src/sim/shell/session.ts';
import { bootHost, collector } from './host.ts';

function open() {
  const lines = new SessionLines();
  const kernel = bootHost({ session: program('session', 1000) }, { session: sessionMain(lines) });
  const [stdout, stderr, stdin, wake] = [collector(), collector(), new HostSource(), new HostSource()];
  stdin.close();
  const process = kernel.spawn({
    path: '/session',
    argv: ['bash'],
    env: new Map([
      ['PATH', '/usr/bin'],
      ['HOME', '/root'],
    ]),
    cwd: '/root',
    stdio: [stdin, stdout.sink, stderr.sink, wake],
  });
  const bounds = { maxVirtualMs: 600_000, maxSteps: 500_000 };
  const start = (text: string) => {
    const ended: number[] = [];
    lines.push({ text, ended: (status) => ended.push(status) });
    wake.feed(new Uint8Array(1));
    return ended;
  };
  const run = (text: string) => {
    const before = { out: stdout.text().length, err: stderr.text().length };
    const ended = start(text);
    kernel.runUntil(() => ended.length > 0 || process.ended, bounds);
    return { out: stdout.text().slice(before.out), err: stderr.text().slice(before.err), ended };
  };
  return { kernel, lines, process, start, run, bounds };
}

test('state goes on from line to line', () => {
  const { run, lines } = open();
  expect(run('cd /tmp; x=1; f() { echo "f $1 $x"; }')).toEqual({ out: '', err: '', ended: [0] });
  expect(run('f a; pwd')).toEqual({ out: 'f a 1\n/tmp\n', err: '', ended: [0] });
  expect(lines.cwd).toBe('/tmp');
  expect(run('nosuch')).toEqual({ out: '', err: 'bash: line 1: nosuch: command not found\n', ended: [127] });
  expect(run('if')).toEqual({
    out: '',
    err: "bash: line 2: syntax error: unexpected end of file from `if' command on line 1\n",
    ended: [2],
  });
  expect(run('sleep 100 & echo $?')).toEqual({ out: '0\n', err: '', ended: [0] });
  expect(run('kill %1; wait $!; echo $?').out).toBe('143\n');
});

test('SIGINT to the foreground group ends the line with 130 and not the session', () => {
  const { kernel, lines, start, run, bounds } = open();
  const ended = start('sleep 1000; echo never');
  kernel.runUntil(() => lines.foreground !== null && kernel.scheduler.idle, bounds);
  const group = lines.foreground;
  expect(ended).toEqual([]);
  for (const member of kernel.initialNamespaces.pid.processes.values())
    if (member.group.pid.in(kernel.initialNamespaces.pid) === group) sendSignal(kernel, member, 'INT', null);
  kernel.runUntil(() => ended.length > 0, bounds);
  expect(ended).toEqual([130]);
  expect(run('echo still here')).toEqual({ out: 'still here\n', err: '', ended: [0] });
});
