import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Whether somebody listens on this TCP port of this computer, asked without waiting: a plan is shown at once. On Linux the
 * kernel's tables say it (proc_net(5)); elsewhere a short Node program tries to have the port.
 */
export function isPortTaken(port: number): boolean {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => table(path) ?? []);
  return tables.length > 0 ? tables.some((text) => listensIn(text, port)) : cannotListen(port);
}

function table(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

const LISTENING = '0A';

/** `sl local_address rem_address st …`, addresses and ports in hexadecimal. */
export function listensIn(procNetTcp: string, port: number): boolean {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return procNetTcp.split('\n').some((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    return state === LISTENING && local.endsWith(wanted);
  });
}

const tryToListen = `require('net').createServer().once('error', (e) => process.exit(e.code === 'EADDRINUSE' ? 7 : 0))
.listen(Number(process.argv[1]), '127.0.0.1', () => process.exit(0))`;

function cannotListen(port: number): boolean {
  const tried = spawnSync(process.execPath, ['-e', tryToListen, String(port)], { timeout: 2000 });
  return tried.status === 7;
}
