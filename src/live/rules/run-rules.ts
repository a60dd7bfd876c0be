import type { Words } from '../command-line.ts';
import { harmfulRunFlags, plainHarm, runFlags, valuedHarm } from '../docker-flags.ts';
import { changeFlags, type Flag, type ParsedFlags, parseFlags } from '../flags.ts';
import { allowed, type Judgement, refuse } from '../judgement.ts';
import { asTyped, type FlagVerdict } from './flag-verdict.ts';
import { type Marks, refusedName } from './marks.ts';
import { mountFlag, volumeFlag } from './mount-rules.ts';
import { namespaceFlag } from './namespace-rules.ts';
import { publishFlag } from './publish-rules.ts';
import { capabilityFlag, valueFlag } from './value-rules.ts';

/** Every flag that Docker has, harmful or not, so that values of one are never read as another. */
const allFlags = {
  valued: new Set([...runFlags.valued, ...valuedHarm]),
  plain: new Set([...runFlags.plain, ...plainHarm]),
};

/** `docker run` and `docker create`: marked, limited, and inside what a guest may use. */
export function judgeRun(head: Words, words: readonly string[], marks: Marks): Judgement {
  const { flags } = parseFlags(words, allFlags, false);
  const context: RunContext = { marks, onOurNetwork: isOnOurNetwork(flags, marks) };
  const verdicts = new Map<Flag, FlagVerdict>();
  for (const flag of flags) {
    const verdict = judgeFlag(flag, context);
    if (verdict.kind === 'refused') return refuse(verdict.sentence);
    verdicts.set(flag, verdict);
  }
  const parsed = parseFlags(words, runFlags, false);
  if (parsed.unknownAt !== null) return allowed([...head, words[parsed.unknownAt] ?? '']);
  const kept = [...verdicts.values()].flatMap((verdict) => (verdict.kind === 'kept' ? [verdict] : []));
  const onlyLooks = kept.some((verdict) => verdict.onlyLooks === true);
  const fault = onlyLooks ? looksNoMore(parsed) : null;
  if (fault !== null) return refuse(fault);
  const changed = changeFlags(words, runFlags, false, (flag) => {
    const verdict = judgeFlag(flag, context);
    if (flag.name === '--read-only' && marks.guest?.engine === 'podman') return podmanReadOnly(flag);
    return verdict.kind === 'kept' ? verdict.words : null;
  });
  return allowed(
    [...head, ...marksFor(parsed, marks, onlyLooks), ...changed],
    kept.flatMap((verdict) => verdict.targets ?? []),
    kept.flatMap((verdict) => verdict.needs),
  );
}

/** podman would put writable memory over /tmp, /run and /var/tmp; Docker does not. */
const podmanReadOnly = ({ value }: Flag): readonly string[] | null =>
  value === 'false' ? null : ['--read-only', '--read-only-tmpfs=false'];

interface RunContext {
  readonly marks: Marks;
  readonly onOurNetwork: boolean;
}

function judgeFlag({ name, value }: Flag, { marks, onOurNetwork }: RunContext): FlagVerdict {
  const harm = harmfulRunFlags[name];
  if (harm !== undefined)
    return {
      kind: 'refused',
      sentence: `\`${name}\` ${harm}; on your own machine it is not allowed in this exercise.`,
    };
  if (value === null) return asTyped;
  switch (name) {
    case '-v':
    case '--volume':
      return volumeFlag(value, marks);
    case '--mount':
      return mountFlag(value, marks);
    case '--volumes-from':
      return { ...asTyped, targets: [value.replace(/:(ro|rw|z|Z)$/, '')] };
    case '-p':
    case '--publish':
      return publishFlag(value, marks);
    case '--network':
    case '--net':
    case '--pid':
    case '--ipc':
    case '--uts':
    case '--userns':
    case '--cgroupns':
      return namespaceFlag(name, value, marks);
    case '--cap-add':
      return capabilityFlag(value, onOurNetwork) ?? asTyped;
    case '--name':
      return named(value, marks);
    default:
      return valueFlag(name, value) ?? asTyped;
  }
}

function named(name: string, marks: Marks): FlagVerdict {
  const fault = refusedName('a container', name, marks);
  return fault === null ? asTyped : { kind: 'refused', sentence: fault };
}

function isOnOurNetwork(flags: readonly Flag[], marks: Marks): boolean {
  const networks = flags.filter(({ name }) => name === '--network' || name === '--net');
  return (
    networks.length > 0 &&
    networks.every(({ value }) => {
      const verdict = namespaceFlag('--network', value ?? '', marks);
      return (
        value === 'none' || (verdict.kind === 'kept' && verdict.needs.some(({ kind }) => kind === 'ours'))
      );
    })
  );
}

/** Somebody who has nothing on this computer, so that there is no process and no file that is theirs. */
const nobody = '54321:54321';

/** Flags that would let a container do more than look at the host; null: there are none. */
function looksNoMore({ flags }: ParsedFlags): string | null {
  const more = flags.find(({ name }) => ['-u', '--user', '--cap-add', '--group-add'].includes(name));
  return more === undefined
    ? null
    : `A container that sees what is the host's only looks here, so it runs as nobody and \`${more.name}\` is not allowed with it.`;
}

function marksFor({ flags }: ParsedFlags, marks: Marks, onlyLooks: boolean): readonly string[] {
  const given = new Set(flags.map((flag) => flag.name));
  const missing = (names: readonly string[], flag: string, value: string) =>
    names.some((name) => given.has(name)) ? [] : [flag, value];
  const name = marks.guest === undefined ? [] : missing(['--name'], '--name', marks.guest.autoName);
  const looking = ['--user', nobody, '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
  return [
    '--label',
    marks.label,
    ...name,
    ...missing(['-m', '--memory'], '--memory', marks.memory),
    ...missing(['--cpus', '--cpu-quota', '--cpu-period'], '--cpus', marks.cpus),
    ...missing(['--pids-limit'], '--pids-limit', marks.pidsLimit),
    ...(onlyLooks ? [...(given.has('--read-only') ? [] : ['--read-only']), ...looking] : []),
  ];
}
