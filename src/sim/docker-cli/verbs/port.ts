/** docker port. */
import type { LivePort } from '../../engine/model.ts';
import { CliError, type Verb } from '../cli.ts';

const outside = ({ hostIp, hostPort }: LivePort): string =>
  hostIp.includes(':') ? `[${hostIp}]:${hostPort}` : `${hostIp}:${hostPort}`;

const numberOf = (line: string): number => Number(line.split('/')[0]);

const naturally = (a: string, b: string): number => numberOf(a) - numberOf(b) || (a < b ? -1 : 1);

export const port: Verb = {
  args: { least: 1, most: 2 },
  modelled: [],
  *run(cli, { args: [name = '', wanted] }) {
    const ports = yield* cli.ask((engine) => engine.containers.get(name).network.ports);
    if (wanted === undefined) {
      const lines = ports.map((one) => `${one.containerPort} -> ${outside(one)}\n`);
      yield* cli.out([...lines].sort(naturally).join(''));
      return 0;
    }
    const [number = '', protocol = 'tcp'] = wanted.split('/');
    if (!/^\d+$/.test(number)) {
      throw new CliError(
        `Error: invalid port (${number}): strconv.ParseUint: parsing "${number}": invalid syntax`,
      );
    }
    const found = ports.filter(({ containerPort }) => containerPort === `${number}/${protocol}`);
    if (found.length === 0) throw new CliError(`Error: No public port '${wanted}' published for ${name}`);
    yield* cli.out(found.map((one) => `${outside(one)}\n`).join(''));
    return 0;
  },
};
