/** A small DNS server, as a home router has one (dnsmasq): names from its own file /etc/hosts, all others do not exist. */
import type { Program, ProgramMain, Sys } from '../../kernel/sys.ts';
import { SysError } from '../../kernel/sys.ts';
import { decodeDns, encodeDns } from '../../net/dns-message.ts';
import { readHosts } from './resolver.ts';

export const dnsServer: ProgramMain = function* dnsServerMain(sys: Sys): Program {
  const fd = sys.socket('dgram');
  sys.bind(fd, { address: '0.0.0.0', port: 53 });
  const hosts = yield* readHosts(sys);
  for (;;) {
    const got = yield* sys.receiveFrom(fd, 512);
    const question = got === null ? null : decodeDns(got.data);
    if (got === null || question === null || question.response) continue;
    const name = question.name.toLowerCase();
    const known = hosts.filter(({ names }) => names.includes(name)).map(({ address }) => address);
    const code = known.length === 0 ? 'NXDOMAIN' : 'NOERROR';
    const answers = question.type === 'A' ? known : [];
    try {
      sys.sendTo(fd, encodeDns({ ...question, response: true, code, answers }), got.from);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
    }
  }
};
