import type { ImageFacts, NetworkFacts, Observed, VolumeFacts } from '../domain/observation.ts';
import type { Ask } from './docker-client.ts';
import { sentence } from './docker-words.ts';
import { imageId } from './podman-container.ts';
import { isPodmanNetwork, type PodmanNetwork, podmanNetwork } from './podman-network.ts';

type Words = readonly [string, ...string[]];

/** What `docker … inspect` printed of one thing; null: there is none. */
async function inspected<T>(ask: Ask, words: Words, missing: RegExp): Promise<Observed<T | null>> {
  const asked = await ask(words);
  if (!asked.known) return asked;
  const { exitCode, stdout, stderr } = asked.value;
  if (exitCode === 0) return { known: true, value: (JSON.parse(stdout) as readonly T[])[0] ?? null };
  return missing.test(stderr) ? { known: true, value: null } : { known: false, because: sentence(stderr) };
}

/** The lines that a question was answered with. */
async function lines(ask: Ask, words: Words): Promise<Observed<readonly string[]>> {
  const asked = await ask(words);
  if (!asked.known) return asked;
  const { exitCode, stdout, stderr } = asked.value;
  if (exitCode !== 0) return { known: false, because: sentence(stderr) };
  return { known: true, value: stdout.split('\n').filter((line) => line !== '') };
}

interface InspectedImage {
  readonly Id: string;
  readonly Architecture: string;
  readonly RootFS?: { readonly Layers?: readonly string[] | null };
  readonly Config?: {
    readonly Cmd?: readonly string[] | null;
    readonly Entrypoint?: readonly string[] | null;
    readonly Env?: readonly string[] | null;
    readonly User?: string;
    readonly Labels?: Readonly<Record<string, string>> | null;
  } | null;
}

export async function imageAnswer(ask: Ask, name: string): Promise<Observed<ImageFacts | null>> {
  const words: Words = ['docker', 'image', 'inspect', '--', name];
  const asked = await inspected<InspectedImage>(ask, words, /No such (image|object)|image not known/i);
  if (!asked.known || asked.value === null) return asked as Observed<null>;
  const { Id: id, Architecture: architecture, RootFS: root, Config: config } = asked.value;
  const facts: ImageFacts = {
    id: imageId(id),
    layers: root?.Layers ?? [],
    cmd: config?.Cmd ?? [],
    entrypoint: config?.Entrypoint ?? [],
    user: config?.User ?? '',
    env: config?.Env ?? [],
    labels: config?.Labels ?? {},
    architecture,
  };
  return { known: true, value: facts };
}

export async function volumeAnswer(ask: Ask, name: string): Promise<Observed<VolumeFacts | null>> {
  const words: Words = ['docker', 'volume', 'inspect', '--', name];
  const asked = await inspected<{ readonly Driver: string }>(ask, words, /no such volume/i);
  if (!asked.known || asked.value === null) return asked as Observed<null>;
  const users = await lines(ask, [
    'docker',
    'ps',
    '-a',
    '--filter',
    `volume=${name}`,
    '--format',
    '{{.Names}}',
  ]);
  if (!users.known) return users;
  return { known: true, value: { name, driver: asked.value.Driver, usedBy: [...users.value].sort() } };
}

interface InspectedNetwork {
  readonly Id: string;
  readonly Name: string;
  readonly Driver: string;
  readonly Internal?: boolean;
  readonly IPAM?: { readonly Config?: readonly { readonly Subnet?: string }[] | null };
  readonly Containers?: Readonly<Record<string, { readonly Name: string }>> | null;
}

export async function networkAnswer(ask: Ask, name: string): Promise<Observed<NetworkFacts | null>> {
  const words: Words = ['docker', 'network', 'inspect', '--', name];
  const asked = await inspected<InspectedNetwork | PodmanNetwork>(ask, words, /not found|no such network/i);
  if (!asked.known || asked.value === null) return asked as Observed<null>;
  if (isPodmanNetwork(asked.value)) return podmanNetwork(ask, asked.value);
  const { Id, Name, Driver, Internal, IPAM, Containers } = asked.value;
  const facts: NetworkFacts = {
    id: Id,
    name: Name,
    driver: Driver,
    subnets: (IPAM?.Config ?? []).flatMap(({ Subnet }) => (Subnet === undefined ? [] : [Subnet])),
    internal: Internal ?? false,
    containers: Object.values(Containers ?? {})
      .map((container) => container.Name)
      .sort(),
  };
  return { known: true, value: facts };
}

/** Lines of `docker diff`, by their paths: engines tell them in the order in which they find them. */
export async function changedFiles(ask: Ask, id: string): Promise<Observed<readonly string[]>> {
  const found = await lines(ask, ['docker', 'diff', id]);
  const byPath = (a: string, b: string) => (a.slice(2) < b.slice(2) ? -1 : 1);
  return found.known ? { known: true, value: [...found.value].sort(byPath) } : found;
}

/** `linux/amd64`: what an image was built for. */
export async function platformOf(ask: Ask, imageId: string): Promise<Observed<string>> {
  const words: Words = ['docker', 'image', 'inspect', '--format', '{{.Os}}/{{.Architecture}}', '--', imageId];
  const asked = await lines(ask, words);
  return asked.known ? { known: true, value: asked.value[0] ?? '' } : asked;
}
