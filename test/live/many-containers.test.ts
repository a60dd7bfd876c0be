/** An engine with a thousand containers of others: nobody's are listed but ours, so that their number does not matter. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLiveMachine } from '../../src/live/live-machine.ts';
import { launchWithDocker, testFolder } from './stand-in.ts';
import { dockerScript } from './stand-in-docker.ts';

test('a thousand foreign containers are neither listed nor inspected, from the first look to the last', async () => {
  const folder = await testFolder();
  // As an engine with so many: without a filter it lists them all.
  const crowded = `
echo "$*" >> ${folder}/asked
case "$1" in
  ps|network|volume|images)
    case "$*" in *"--filter label=vmvscontainer."*) exit 0 ;; esac
    i=0; while [ $i -lt 1000 ]; do echo "foreign$i"; i=$((i + 1)); done; exit 0 ;;
  run|rm) exit 0 ;;
  container) echo "Error response from daemon: No such container: vvc-a" >&2; exit 1 ;;
esac`;
  const machine = await openLiveMachine({
    launch: await launchWithDocker(dockerScript({ first: crowded })),
    label: 'Docker 28.5 on this computer',
    version: '28.5.2',
    stateFolder: folder,
  });
  await machine.prepare();
  expect(await machine.observe({ kind: 'containers' })).toEqual({ known: true, value: [] });
  await machine.run('docker run --name vvc-a busybox').exit;
  expect(await machine.observe({ kind: 'container', name: 'vvc-a' })).toEqual({ known: true, value: null });
  await machine.prepare();
  await machine.dispose();
  const asked = (await readFile(join(folder, 'asked'), 'utf8')).trimEnd().split('\n');
  const lists = asked.filter((line) => /^(ps|network ls|volume ls|images)\b/.test(line));
  expect(lists.length).toBeGreaterThan(4);
  expect(lists.filter((line) => !line.includes('--filter label=vmvscontainer.'))).toEqual([]);
  expect(asked.filter((line) => line.includes('foreign'))).toEqual([]);
});

test('before the learner has agreed the engine is asked for its facts, and for nothing else', async () => {
  const folder = await testFolder();
  const machine = await openLiveMachine({
    launch: await launchWithDocker(dockerScript({ first: `echo "$*" >> ${folder}/asked` })),
    label: 'Docker 28.5 on this computer',
    version: '28.5.2',
    stateFolder: folder,
  });
  await machine.prepare();
  machine.plan('docker run busybox');
  await machine.dispose();
  expect(await readFile(join(folder, 'asked'), 'utf8')).toBe('info --format {{json .}}\n');
});
