import type { Clause } from './clause.ts';
import type { ContainerAssertion } from './goal.ts';
import type { Look } from './look.ts';
import type { ContainerFacts, Query } from './observation.ts';
import { inSubnet } from './subnet.ts';
import { joined } from './wording.ts';

export type Relation = Clause | { readonly unknown: string };
type Compare = (name: string, facts: ContainerFacts, look: Look) => Relation | null;
type RelationKey = 'sameImageAs' | 'differentFrom' | 'sharesNetworkWith' | 'addressIn';
type ModeKey = 'networkMode' | 'pidMode' | 'utsMode' | 'ipcMode';

/** Clauses about a container and something else: another container, a network, its image. */
export function relations(
  assertion: ContainerAssertion,
  facts: ContainerFacts,
  look: Look,
): readonly Relation[] {
  const named = (Object.keys(COMPARISONS) as RelationKey[]).map((key) => {
    const name = assertion[key];
    return name === undefined ? null : COMPARISONS[key](name, facts, look);
  });
  const modes = (Object.keys(MODES) as ModeKey[]).map((key) => {
    const wanted = assertion[key];
    return wanted === undefined ? null : mode(key, wanted, facts, look);
  });
  return [...named, ...modes, platform(assertion, look)].filter((relation) => relation !== null);
}

/** What has to be asked for them, besides the container itself. */
export function relationQueries(assertion: ContainerAssertion): readonly Query[] {
  const modes = (Object.keys(MODES) as ModeKey[]).map((key) => joinedContainer(assertion[key] ?? ''));
  const names = [assertion.sameImageAs, assertion.differentFrom, assertion.sharesNetworkWith, ...modes];
  return [
    ...names.flatMap((name): Query[] =>
      name === undefined || name === null ? [] : [{ kind: 'container', name }],
    ),
    ...(assertion.addressIn === undefined ? [] : [{ kind: 'network', name: assertion.addressIn } as const]),
    ...(assertion.runtimePlatform === undefined
      ? []
      : [{ kind: 'platform', container: assertion.name } as const]),
  ];
}

/** Compares with another container, which must be there for it. */
function withOther(compare: (facts: ContainerFacts, other: ContainerFacts) => Clause | null): Compare {
  return (name, facts, look) => {
    const other = look.now({ kind: 'container', name });
    if (!other.known) return { unknown: other.because };
    if (other.value === null) {
      return {
        found: `cannot be compared with ${name}`,
        wanted: `be compared with ${name}, which is not there`,
      };
    }
    return compare(facts, other.value);
  };
}

const COMPARISONS: Readonly<Record<RelationKey, Compare>> = {
  sameImageAs: withOther((facts, other) =>
    facts.imageId === other.imageId
      ? null
      : { found: `was made from ${facts.image}`, wanted: `be made from the same image as ${other.name}` },
  ),
  differentFrom: withOther((facts, other) =>
    facts.id !== other.id
      ? null
      : { found: `is the same container as ${other.name}`, wanted: 'be another container' },
  ),
  sharesNetworkWith: withOther((facts, other) => {
    const names = Object.keys(facts.networks);
    if (names.some((name) => name in other.networks)) return null;
    const found = names.length === 0 ? 'is on no network' : `is on ${joined(names)}`;
    const theirs = Object.keys(other.networks);
    const where = theirs.length === 0 ? 'on none' : `on ${joined(theirs)}`;
    return { found, wanted: `share a network with ${other.name}, which is ${where}` };
  }),
  addressIn: (name, facts, look) => {
    const network = look.now({ kind: 'network', name });
    if (!network.known) return { unknown: network.because };
    const addresses = Object.values(facts.networks).filter((address) => address !== '');
    const found = addresses.length === 0 ? 'has no address' : `has the address ${joined(addresses)}`;
    if (network.value === null)
      return { found, wanted: `have an address in the network ${name}, which is not there` };
    const { subnets } = network.value;
    if (addresses.some((address) => subnets.some((subnet) => inSubnet(address, subnet)))) return null;
    return { found, wanted: `have an address in ${joined(subnets)}, which is the network ${name}` };
  },
};

const MODES: Readonly<Record<ModeKey, string>> = {
  networkMode: 'network',
  pidMode: 'process numbers (PID namespace)',
  utsMode: 'host name (UTS namespace)',
  ipcMode: 'shared memory (IPC namespace)',
};

const joinedContainer = (mode: string): string | null => /^container:(.+)$/.exec(mode)?.[1] ?? null;

function mode(key: ModeKey, wanted: string, facts: ContainerFacts, look: Look): Relation | null {
  const found = facts[key];
  const words = (value: string): string => modeWords(key, value);
  const clause = { found: `has ${words(found)}`, wanted: `have ${words(wanted)}` };
  const name = joinedContainer(wanted);
  if (name === null) return plain(key, found) === plain(key, wanted) ? null : clause;
  const other = look.now({ kind: 'container', name });
  if (!other.known) return { unknown: other.because };
  if (other.value === null)
    return { ...clause, wanted: `${clause.wanted}, but there is no container ${name}` };
  const joins = joinedContainer(found);
  return joins === name || joins === other.value.id
    ? null
    : { ...clause, found: `does not have ${words(wanted)}` };
}

/** Names for the same mode: the usual network of an engine is `bridge`, and `private` IPC is its own. */
function plain(key: ModeKey, mode: string): string {
  if (key === 'networkMode') return mode === 'default' ? 'bridge' : mode;
  return mode === 'private' || mode === 'shareable' ? '' : mode;
}

function modeWords(key: ModeKey, mode: string): string {
  const what = MODES[key];
  const name = joinedContainer(mode);
  if (name !== null)
    return `the ${what} of the container ${/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name}`;
  if (mode === 'host') return `the ${what} of the host`;
  if (key === 'networkMode') return mode === 'none' ? 'no network' : `the network ${plain(key, mode)}`;
  return plain(key, mode) === '' ? `its own ${what}` : `the ${what} "${mode}"`;
}

function platform({ name, runtimePlatform: wanted }: ContainerAssertion, look: Look): Relation | null {
  if (wanted === undefined) return null;
  const found = look.now({ kind: 'platform', container: name });
  if (!found.known) return { unknown: found.because };
  if (found.value === wanted) return null;
  return { found: `has an image for ${found.value ?? 'no platform'}`, wanted: `have an image for ${wanted}` };
}
