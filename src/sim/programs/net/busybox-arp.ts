/** arp of busybox 1.38: lists the neighbour table. Left out: -s -d -D, host names of the listed addresses. */
import type { Program } from '../../kernel/sys.ts';
import { busybox, type Context } from '../lib/program.ts';

export const busyboxArp = busybox({ short: 'anv', real: 'H:i:dsDA:p:', run: main });

function* main(context: Context): Program {
  const { sys } = context;
  const lines = sys
    .netlink()
    .neighbours()
    .map(({ address, mac, device }) => {
      return `? (${address}) at ${mac === null ? '<incomplete> ' : `${mac} [ether]`} on ${device}\n`;
    });
  yield* context.out(lines.join(''));
  return 0;
}
