import { launchOnThisComputer } from '../../../src/live/launch.ts';
import { openLiveMachine } from '../../../src/live/live-machine.ts';
import { engineWay, labsElsewhere } from '../../engine/way.ts';
import { seeded } from './seeded.ts';

/**
 * A session that types commands for ever, until somebody kills it. Words: the script that reaches the engine, the folder of
 * sessions, a number for its names, a seed.
 */
const [, , shell = '', stateFolder = '', number = '', seed = ''] = process.argv;
const random = seeded(Number(seed));
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const name = (what: string) => `vvc-${what}${number}`;

const lines = [
  `docker run -d --name ${name('a')} busybox sleep 1000`,
  `docker run --rm busybox true`,
  `docker create --name ${name('b')} -v ${name('vol')}:/data -v /anonymous busybox`,
  `docker rm -f ${name('b')}`,
  `docker network create ${name('net')}`,
  `docker run -d --name ${name('c')} --network ${name('net')} -p 80 busybox sleep 1000`,
  `docker network rm ${name('net')}`,
  `docker volume create ${name('vol2')}`,
  'docker volume create',
  `docker run --name ${name('d')} busybox touch /x; docker commit ${name('d')} ${name('img')}`,
  `docker commit ${name('d')}`,
  `docker tag busybox ${name('tag')}:1`,
  `docker export ${name('d')} | docker import - ${name('flat')}`,
  `docker rename ${name('a')} ${name('e')}`,
  `docker exec ${name('a')} true`,
  `docker run -d --restart always --name ${name('f')} ${name('img')} sleep 1000`,
];

const machine = await openLiveMachine({
  launch: (argv, options) => launchOnThisComputer([shell, '--', ...argv], options),
  label: 'Docker',
  version: '0',
  way: engineWay(),
  stateFolder,
  isPortTaken: () => false,
  spaceOf: labsElsewhere,
});
// Some begin as the program does; all sweep before their first command, which may be when they are killed.
if (Number(number) % 5 === 0) await machine.prepare();
for (let commands = 0; ; commands += 1) {
  const run = machine.run(pick(lines));
  for await (const _chunk of run.output);
  await run.exit;
  if (commands === 0) process.stdout.write('begun\n');
}
