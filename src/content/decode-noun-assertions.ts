import type { Assertion } from '../domain/goal.ts';
import { map } from './map-decoded.ts';
import { memorySize } from './yaml-amounts.ts';
import { listOf, object, optional, required } from './yaml-objects.ts';
import { boolean, line, lineOrNothing, oneOf, wholeNumber } from './yaml-scalars.ts';
import { complain, type Decoded, type Decoder, type INVALID, type Spot } from './yaml-source.ts';

const imageFields = object({
  image: required(line),
  absent: optional(boolean),
  sameAs: optional(line),
  layers: optional(wholeNumber(0)),
  layersOver: optional(line),
  moreLayers: optional(wholeNumber(0)),
  cmd: optional(listOf(line)),
  noCmd: optional(boolean),
  entrypoint: optional(listOf(line)),
  user: optional(lineOrNothing),
  architecture: optional(line),
});

const volumeFields = object({
  volume: required(line),
  absent: optional(boolean),
  driver: optional(line),
  usedBy: optional(line),
});

const networkFields = object({
  network: required(line),
  absent: optional(boolean),
  driver: optional(line),
  subnet: optional(line),
  containers: optional(listOf(line, 1)),
  internal: optional(boolean),
});

const domainFields = object({
  domain: required(line),
  absent: optional(boolean),
  state: optional(oneOf(['running', 'shut off', 'paused'])),
  memory: optional(memorySize),
  vcpus: optional(wholeNumber(1)),
  snapshots: optional(listOf(line, 1)),
  disk: optional(line),
});

type ImageFields = Exclude<ReturnType<typeof imageFields>, typeof INVALID>;

function image(spot: Spot, { image: name, ...rest }: ImageFields): Decoded<Assertion> {
  if (rest.moreLayers !== undefined && rest.layersOver === undefined) {
    return complain(spot, 'moreLayers counts from layersOver, which is missing');
  }
  if (rest.noCmd === true && rest.cmd !== undefined) {
    return complain(spot, 'noCmd and cmd cannot both hold');
  }
  return { kind: 'image', name, ...rest };
}

/** What is gone has no properties. */
function thing<T extends { readonly absent?: boolean }>(
  decode: Decoder<T>,
  make: (spot: Spot, fields: T) => Decoded<Assertion>,
): Decoder<Assertion> {
  return (spot) =>
    map(decode(spot), (fields) =>
      fields.absent === true && Object.keys(fields).length > 2
        ? complain(spot, 'absent says that it is not there, so nothing else can be said of it')
        : make(spot, fields),
    );
}

/** Assertions on images, volumes, networks and virtual machines. */
export const nounKinds: Readonly<Record<string, Decoder<Assertion>>> = {
  image: thing(imageFields, image),
  volume: thing(volumeFields, (_, { volume: name, ...rest }) => ({ kind: 'volume', name, ...rest })),
  network: thing(networkFields, (_, { network: name, ...rest }) => ({ kind: 'network', name, ...rest })),
  domain: thing(domainFields, (_, { domain: name, memory, ...rest }) => ({
    kind: 'domain',
    name,
    ...rest,
    ...(memory === undefined ? {} : { memoryBytes: memory }),
  })),
};
