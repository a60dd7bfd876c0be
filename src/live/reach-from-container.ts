import type { Observed, ReachFacts } from '../domain/observation.ts';
import type { Ask } from './docker-client.ts';
import { sentence } from './docker-words.ts';

const TIMEOUT_S = '3';

/** A port, with whichever nc there is: OpenBSD's and older busybox's know -z, the newer busybox's only -e. */
const TRY_PORT = `command -v nc >/dev/null || exit 127
nc -z -w ${TIMEOUT_S} "$1" "$2" 2>/dev/null && exit 0
nc -w ${TIMEOUT_S} "$1" "$2" -e true`;

/** What answers at an address, asked from a running container with the programs that are in it; not known without them. */
export async function reachFromContainer(
  ask: Ask,
  { id, name }: { readonly id: string; readonly name: string },
  url: string,
): Promise<Observed<ReachFacts>> {
  const isTcp = url.startsWith('tcp://');
  const asked = await (isTcp ? ask(portWords(id, url)) : askPage(ask, id, url));
  if (!asked.known) return asked;
  const { exitCode, stdout, stderr } = asked.value;
  if (exitCode === 126 || exitCode === 127) {
    const program = isTcp ? 'nc' : 'wget';
    return { known: false, because: `there is no ${program} in the container ${name} to ask with` };
  }
  const status = isTcp ? null : statusIn(stderr);
  if (exitCode === 0 || status !== null) {
    return { known: true, value: { kind: 'answered', status, body: isTcp ? '' : stdout } };
  }
  return { known: true, value: { kind: 'failed', because: plain(stderr) } };
}

type Words = readonly [string, ...string[]];

function portWords(id: string, url: string): Words {
  const { hostname, port } = new URL(url);
  return ['docker', 'exec', id, 'sh', '-c', TRY_PORT, 'sh', hostname, port];
}

/** Debian 12's static busybox (1.35) dies of -T when it has the page. */
const DIED = 139;

async function askPage(ask: Ask, id: string, url: string): ReturnType<Ask> {
  const asked = await ask(pageWords(id, url, ['-T', TIMEOUT_S]));
  return asked.known && asked.value.exitCode === DIED ? ask(pageWords(id, url, [])) : asked;
}

/** With -S the answer's head goes to standard error, whichever wget it is. */
function pageWords(id: string, url: string, timeout: readonly string[]): Words {
  return ['docker', 'exec', id, 'wget', '-q', '-S', '-O', '-', ...timeout, url];
}

function statusIn(stderr: string): number | null {
  const found = [...stderr.matchAll(/HTTP\/\S+ (\d{3})/g)].at(-1)?.[1];
  return found === undefined ? null : Number(found);
}

function plain(stderr: string): string {
  const line = sentence(stderr).replace(/^(wget|nc): /, '');
  if (/timed out/i.test(line)) return 'no answer in time';
  return /^bad address/.test(line)
    ? `no address for ${line.replace(/^bad address /, '').replaceAll("'", '')}`
    : line;
}
