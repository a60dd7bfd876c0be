import type { Ask } from './docker-client.ts';
import { sentence } from './docker-words.ts';
import { sessionLabel } from './ownership.ts';

export type ObjectKind = 'container' | 'network' | 'volume' | 'image';

/** One object of ours on an engine. */
export interface OwnObject {
  readonly kind: ObjectKind;
  /** What it is removed by: an ID, a volume's name, an image's tag. */
  readonly reference: string;
  readonly name: string;
  /** The session that made it. */
  readonly session: string;
}

export const imageSessionLabel = 'vmvscontainer.image';

/** All that can be told of an engine's objects with one of our labels, or why not. */
export type Listed =
  | { readonly known: true; readonly objects: readonly OwnObject[] }
  | { readonly known: false; readonly because: string };

type Words = readonly [string, ...string[]];
type Labels = Readonly<Record<string, string>> | null | undefined;

/** Fields of `inspect`, as Docker and podman write them. */
interface Inspected {
  readonly Id?: string;
  readonly id?: string;
  readonly Name?: string;
  readonly name?: string;
  readonly Labels?: Labels;
  readonly labels?: Labels;
  readonly Config?: { readonly Labels?: Labels } | null;
  readonly RepoTags?: readonly string[] | null;
}

const lists: Readonly<Record<ObjectKind, Words>> = {
  container: ['docker', 'ps', '-aq', '--no-trunc'],
  network: ['docker', 'network', 'ls', '-q', '--no-trunc'],
  volume: ['docker', 'volume', 'ls', '-q'],
  image: ['docker', 'images', '-aq', '--no-trunc'],
};

/** The order in which they can be removed: nothing is taken from under what uses it. */
export const removalOrder: readonly ObjectKind[] = ['container', 'network', 'volume', 'image'];

/** Objects of one session, or with null of all sessions there ever were. */
export async function listOwn(ask: Ask, session: string | null): Promise<Listed> {
  const found = await Promise.all(removalOrder.map((kind) => listKind(ask, kind, session)));
  const unknown = found.find((it) => !it.known);
  if (unknown !== undefined && !unknown.known) return unknown;
  return { known: true, objects: found.flatMap((it) => (it.known ? it.objects : [])) };
}

async function listKind(ask: Ask, kind: ObjectKind, session: string | null): Promise<Listed> {
  const key = kind === 'image' ? imageSessionLabel : sessionLabel;
  const filter = session === null ? `label=${key}` : `label=${key}=${session}`;
  const listed = await ask([...lists[kind], '--filter', filter]);
  if (!listed.known) return listed;
  if (listed.value.exitCode !== 0) return { known: false, because: sentence(listed.value.stderr) };
  const references = [...new Set(listed.value.stdout.split('\n').filter((line) => line !== ''))];
  if (references.length === 0) return { known: true, objects: [] };
  const asked = await ask(['docker', kind, 'inspect', ...references]);
  if (!asked.known) return asked;
  // What went away since it was listed is left out, with an exit code that says so.
  return { known: true, objects: parsed(asked.value.stdout).flatMap((it) => objectsOf(kind, key, it)) };
}

function parsed(json: string): readonly Inspected[] {
  try {
    return JSON.parse(json || '[]') as readonly Inspected[];
  } catch {
    return [];
  }
}

const sessionPattern = /^[0-9a-f]{16}$/;

function objectsOf(kind: ObjectKind, key: string, it: Inspected): readonly OwnObject[] {
  const session = (it.Config?.Labels ?? it.Labels ?? it.labels)?.[key] ?? '';
  // Whoever else uses our label's name gives it another kind of value.
  if (!sessionPattern.test(session)) return [];
  const id = it.Id ?? it.id ?? '';
  const name = (it.Name ?? it.name ?? '').replace(/^\//, '');
  if (kind === 'image') return imagesOf(id, it.RepoTags ?? [], session);
  return [{ kind, reference: kind === 'volume' ? name : id, name, session }];
}

/** An image goes by its tags of ours; without any tag by its ID. One that others have tagged, and we have not, is theirs. */
function imagesOf(id: string, tags: readonly string[], session: string): readonly OwnObject[] {
  const image = (reference: string): OwnObject => ({ kind: 'image', reference, name: reference, session });
  if (tags.length === 0) return [{ ...image(id), name: id.replace(/^sha256:/, '').slice(0, 12) }];
  return tags.filter(isOurTag).map(image);
}

/** `localhost/` is what podman puts before names without a registry. */
const isOurTag = (tag: string): boolean => /^(?:localhost\/|docker\.io\/library\/)?vvc-/.test(tag);
