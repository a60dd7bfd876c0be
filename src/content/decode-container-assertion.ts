import type { ContainerAssertion, WantedMount, WantedPort } from '../domain/goal.ts';
import { map } from './map-decoded.ts';
import { memorySize, memoryWithSwap, someOf, textPairs, wantedCpus } from './yaml-amounts.ts';
import { listOf, object, optional, required } from './yaml-objects.ts';
import { boolean, line, lineOrNothing, oneOf, wholeNumber } from './yaml-scalars.ts';
import { complain, type Decoded, type Decoder, type INVALID, type Spot } from './yaml-source.ts';

const STATUS = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;
const HEALTH = ['none', 'starting', 'healthy', 'unhealthy'] as const;

const mount: Decoder<WantedMount> = someOf(
  object({
    type: optional(oneOf(['volume', 'bind', 'tmpfs'])),
    destination: optional(line),
    name: optional(line),
    anonymous: optional(boolean),
    readOnly: optional(boolean),
  }),
  'type, destination, name, anonymous, readOnly',
);

/** `127.0.0.1:18088:80`, `18088:80`, `80`, each with `/udp` or without. */
const port: Decoder<WantedPort> = (spot) =>
  map(line(spot), (text) => {
    const match = /^(?:(?:(\d{1,3}(?:\.\d{1,3}){3}):)?(\d{1,5}):)?(\d{1,5}(?:\/(?:tcp|udp))?)$/.exec(text);
    if (match === null) {
      return complain(spot, `expected a port as 127.0.0.1:8080:80, 8080:80 or 80, found "${text}"`);
    }
    const [, hostIp, hostPort, containerPort = ''] = match;
    return { hostIp: hostIp ?? null, hostPort: hostPort ?? null, containerPort };
  });

const pair: Decoder<string> = (spot) =>
  map(line(spot), (text) =>
    text.includes('=') ? text : complain(spot, `expected NAME=VALUE, found "${text}"`),
  );

const platform: Decoder<string> = (spot) =>
  map(line(spot), (text) =>
    /^[a-z]+\/[a-z0-9]+$/.test(text)
      ? text
      : complain(spot, `expected a platform such as linux/arm64, found "${text}"`),
  );

const containerFields = object({
  container: required(line),
  image: optional(line),
  status: optional(oneOf(STATUS)),
  exitCode: optional(wholeNumber(0)),
  oomKilled: optional(boolean),
  tty: optional(boolean),
  openStdin: optional(boolean),
  init: optional(boolean),
  cmd: optional(listOf(line)),
  cmdContains: optional(line),
  errorContains: optional(line),
  restartPolicy: optional(line),
  restartCount: optional(wholeNumber(0)),
  health: optional(oneOf(HEALTH)),
  hostname: optional(line),
  user: optional(lineOrNothing),
  rootUser: optional(boolean),
  entrypoint: optional(listOf(line)),
  env: optional(listOf(pair, 1)),
  labels: optional(textPairs),
  healthcheck: optional(boolean),
  memory: optional(memorySize),
  memorySwap: optional(memoryWithSwap),
  cpus: optional(wantedCpus),
  pidsLimit: optional(wholeNumber(0)),
  networkMode: optional(line),
  pidMode: optional(lineOrNothing),
  utsMode: optional(lineOrNothing),
  ipcMode: optional(lineOrNothing),
  readOnly: optional(boolean),
  privileged: optional(boolean),
  capAdd: optional(listOf(line, 1)),
  capDrop: optional(listOf(line, 1)),
  noNewPrivileges: optional(boolean),
  networks: optional(listOf(line, 1)),
  notNetworks: optional(listOf(line, 1)),
  networksExactly: optional(listOf(line)),
  addressIn: optional(line),
  sharesNetworkWith: optional(line),
  publishes: optional(listOf(port, 1)),
  publishesNothing: optional(boolean),
  mounts: optional(listOf(mount, 1)),
  sameImageAs: optional(line),
  differentFrom: optional(line),
  runtimePlatform: optional(platform),
  sameContainer: optional(boolean),
  newContainer: optional(boolean),
  startedAgain: optional(boolean),
  notRestarted: optional(boolean),
});

type Fields = Exclude<ReturnType<typeof containerFields>, typeof INVALID>;

/** Fields of which one makes the other impossible. */
const EXCLUSIVE = [
  ['sameContainer', 'newContainer'],
  ['startedAgain', 'notRestarted'],
  ['startedAgain', 'newContainer'],
  ['notRestarted', 'newContainer'],
  ['publishes', 'publishesNothing'],
] as const;

export const containerAssertion: Decoder<ContainerAssertion> = (spot) =>
  map(containerFields(spot), (fields) => assembled(spot, fields));

function assembled(spot: Spot, fields: Fields): Decoded<ContainerAssertion> {
  const clash = EXCLUSIVE.find(([one, other]) => isSet(fields[one]) && isSet(fields[other]));
  if (clash !== undefined) return complain(spot, `${clash[0]} and ${clash[1]} cannot both hold`);
  const { container, memory, memorySwap, ...rest } = fields;
  return {
    kind: 'container',
    name: container,
    ...rest,
    ...(memory === undefined ? {} : { memoryBytes: memory }),
    ...(memorySwap === undefined ? {} : { memorySwapBytes: memorySwap }),
  };
}

const isSet = (value: unknown): boolean => value !== undefined && value !== false;
