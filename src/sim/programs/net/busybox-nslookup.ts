/** nslookup of busybox 1.38 (the big one): asks for A and AAAA and prints both answers. Left out: -type, -debug, reverse look-ups. */
import type { Program } from '../../kernel/sys.ts';
import type { DnsMessage } from '../../net/dns-message.ts';
import { out } from '../lib/io.ts';
import { busybox, type Context, UsageFailure } from '../lib/program.ts';
import { ask, readResolverConfig, resolveName } from './resolver.ts';

export const busyboxNslookup = busybox({ short: '', realLong: ['type'], run: main });

function* main(context: Context): Program {
  const { sys } = context;
  const [name, server, more] = context.operands;
  if (name === undefined || more !== undefined) throw new UsageFailure('');
  const config = yield* readResolverConfig(sys);
  const named = server === undefined ? null : yield* resolveName(sys, server);
  const servers = named === null ? config.servers : named.kind === 'found' ? [named.address] : [];
  const first = yield* ask(sys, servers, name, 'A');
  const second = first === null ? null : yield* ask(sys, servers, name, 'AAAA');
  const address = servers[0] ?? '';
  if (first !== null) yield* out(sys, `Server:\t\t${address}\nAddress:\t${address}:53\n\n`);
  if (first === null || second === null || first.code === 'SERVFAIL') {
    yield* out(sys, ';; connection timed out; no servers could be reached\n\n');
    return 1;
  }
  if (first.code !== 'NOERROR' && second.code !== 'NOERROR') {
    const line = `** server can't find ${name}: ${first.code}\n\n`;
    yield* out(sys, line + line);
    return 1;
  }
  yield* out(sys, answerText(second) + answerText(first));
  return 0;
}

function answerText({ name, authoritative, answers }: DnsMessage): string {
  const found = answers.map((address) => `Name:\t${name}\nAddress: ${address}\n`).join('');
  return `${authoritative ? '' : 'Non-authoritative answer:\n'}${found}\n`;
}
