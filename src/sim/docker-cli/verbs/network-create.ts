/** docker network create: what the client itself refuses, and the request (docker/cli `network/create.go`). */
import { contains, overlap, parseBlock } from '../../engine/ipam.ts';
import { createNetwork } from '../../engine/network-create.ts';
import { CliError, type Verb } from '../cli.ts';
import type { Flags } from '../flags.ts';

const keyValues = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    words.map((word) => {
      const at = word.indexOf('=');
      return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );

/** Lists may be given with commas as well. */
const listOf = (flags: Flags, name: string): readonly string[] =>
  flags.list(name).flatMap((word) => word.split(','));

export const networkCreate: Verb = {
  args: { least: 1, most: 1 },
  modelled: ['attachable', 'driver', 'gateway', 'internal', 'ip-range', 'label', 'opt', 'subnet'],
  *run(cli, { flags, args: [name = ''] }) {
    const addresses = addressesOf(flags);
    const network = yield* cli.ask((engine) =>
      createNetwork(engine, {
        name,
        driver: flags.text('driver') ?? 'bridge',
        ...addresses,
        internal: flags.on('internal'),
        attachable: flags.on('attachable'),
        options: keyValues(flags.list('opt')),
        labels: keyValues(flags.list('label')),
      }),
    );
    yield* cli.out(`${network.id}\n`);
    return 0;
  },
};

function addressesOf(flags: Flags): { subnet: string; ipRange: string; gateway: string } {
  const subnets = listOf(flags, 'subnet');
  const ranges = listOf(flags, 'ip-range');
  const gateways = listOf(flags, 'gateway');
  if (subnets.length < ranges.length || subnets.length < gateways.length) {
    throw new CliError('every ip-range or gateway must have a corresponding subnet');
  }
  const blocks = subnets.flatMap((text) => parseBlock(text)?.block ?? []);
  if (blocks.some((one, at) => blocks.slice(at + 1).some((other) => overlap(one, other)))) {
    throw new CliError('multiple overlapping subnet configuration is not supported');
  }
  const within = (text: string): boolean => {
    const parsed = parseBlock(`${text.split('/')[0]}/32`);
    return parsed !== null && blocks.some((block) => contains(block, parsed.address));
  };
  const lostRange = ranges.find((text) => !within(text));
  if (lostRange !== undefined) throw new CliError(`no matching subnet for range ${lostRange}`);
  const lostGateway = gateways.find((text) => !within(text));
  if (lostGateway !== undefined) throw new CliError(`no matching subnet for gateway ${lostGateway}`);
  if (subnets.length > 1) {
    throw new CliError('docker network create: this simulator models one subnet for a network, not several.');
  }
  const [subnet = ''] = subnets;
  const [ipRange = ''] = ranges;
  const [gateway = ''] = gateways;
  return { subnet, ipRange, gateway };
}
