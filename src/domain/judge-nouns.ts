import { type AssertionVerdict, fails, HOLDS, unknown } from './assertion-verdict.ts';
import { type Clause, quoted, sameWords } from './clause.ts';
import type { DomainAssertion, NetworkAssertion, VolumeAssertion } from './goal.ts';
import { clauseSentence } from './judge-machine-state.ts';
import type { Look } from './look.ts';
import type { DomainFacts, NetworkFacts, Observed, VolumeFacts } from './observation.ts';
import { bytes, counted, joined } from './wording.ts';

/** One field: skipped when it is left out or fits. */
export function field<T>(
  wanted: T | undefined,
  fits: (wanted: T) => boolean,
  clause: (wanted: T) => Clause,
): readonly Clause[] {
  return wanted === undefined || fits(wanted) ? [] : [clause(wanted)];
}

/** A thing that should, or should not, be there, and what is wrong with it. */
export function judgeThing<T>(
  what: string,
  absent: boolean | undefined,
  answer: Observed<T | null>,
  mismatches: (facts: T) => readonly Clause[],
): AssertionVerdict {
  if (!answer.known) return unknown(answer.because);
  if (absent === true) {
    return answer.value === null ? HOLDS : fails(`The ${what} still exists; it should be removed.`);
  }
  if (answer.value === null) return fails(`There is no ${what}.`);
  const clauses = mismatches(answer.value);
  return clauses.length === 0 ? HOLDS : fails(clauseSentence(`The ${what}`, clauses));
}

export function judgeVolume(wanted: VolumeAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'volume', name: wanted.name });
  return judgeThing(`volume ${wanted.name}`, wanted.absent, answer, (facts: VolumeFacts) => [
    ...driver(wanted.driver, facts.driver),
    ...field(
      wanted.usedBy,
      (name) => facts.usedBy.includes(name),
      (name) => ({
        found: facts.usedBy.length === 0 ? 'is used by no container' : `is used by ${joined(facts.usedBy)}`,
        wanted: `be used by ${name}`,
      }),
    ),
  ]);
}

const driver = (wanted: string | undefined, found: string): readonly Clause[] =>
  field(
    wanted,
    (name) => name === found,
    (name) => ({ found: `has the driver ${found}`, wanted: `have the driver ${name}` }),
  );

export function judgeNetwork(wanted: NetworkAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'network', name: wanted.name });
  return judgeThing(`network ${wanted.name}`, wanted.absent, answer, (facts: NetworkFacts) => [
    ...driver(wanted.driver, facts.driver),
    ...field(
      wanted.subnet,
      (subnet) => facts.subnets.includes(subnet),
      (subnet) => ({
        found: facts.subnets.length === 0 ? 'has no subnet' : `has the subnet ${joined(facts.subnets)}`,
        wanted: `have the subnet ${subnet}`,
      }),
    ),
    ...field(
      wanted.containers,
      (names) => names.every((name) => facts.containers.includes(name)),
      (names) => ({
        found:
          facts.containers.length === 0
            ? 'has no running container'
            : `has ${joined(facts.containers)} on it`,
        wanted: `have ${joined(names)} on it, running`,
      }),
    ),
    ...field(
      wanted.internal,
      (internal) => internal === facts.internal,
      (internal) => ({
        found: facts.internal ? 'is internal' : 'leads outside',
        wanted: internal ? 'be internal' : 'lead outside',
      }),
    ),
  ]);
}

export function judgeDomain(wanted: DomainAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'domain', name: wanted.name });
  return judgeThing(`virtual machine ${wanted.name}`, wanted.absent, answer, (facts) => [
    ...field(
      wanted.state,
      (state) => state === facts.state,
      (state) => ({ found: `is ${facts.state}`, wanted: `be ${state}` }),
    ),
    ...field(
      wanted.memoryBytes,
      (memory) => memory === facts.memoryBytes,
      (memory) => ({
        found: `has ${bytes(facts.memoryBytes)} of memory`,
        wanted: `have ${bytes(memory)} of memory`,
      }),
    ),
    ...field(
      wanted.vcpus,
      (vcpus) => vcpus === facts.vcpus,
      (vcpus) => ({
        found: `has ${counted(facts.vcpus, 'virtual CPU')}`,
        wanted: `have ${counted(vcpus, 'virtual CPU')}`,
      }),
    ),
    ...snapshotsAndDisk(wanted, facts),
  ]);
}

function snapshotsAndDisk(wanted: DomainAssertion, { snapshots, disks }: DomainFacts): readonly Clause[] {
  return [
    ...field(
      wanted.snapshots,
      (names) => names.every((name) => snapshots.includes(name)),
      (names) => ({
        found: snapshots.length === 0 ? 'has no snapshot' : `has the snapshots ${joined(snapshots)}`,
        wanted: `have the ${names.length === 1 ? 'snapshot' : 'snapshots'} ${joined(names)}`,
      }),
    ),
    ...field(
      wanted.disk,
      (path) => disks.includes(path),
      (path) => ({
        found: disks.length === 0 ? 'has no disk' : `has the disk ${joined(disks)}`,
        wanted: `have the disk ${path}`,
      }),
    ),
  ];
}

/** For an image's words: what it runs by itself. */
export function commandClauses(
  wanted: readonly string[] | undefined,
  found: readonly string[],
  noun: string,
): readonly Clause[] {
  return field(
    wanted,
    (words) => sameWords(words, found),
    (words) => ({
      found: found.length === 0 ? `has no ${noun}` : `has the ${noun} ${quoted(found)}`,
      wanted: words.length === 0 ? `have no ${noun}` : `have the ${noun} ${quoted(words)}`,
    }),
  );
}
