import type { Observed } from '../domain/observation.ts';
import type { Ask } from './docker-client.ts';
import { sentence } from './docker-words.ts';

const BLOCK = 512;

/** The text of a file of any container, running or not, by `docker cp`; null: there is none. Links are followed. */
export async function copiedFile(ask: Ask, id: string, path: string): Promise<Observed<string | null>> {
  const asked = await ask(['docker', 'cp', '-L', `${id}:${path}`, '-']);
  if (!asked.known) return asked;
  const { exitCode, stdout, stderr } = asked.value;
  if (exitCode === 0) return textIn(stdout);
  if (/Could not find the file|no such file|not a directory|No such container:path/i.test(stderr))
    return { known: true, value: null };
  return { known: false, because: sentence(stderr) };
}

/** The first entry of a tar archive, tar(5). What is longer than the answer that came is cut there. */
function textIn(archive: string): Observed<string> {
  const bytes = Buffer.from(archive, 'utf8');
  const type = String.fromCharCode(bytes[156] ?? 0);
  const size = Number.parseInt(bytes.toString('latin1', 124, 136), 8);
  if (Number.isNaN(size)) return { known: false, because: 'Docker did not answer with an archive' };
  if (type !== '0' && type !== '\0') return { known: false, because: 'there is something else than a file' };
  return { known: true, value: bytes.toString('utf8', BLOCK, BLOCK + size) };
}
