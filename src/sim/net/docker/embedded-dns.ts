/**
 * Models Docker's embedded DNS server, 127.0.0.11 in containers on user networks (moby `libnetwork/resolver.go`): two sockets of dockerd in the
 * container's namespace, reached on port 53 by rules there. Invariants: names are those of the containers that share a network
 * with the asker, decided at each question; what is no such name goes to the host's servers, unless the container is only on internal
 * networks. Left out: TCP questions are refused, SRV and PTR of other networks, swarm.
 */
import type { NamespacePid } from '../../kernel/ids.ts';
import { type Fd, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { type DnsMessage, decodeDns, encodeDns } from '../dns-message.ts';
import { parseRule } from '../netfilter/rule-words.ts';

export const EMBEDDED_DNS = '127.0.0.11';
const MAX_BYTES = 512;
const FORWARD_MS = 4000;

export interface NameService {
  /** The addresses of a container name, alias or short id on the asker's networks; null when it is no name there. */
  readonly lookUp: (name: string) => readonly string[] | null;
  /** `NAME.NETWORK` of an address, null when nobody has it. */
  readonly reverse: (address: string) => string | null;
  /** Where other questions go, asked from the host's namespace. */
  readonly upstream: readonly string[];
}

export interface DnsSockets {
  readonly udp: Fd;
  readonly tcp: Fd;
}

/** Opens the sockets in the container's namespace and leads port 53 to them. */
export function openEmbeddedDns(sys: Sys, pid: NamespacePid): DnsSockets {
  const udp = sys.socket('dgram', { netnsOf: pid });
  const tcp = sys.socket('stream', { netnsOf: pid });
  sys.bind(udp, { address: EMBEDDED_DNS, port: 0 });
  sys.bind(tcp, { address: EMBEDDED_DNS, port: 0 });
  sys.listen(tcp, 4096);
  for (const fd of [udp, tcp]) sys.setCloexec(fd, true);
  const control = sys.netlink(pid);
  const add = (chain: string, words: string) => control.addRule('nat', chain, parseRule(words.split(' ')));
  control.newChain('nat', 'DOCKER_OUTPUT');
  control.newChain('nat', 'DOCKER_POSTROUTING');
  add('OUTPUT', `-d ${EMBEDDED_DNS}/32 -j DOCKER_OUTPUT`);
  add('POSTROUTING', `-d ${EMBEDDED_DNS}/32 -j DOCKER_POSTROUTING`);
  for (const [protocol, fd] of [
    ['tcp', tcp],
    ['udp', udp],
  ] as const) {
    const { port } = sys.getsockname(fd);
    add(
      'DOCKER_OUTPUT',
      `-d ${EMBEDDED_DNS}/32 -p ${protocol} -m ${protocol} --dport 53 -j DNAT --to-destination ${EMBEDDED_DNS}:${port}`,
    );
    add(
      'DOCKER_POSTROUTING',
      `-s ${EMBEDDED_DNS}/32 -p ${protocol} -m ${protocol} --sport ${port} -j SNAT --to-source :53`,
    );
  }
  return { udp, tcp };
}

/** Answers until the socket is closed. For a thread of dockerd. */
export function* serveEmbeddedDns(sys: Sys, { udp }: DnsSockets, names: () => NameService): Task<void> {
  for (;;) {
    const got = yield* nextQuestion(sys, udp);
    if (got === null) return;
    const question = decodeDns(got.data);
    if (question === null || question.response) continue;
    const reply = answerOf(question, names()) ?? (yield* forward(sys, question, names().upstream));
    try {
      sys.sendTo(udp, encodeDns(reply), got.from);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
}

function* nextQuestion(sys: Sys, udp: Fd) {
  try {
    return yield* sys.receiveFrom(udp, MAX_BYTES);
  } catch (error) {
    if (error instanceof SysError && error.errno === 'EBADF') return null;
    throw error;
  }
}

const PTR_NAME = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/;

/** Null when somebody else is to be asked. */
function answerOf(question: DnsMessage, names: NameService): DnsMessage | null {
  const reply = { ...question, response: true, authoritative: false, code: 'NOERROR' as const };
  if (question.type === 'PTR') {
    const [, d, c, b, a] = PTR_NAME.exec(question.name) ?? [];
    const name = a === undefined ? null : names.reverse(`${a}.${b}.${c}.${d}`);
    return name === null ? null : { ...reply, answers: [name] };
  }
  const addresses = names.lookUp(question.name.replace(/\.$/, ''));
  if (addresses === null) return null;
  return { ...reply, answers: question.type === 'A' ? addresses : [] };
}

function* forward(sys: Sys, question: DnsMessage, upstream: readonly string[]): Task<DnsMessage> {
  const failed: DnsMessage = { ...question, response: true, code: 'SERVFAIL', answers: [] };
  for (const server of upstream) {
    const fd = sys.socket('dgram');
    try {
      yield* sys.connect(fd, { address: server, port: 53 });
      yield* sys.write(fd, encodeDns(question));
      const got = yield* sys.receiveFrom(fd, MAX_BYTES, FORWARD_MS);
      const reply = got === null ? null : decodeDns(got.data);
      if (reply !== null) return reply;
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    } finally {
      sys.close(fd);
    }
  }
  return failed;
}
