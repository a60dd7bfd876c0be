import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { proveLesson } from '../../src/commands/prove-lesson.ts';
import { readLessons } from '../../src/content/read-lessons.ts';
import { hostFacts } from '../../src/live/host-facts.ts';
import { type Launch, launchOnThisComputer } from '../../src/live/launch.ts';
import { type LiveMachine, openLiveMachine } from '../../src/live/live-machine.ts';
import { ownProcess } from '../../src/live/owner-process.ts';
import { vmName } from '../../src/live/ownership.ts';
import { SessionRegistry } from '../../src/live/sessions.ts';
import { type VmKit, vmKit } from '../../src/live/vm/vm-kit.ts';
import { describeOnEngine, launchOnEngineHost } from '../engine/engine.ts';

/** Kernel and QEMU of test/engine/vm-kernel where engines are required; else those of this computer, if it has any. */
function kitForTests(): VmKit {
  const env = { ...process.env };
  if (env.REQUIRE_ENGINE === '1' && !env.VMVSCONTAINER_KERNEL)
    env.VMVSCONTAINER_KERNEL = execFileSync('test/engine/vm-kernel', { encoding: 'utf8' }).trim();
  return vmKit({ ...hostFacts(), arch: process.arch, env });
}

const kit = kitForTests();

/** The engine has a host of its own; machines are booted on this computer. */
const dockerElsewhere: Launch = (argv, options) =>
  (argv[0] === 'docker' ? launchOnEngineHost : launchOnThisComputer)(argv, options);

await describeOnEngine('a real virtual machine', () => {
  const because = kit.kind === 'missing' ? ` (left out: ${kit.because})` : '';
  const booting = test.skipIf(kit.kind === 'missing');
  const made: string[] = [];
  afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true, force: true }))));

  async function opened(): Promise<{ machine: LiveMachine; stateFolder: string }> {
    const stateFolder = await mkdtemp(join(tmpdir(), 'vmvscontainer-vm-'));
    made.push(stateFolder);
    const machine = await openLiveMachine({
      launch: dockerElsewhere,
      label: 'Docker',
      version: '28.5.2',
      stateFolder,
      vm: kit,
    });
    await machine.prepare();
    return { machine, stateFolder };
  }

  booting(
    `plays the lesson: every step, solution and attempt${because}`,
    async () => {
      const lesson = readLessons('lessons').lessons.find(({ id }) => id === 'tiny-vm');
      if (lesson === undefined) throw new Error('there is no such lesson');
      const stage = { settleMs: 2000, open: async () => (await opened()).machine };
      expect(await proveLesson(lesson, stage)).toEqual([]);
    },
    600_000,
  );

  booting(
    `is stopped, and goes with its session${because}`,
    async () => {
      const { machine, stateFolder } = await opened();
      await machine.run(`docker run --rm busybox sh -c 'find . -xdev | cpio -o -H newc' > vvc-root.cpio`)
        .exit;
      const boot =
        'qemu-system-x86_64 -kernel /boot/vmlinuz -initrd vvc-root.cpio -append \'console=ttyS0 quiet rdinit=/bin/sh -- -c "echo it is up; sleep 1000"\'';
      const run = machine.run(boot);
      let said = '';
      for await (const { text } of run.output) {
        said += text;
        if (said.includes('it is up')) break;
      }
      const [{ id } = { id: '' }] = await new SessionRegistry(stateFolder).living();
      expect(await processesNamed(vmName({ id }))).toHaveLength(1);
      await machine.dispose();
      expect((await run.exit).kind).toBe('stopped');
      expect(await processesNamed(vmName({ id }))).toEqual([]);
    },
    120_000,
  );

  booting(
    `of a killed session goes when the next one begins${because}`,
    async () => {
      const { machine, stateFolder } = await opened();
      const registry = new SessionRegistry(stateFolder);
      const [own] = await registry.living();
      if (own === undefined || kit.kind === 'missing') throw new Error('no session');
      const dead = { ...own, id: 'deadbeefdeadbeef', owner: { ...(await ownProcess()), pid: 2 ** 22 - 1 } };
      await registry.resume(dead);
      const left = spawn(
        kit.program,
        ['-name', vmName(dead), '-nodefaults', '-display', 'none', '-serial', 'null', '-m', '64', '-S'],
        { stdio: 'ignore', detached: true },
      );
      const ended = new Promise((resolve) => left.once('exit', (_code, signal) => resolve(signal)));
      await new Promise((resolve) => left.once('spawn', resolve));
      await machine.run('docker rm -f vvc-agreed').exit;
      expect(await ended).toBe('SIGKILL');
      await machine.dispose();
    },
    120_000,
  );
});

async function processesNamed(name: string): Promise<readonly string[]> {
  const listed = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' });
  return listed.split('\n').filter((line) => line.includes(` -name ${name} `));
}
