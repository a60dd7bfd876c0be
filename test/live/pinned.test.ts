/** `docker context use` in another terminal, in the middle of a session. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectEngine } from '../../src/live/detect.ts';
import { openLiveMachine } from '../../src/live/live-machine.ts';
import { pinned, plainDocker } from '../../src/live/way.ts';
import { launchWithDocker, testFolder } from './stand-in.ts';
import { dockerScript, linuxHost } from './stand-in-docker.ts';

test('every command of a session goes to the engine that was found', async () => {
  const folder = await testFolder();
  const chosen = join(folder, 'chosen');
  await writeFile(chosen, 'desktop-linux');
  // A client as far as it chooses: DOCKER_HOST, DOCKER_CONTEXT, then its configuration. It notes where each command went.
  const choosing = `
context=\${DOCKER_CONTEXT:-$(cat ${chosen})}
[ -n "$DOCKER_HOST" ] && context=default
echo "$context $1" >> ${folder}/asked
case "$1" in
  run|ps|rm|network|volume|images|container) echo "on $context"; exit 0 ;;
esac`;
  const launch = await launchWithDocker(dockerScript({ first: choosing, context: 'desktop-linux' }));
  const found = await detectEngine({ launch, host: linuxHost, otherSockets: [] });
  if (found.kind !== 'found') throw new Error(found.because);
  const machine = await openLiveMachine({
    launch,
    label: found.label,
    version: found.version,
    way: pinned(found.way, found.endpoint, linuxHost.env),
    stateFolder: folder,
  });
  await machine.prepare();
  await writeFile(chosen, 'somebody-elses');
  await writeFile(join(folder, 'asked'), '');
  const run = machine.run('docker run --name vvc-a busybox');
  let said = '';
  for await (const { text } of run.output) said += text;
  await machine.observe({ kind: 'container', name: 'vvc-a' });
  await machine.dispose();
  expect(said).toBe('on desktop-linux\n');
  const asked = (await readFile(join(folder, 'asked'), 'utf8')).trimEnd().split('\n');
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((line) => !line.startsWith('desktop-linux '))).toEqual([]);
});

test('what was named by DOCKER_HOST stays, and what needs no name gets none', () => {
  const endpoint = { context: 'default', host: 'unix:///var/run/docker.sock' };
  expect(pinned(plainDocker, endpoint, { DOCKER_HOST: 'unix:///other.sock' }).env).toEqual({
    DOCKER_HOST: 'unix:///other.sock',
  });
  expect(pinned(plainDocker, endpoint, {}).env).toEqual({ DOCKER_CONTEXT: 'default' });
  const rootless = { ...plainDocker, env: { DOCKER_HOST: 'unix:///run/user/1000/docker.sock' } };
  expect(pinned(rootless, endpoint, {})).toBe(rootless);
  expect(pinned({ ...plainDocker, engine: 'podman' }, null, {}).env).toEqual({});
});
