/** docker port. */

import type { PortBinding } from '../../engine/model.ts';
import { CliError, type Verb } from '../cli.ts';

const linesOf = ({ containerPort, hostIp, hostPort }: PortBinding): readonly string[] =>
  (hostIp === '' ? ['0.0.0.0', '[::]'] : [hostIp]).map(
    (address) => `${containerPort} -> ${address}:${hostPort}`,
  );

export const port: Verb = {
  args: { least: 1, most: 2 },
  modelled: [],
  *run(cli, { args: [name = '', wanted] }) {
    const container = yield* cli.ask((engine) => engine.containers.get(name));
    const bindings = container.state.running ? container.hostConfig.portBindings : [];
    if (wanted === undefined) {
      yield* cli.out(
        bindings
          .flatMap(linesOf)
          .map((line) => `${line}\n`)
          .sort()
          .join(''),
      );
      return 0;
    }
    const full = wanted.includes('/') ? wanted : `${wanted}/tcp`;
    const found = bindings.filter(({ containerPort }) => containerPort === full);
    if (found.length === 0) throw new CliError(`Error: No public port '${wanted}' published for ${name}`);
    const addresses = found.flatMap(linesOf).map((line) => `${line.split(' -> ')[1]}\n`);
    yield* cli.out(addresses.join(''));
    return 0;
  },
};
