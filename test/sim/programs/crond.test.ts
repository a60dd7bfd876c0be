/** crond of busybox over the virtual clock; the lines are those of the real one (busybox 1.38.0 in a container, 2026-11-20). */
import { expect, test } from 'vitest';
import { HostSource } from '../../../src/sim/kernel/host-io.ts';
import { dir, link, text } from '../../../src/sim/kernel/tree-spec.ts';
import { parseCronLine, runsAt } from '../../../src/sim/programs/busybox/cron-lines.ts';
import { bootHost, collector, runOn } from '../shell/host.ts';

const spool = (crontab: string) => ({
  bin: link('busybox/bin'),
  var: dir({
    spool: dir({ cron: dir({ crontabs: dir({ root: text(crontab), bad: text('* * * * * id\n') }) }) }),
  }),
});

function runCrond(crontab: string, argv: readonly string[], forMs: number) {
  const kernel = bootHost(spool(crontab));
  const output = collector();
  const process = kernel.spawn({
    path: '/busybox/bin/crond',
    argv,
    cwd: '/',
    env: new Map([['PATH', '/busybox/bin']]),
    stdio: [new HostSource(), output.sink, output.sink],
  });
  kernel.runUntil(() => kernel.nowMs >= forMs, { maxVirtualMs: forMs, maxSteps: 1_000_000 });
  return { text: output.text(), ended: process.ended, kernel };
}

test('without its directory it ends with 1 and says so only in a log', () => {
  expect(runOn(bootHost(), ['/busybox/bin/crond', '-f'])).toEqual({ stdout: '', stderr: '', code: 1 });
  expect(runOn(bootHost(), ['/busybox/bin/crond', '-f', '-L', '/tmp/log', '-c', '/nosuch'])).toEqual({
    stdout: '',
    stderr: '',
    code: 1,
  });
  const told = runCrond('', ['crond', '-f', '-L', '/tmp/log', '-c', '/nosuch'], 1000);
  const log = runOn(told.kernel, ['cat', '/tmp/log']);
  expect(log.stdout).toBe("crond: can't change directory to '/nosuch': No such file or directory\n");
});

test('it runs what is due at each full minute', () => {
  const crontab = '# jobs\n* * * * * echo tick\n1-59/2 * * * * echo odd\n61 * * * * echo never\n';
  const ran = runCrond(crontab, ['crond', '-f', '-L', '/tmp/log'], 130_000);
  expect(ran.ended).toBe(false);
  expect(ran.text).toBe('tick\nodd\ntick\n');
  const log = runOn(ran.kernel, ['cat', '/tmp/log']).stdout.replaceAll(/pid +\d+/g, 'pid N');
  expect(log).toBe(
    `${[
      'crond (busybox 1.38.0) started, log level 8',
      'user root: parse error at 61',
      "ignoring file 'bad' (no such user)",
      'user root: parse error at 61',
      "ignoring file 'bad' (no such user)",
      'USER root pid N cmd echo tick',
      'USER root pid N cmd echo odd',
      'USER root pid N cmd echo tick',
    ]
      .map((line) => `crond: ${line}`)
      .join('\n')}\n`,
  );
});

test('without -f it goes to the background and its parent ends at once', () => {
  const ran = runCrond('* * * * * echo tick > /tmp/ticked\n', ['crond'], 61_000);
  expect(ran.ended).toBe(true);
  expect(runOn(ran.kernel, ['cat', '/tmp/ticked']).stdout).toBe('tick\n');
});

test('days of month and of week are joined by "or" when both are given', () => {
  const line = parseCronLine('0 12 13 * fri echo x');
  if (line === null || 'parseErrorAt' in line) throw new Error('the line is good');
  const at = (day: number, weekday: number) => runsAt(line, { minute: 0, hour: 12, day, month: 11, weekday });
  expect([at(13, 1), at(14, 5), at(14, 6)]).toEqual([true, true, false]);
});
