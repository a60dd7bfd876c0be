import type { Words } from '../command-line.ts';
import { changeFlags, type Flag, flagTable, parseFlags } from '../flags.ts';
import { allowed, type Judgement, refuse } from '../judgement.ts';
import { type Marks, ownLabels, refusedName } from './marks.ts';
import { takesAddresses } from './subnets.ts';

const createFlags = flagTable(
  '--aux-address --config-from -d --driver --gateway --ip-range --ipam-driver --ipam-opt --label -o --opt --scope --subnet',
  '--attachable --config-only --ingress --internal --ipv4 --ipv6 --help',
);
const connectFlags = flagTable(
  '--alias --driver-opt --gw-priority --ip --ip6 --link --link-local-ip',
  '--help',
);
const builtIn = new Set(['bridge', 'none']);

/** `docker network VERB`, for the verbs that change something. `head`: `docker network VERB`. */
export function judgeNetwork(head: Words, words: readonly string[], marks: Marks): Judgement | null {
  switch (head.at(-1)) {
    case 'create':
      return judgeCreate(head, words, marks);
    case 'connect':
      return judgeJoining(head, words, marks);
    case 'disconnect':
      return judgeJoining(head, words, marks);
    case 'rm':
    case 'remove':
      return judgeRemove(head, words);
    default:
      return null;
  }
}

function judgeCreate(head: Words, words: readonly string[], marks: Marks): Judgement {
  const parsed = parseFlags(words, createFlags, true);
  if (parsed.unknownAt !== null) return allowed([...head, words[parsed.unknownAt] ?? '']);
  for (const flag of parsed.flags) {
    const fault = createFault(flag, marks);
    if (fault !== null) return refuse(fault);
  }
  const [name] = parsed.operands;
  if (name === undefined || parsed.operands.length > 1) return allowed([...head, ...words]);
  const fault = refusedName('a network', name, marks);
  if (fault !== null) return refuse(fault);
  return allowed([...head, '--label', marks.label, ...(isPodman(marks) ? inPodman(words) : words)]);
}

const isPodman = (marks: Marks): boolean => marks.guest?.engine === 'podman';

/** podman has a flag where Docker has an option. */
function inPodman(words: readonly string[]): readonly string[] {
  return changeFlags(words, createFlags, true, ({ name, value }) => {
    const card = /^com\.docker\.network\.bridge\.name=(.*)$/.exec(value ?? '')?.[1];
    return /^(-o|--opt)$/.test(name) && card !== undefined ? ['--interface-name', card] : null;
  });
}

const drivers = new Set(['bridge', 'macvlan', 'ipvlan']);
/** Options that name a card of this computer; ours begin with `vvc`. */
const cards = /^(?:parent|com\.docker\.network\.bridge\.name)=(.*)$/;
const harmlessOptions =
  /^(?:macvlan_mode|ipvlan_mode|com\.docker\.network\.(?:driver\.mtu|bridge\.enable_icc|bridge\.enable_ip_masquerade))=/;

function createFault({ name, value }: Flag, marks: Marks): string | null {
  switch (name) {
    case '-d':
    case '--driver':
      return drivers.has(value ?? '')
        ? null
        : `The network driver \`${value}\` is not used in this course’s labs: bridge, macvlan and ipvlan are.`;
    case '-o':
    case '--opt': {
      const card = cards.exec(value ?? '');
      if (card === null && harmlessOptions.test(value ?? '')) return null;
      if (card !== null && card[1]?.startsWith('vvc') === true) return null;
      return card === null
        ? `The option \`${value}\` changes more than a network of yours; on your own machine it is not allowed in this exercise.`
        : `\`${value}\` puts containers on a card of your computer; labs make a pretend one, whose name begins with \`vvc\`.`;
    }
    case '--subnet':
    case '--ip-range':
      return takesAddresses(value ?? '', marks.guest?.networks ?? [])
        ? `The addresses \`${value}\` could cut your computer off from others that have them; choose a private range that nobody here uses, such as 192.168.248.0/24.`
        : null;
    case '--label':
      return value?.startsWith(ownLabels) === true
        ? 'Labels that begin with `vmvscontainer.` are how this course knows its own networks; choose another.'
        : null;
    case '--config-from':
    case '--config-only':
    case '--ingress':
    case '--scope':
    case '--ipam-driver':
    case '--ipam-opt':
      return `\`${name}\` is not used in this course’s labs, so on your own machine it does not run.`;
    default:
      return null;
  }
}

/** connect and disconnect: our container, and our network or the one every container starts on. */
function judgeJoining(head: Words, words: readonly string[], marks: Marks): Judgement {
  const table = head.at(-1) === 'connect' ? connectFlags : flagTable('', '-f --force --help');
  const parsed = parseFlags(words, table, true);
  if (parsed.unknownAt !== null) return allowed([...head, words[parsed.unknownAt] ?? '']);
  const linked = parsed.flags.find(({ name }) => /^--(link|driver-opt)/.test(name));
  if (linked !== undefined)
    return refuse(
      `\`${linked.name}\` is not used in this course’s labs, so on your own machine it does not run.`,
    );
  const [network, container] = parsed.operands;
  if (network === undefined || container === undefined) return allowed([...head, ...words]);
  const fault = builtIn.has(network) ? null : refusedName('a network', network, marks);
  if (fault !== null) return refuse(fault);
  const needs = builtIn.has(network) ? [] : [{ kind: 'ours', of: 'network', name: network } as const];
  return allowed([...head, ...words], [container], needs);
}

function judgeRemove(head: Words, words: readonly string[]): Judgement {
  const parsed = parseFlags(words, flagTable('', '-f --force --help'), true);
  if (parsed.unknownAt !== null) return allowed([...head, words[parsed.unknownAt] ?? '']);
  return allowed(
    [...head, ...changeFlags(words, flagTable('', '-f --force --help'), true, () => null)],
    [],
    parsed.operands.map((name) => ({ kind: 'ours', of: 'network', name })),
  );
}
