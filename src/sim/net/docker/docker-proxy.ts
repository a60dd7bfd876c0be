/**
 * /usr/bin/docker-proxy: the userland proxy of one published TCP or UDP port, started by dockerd with the listening socket as
 * descriptor 7 (`-use-listen-fd`). Left out: SCTP.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import type { ProgramMain, Sys } from '../../kernel/sys.ts';
import { type OpenPort, relayConnections, relayDatagrams } from './published-ports.ts';

export const DOCKER_PROXY_PATH = '/usr/bin/docker-proxy';
const LISTENER = 7;

export const dockerProxy: ProgramMain = function* dockerProxyMain(sys, argv) {
  const value = (flag: string) => argv[argv.indexOf(flag) + 1] ?? '';
  const to = { address: value('-container-ip'), port: Number(value('-container-port')) };
  if (value('-proto') === 'udp') return yield* relayDatagrams(sys, LISTENER, to);
  return yield* relayConnections(sys, LISTENER, to);
};

/** Starts it for a port that is open; ends with SIGTERM. */
export function startProxy(sys: Sys, port: OpenPort): NamespacePid {
  const argv = [
    DOCKER_PROXY_PATH,
    '-proto',
    port.protocol,
    '-host-ip',
    port.hostIp,
    '-host-port',
    String(port.hostPort),
    '-container-ip',
    port.containerIp,
    '-container-port',
    String(port.containerPort),
    '-use-listen-fd',
  ];
  return sys.clone({}, function* (child) {
    // dup2(2) onto itself does nothing, and the socket would be closed by execve.
    if (port.fd === LISTENER) child.setCloexec(LISTENER, false);
    else child.dup2(port.fd, LISTENER);
    return yield* child.execve(DOCKER_PROXY_PATH, argv, new Map(sys.env));
  });
}
