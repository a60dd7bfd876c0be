/** What services stand on: images, networks, volumes; made where they are not there yet. */
import { createNetwork } from '../../engine/network-create.ts';
import type { Task } from '../../kernel/sys.ts';
import type { Cli } from '../cli.ts';
import { flagsOf } from '../flag-table.ts';
import { parseLine } from '../flags.ts';
import { pullWithProgress } from '../pull-progress.ts';
import { build } from '../verbs/build.ts';
import { ComposeError, type Project, type Service } from './model.ts';

/** A line of plain progress. */
export const step = (cli: Cli, kind: string, name: string, state: string): Task<void> =>
  cli.err(` ${kind} ${name}  ${state}\n`);

export function* ensureImage(cli: Cli, service: Service, rebuild: boolean): Task<void> {
  const there = yield* cli.ask((engine) => engine.images.find(service.image) !== null);
  if (service.build !== null) {
    if (there && !rebuild) return;
    const { context, dockerfile } = service.build;
    const file = dockerfile === null ? [] : ['-f', `${context}/${dockerfile}`];
    const line = parseLine(['-t', service.image, ...file, context], flagsOf('build'), true);
    const code = yield* build.run(cli, { ...line, path: 'build' });
    if (code !== 0) throw new ComposeError('');
    yield* cli.err(` ${service.name}  Built\n`);
    return;
  }
  if (there) return;
  yield* pullService(cli, service);
}

export function* pullService(cli: Cli, { name, image }: Service): Task<void> {
  yield* cli.err(` ${name} Pulling \n`);
  yield* pullWithProgress(cli, image, {
    platform: null,
    write: (line) =>
      /^[0-9a-f]{12}: /.test(line) ? cli.err(` ${line.replace(': ', ' ').trimEnd()} \n`) : cli.err(''),
  });
  yield* cli.err(` ${name} Pulled \n`);
}

export function* ensureNetworks(cli: Cli, project: Project): Task<void> {
  for (const network of project.networks) {
    const used = project.services.some(({ networks }) => networks.some(({ key }) => key === network.key));
    const there = yield* cli.ask((engine) => engine.networks.find(network.name) !== null);
    if (there || !used) continue;
    if (network.external)
      throw new ComposeError(`network ${network.name} declared as external, but could not be found`);
    yield* step(cli, 'Network', network.name, 'Creating');
    yield* cli.ask((engine) =>
      createNetwork(engine, {
        name: network.name,
        driver: network.driver ?? 'bridge',
        subnet: network.subnet ?? '',
        ipRange: '',
        gateway: '',
        internal: network.internal,
        attachable: false,
        options: network.options,
        labels: new Map([
          ['com.docker.compose.network', network.key],
          ['com.docker.compose.project', project.name],
        ]),
      }),
    );
    yield* step(cli, 'Network', network.name, 'Created');
  }
}

export function* ensureVolumes(cli: Cli, project: Project): Task<void> {
  for (const volume of project.volumes) {
    const there = yield* cli.ask((engine) => engine.volumes.find(volume.name) !== null);
    if (there) continue;
    if (volume.external) throw new ComposeError(`external volume "${volume.name}" not found`);
    yield* cli.err(` Volume "${volume.name}"  Creating\n`);
    const labels = new Map([
      ['com.docker.compose.project', project.name],
      ['com.docker.compose.volume', volume.key],
    ]);
    yield* cli.ask((engine) => engine.volumes.create(volume.name, labels, null));
    yield* cli.err(` Volume "${volume.name}"  Created\n`);
  }
}
