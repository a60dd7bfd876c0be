import { assertNever } from '../domain/assert-never.ts';
import type { Refusal } from '../machine/machine.ts';
import type { Ask } from './docker-client.ts';
import { isMissing, sentence } from './docker-words.ts';
import { imageSessionLabel } from './own-objects.ts';
import { sessionLabel } from './ownership.ts';
import type { Need } from './rules/need.ts';
import type { Made } from './sessions.ts';

export interface NeedSettings {
  readonly ask: Ask;
  readonly session: string;
  /** Whether a name is one that this course gives. */
  isOurName(name: string): boolean;
  /** The names of the images in a file. null: it is not a file of images. */
  imageNamesIn(path: string): readonly string[] | null;
  made(): Promise<readonly Made[]>;
  note(made: Made): Promise<void>;
  ownPort(port: number): void;
}

/** Sees to it that what a command needs holds, or says no. When the engine does not answer, the answer is no as well. */
export async function meetNeeds(settings: NeedSettings, needs: readonly Need[]): Promise<Refusal | null> {
  for (const need of needs) {
    const fault = await meet(settings, need).catch((error: Error) => error.message);
    if (fault !== null) return { rule: 'not-allowed', sentence: fault };
  }
  return null;
}

async function meet(settings: NeedSettings, need: Need): Promise<string | null> {
  switch (need.kind) {
    case 'ours':
      return foreign(settings, need.of, need.name);
    case 'image-name':
      return nameImage(settings, need.name);
    case 'image-file':
      return nameImages(settings, need.path);
    case 'volume-made':
      return makeVolume(settings, need.name);
    case 'own-pids':
      return ownPids(settings, need.container);
    case 'volumes-left':
      return noteVolumes(settings, need.container);
    case 'port':
      settings.ownPort(need.port);
      return null;
    default:
      return assertNever(need);
  }
}

type Labels = Readonly<Record<string, string>> | null | undefined;
interface Inspected {
  readonly Labels?: Labels;
  readonly labels?: Labels;
  readonly Config?: { readonly Labels?: Labels } | null;
  readonly HostConfig?: { readonly PidMode?: string };
  readonly Mounts?: readonly { readonly Type?: string; readonly Name?: string }[];
}

/** null: there is none. Rejects when that could not be found out. */
async function inspect(
  { ask }: NeedSettings,
  kind: Owned | 'container',
  name: string,
): Promise<Inspected | null> {
  const asked = await ask(['docker', kind, 'inspect', name]);
  const undecided = (because: string) =>
    new Error(`Whose ${kind} ${name} is could not be found out: ${because.replace(/\.$/, '')}.`);
  if (!asked.known) throw undecided(asked.because);
  const { exitCode, stdout, stderr } = asked.value;
  if (exitCode === 0) return (JSON.parse(stdout) as readonly Inspected[])[0] ?? null;
  if (isMissing(stderr)) return null;
  throw undecided(sentence(stderr));
}

type Owned = 'network' | 'volume' | 'image';

async function isOurs(settings: NeedSettings, kind: Owned, it: Inspected, name: string): Promise<boolean> {
  const key = kind === 'image' ? imageSessionLabel : sessionLabel;
  if ((it.Config?.Labels ?? it.Labels ?? it.labels)?.[key] === settings.session) return true;
  if (kind === 'network') return false;
  return (await settings.made()).some((made) => made.kind === kind && made.name === tagged(kind, name));
}

/** An image without a tag has the tag `latest`. */
const tagged = (kind: string, name: string): string =>
  kind === 'image' && !/:[^/]*$/.test(name) ? `${name}:latest` : name;

async function foreign(settings: NeedSettings, of: Owned, name: string): Promise<string | null> {
  const it = await inspect(settings, of, name);
  if (it === null || (await isOurs(settings, of, it, name))) return null;
  return `The ${of} ${name} was not made in this session, so it is left alone; choose another name for yours.`;
}

async function nameImage(settings: NeedSettings, name: string): Promise<string | null> {
  const fault = await foreign(settings, 'image', name);
  if (fault === null) await settings.note({ kind: 'image', name: tagged('image', name) });
  return fault;
}

async function nameImages(settings: NeedSettings, path: string): Promise<string | null> {
  const names = settings.imageNamesIn(path);
  // Docker says what is wrong with it.
  if (names === null) return null;
  for (const name of names) {
    if (!settings.isOurName(name))
      return `The file holds the image ${name}, and loading it could replace one of yours; save images under names that begin with vvc-.`;
    const fault = await nameImage(settings, name);
    if (fault !== null) return fault;
  }
  return null;
}

async function makeVolume(settings: NeedSettings, name: string): Promise<string | null> {
  if ((await inspect(settings, 'volume', name)) !== null) return null;
  const label = `${sessionLabel}=${settings.session}`;
  const asked = await settings.ask(['docker', 'volume', 'create', '--label', label, name]);
  if (!asked.known) return asked.because;
  return asked.value.exitCode === 0 ? null : sentence(asked.value.stderr);
}

async function ownPids(settings: NeedSettings, container: string): Promise<string | null> {
  const it = await inspect(settings, 'container', container);
  return it?.HostConfig?.PidMode === 'host'
    ? `The container ${container} sees the processes of your computer, so it only looks: nobody else enters it and no other container joins it.`
    : null;
}

async function noteVolumes(settings: NeedSettings, container: string): Promise<string | null> {
  const it = await inspect(settings, 'container', container);
  for (const { Type: type, Name: name = '' } of it?.Mounts ?? [])
    if (type === 'volume' && /^[0-9a-f]{64}$/.test(name)) await settings.note({ kind: 'volume', name });
  return null;
}
