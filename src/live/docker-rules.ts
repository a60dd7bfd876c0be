import type { Words } from './command-line.ts';
import {
  type ActingVerb,
  actingVerbs,
  execFlags,
  harmfulRunFlags,
  lookingNouns,
  lookingVerbs,
  namespaceFlags,
  refusedVerbs,
  runFlags,
} from './docker-flags.ts';
import { type ParsedFlags, parseFlags } from './flags.ts';
import { allowed, type Judgement, refuse } from './judgement.ts';

/** What is put on every container we make: whose it is, and limits where the learner gave none. */
export interface Marks {
  readonly label: string;
  readonly memory: string;
  readonly cpus: string;
  readonly pidsLimit: string;
}

/** May these words of `docker` run, and as which? See docs of Judgement. */
export function judgeDocker(words: Words, marks: Marks): Judgement {
  const [docker, first, ...rest] = words;
  if (
    first === undefined ||
    first === '--version' ||
    first === '--help' ||
    (first === '-v' && rest.length === 0)
  )
    return allowed(words);
  if (first.startsWith('-'))
    return refuse(
      `\`docker ${first}\` changes which Docker is spoken to; here it is always the one named above.`,
    );
  if (first === 'container') return judgeVerb([docker, 'container'], rest, marks);
  const looking = lookingNouns[first];
  if (looking !== undefined) return judgeNoun(words, first, looking);
  return judgeVerb([docker], [first, ...rest], marks);
}

function judgeNoun(words: Words, noun: string, looking: ReadonlySet<string>): Judgement {
  const verb = words[2];
  if (verb === undefined || verb.startsWith('-') || looking.has(verb)) return allowed(words);
  return refuse(
    `\`docker ${noun} ${verb}\` could change more than this course's own containers, so it does not run here.`,
  );
}

/** `prefix`: `docker` or `docker container`. A verb Docker does not have runs alone, so that Docker can say so itself. */
function judgeVerb(prefix: Words, words: readonly string[], marks: Marks): Judgement {
  const [verb, ...rest] = words;
  if (verb === undefined) return allowed(prefix);
  const head: Words = [...prefix, verb];
  if (verb === 'run' || verb === 'create') return judgeRun(head, rest, marks);
  if (verb === 'exec') return judgeExec(head, rest);
  if (verb in actingVerbs) return judgeActing(head, verb as ActingVerb, rest);
  if (lookingVerbs.has(verb) || (prefix.length === 2 && ['ls', 'list'].includes(verb)))
    return allowed([...head, ...rest]);
  if (verb === 'prune' || verb === 'commit')
    return refuse(
      `\`docker container ${verb}\` could touch containers that are not this course's; name the container instead.`,
    );
  if (refusedVerbs.has(verb))
    return refuse(
      `\`docker ${verb}\` is not used in this course's labs, so on your own machine it does not run.`,
    );
  return allowed(head);
}

/** A flag that Docker does not know either: what stands before it runs, so that Docker's own message is what is seen. */
function upToUnknown(head: Words, words: readonly string[], parsed: ParsedFlags): Judgement | null {
  return parsed.unknownAt === null ? null : allowed([...head, words[parsed.unknownAt] ?? '']);
}

function judgeRun(head: Words, words: readonly string[], marks: Marks): Judgement {
  const harmful = harmfulRunFlag(words);
  if (harmful !== null) return refuse(harmful);
  const parsed = parseFlags(words, runFlags, false);
  const unknown = upToUnknown(head, words, parsed);
  if (unknown !== null) return unknown;
  const given = new Set(parsed.flags.map((flag) => flag.name));
  const missing = (names: readonly string[], flag: string, value: string) =>
    names.some((name) => given.has(name)) ? [] : [flag, value];
  const marked: Words = [
    ...head,
    '--label',
    marks.label,
    ...missing(['-m', '--memory'], '--memory', marks.memory),
    ...missing(['--cpus', '--cpu-quota', '--cpu-period'], '--cpus', marks.cpus),
    ...missing(['--pids-limit'], '--pids-limit', marks.pidsLimit),
    ...words,
  ];
  const joined = parsed.flags.flatMap(({ name, value }) =>
    name in namespaceFlags && value?.startsWith('container:') ? [value.slice('container:'.length)] : [],
  );
  return allowed(marked, joined);
}

/** The sentence that refuses the first flag that reaches past the container; null when there is none. */
function harmfulRunFlag(words: readonly string[]): string | null {
  const all = {
    valued: new Set([...runFlags.valued, ...valuedHarm]),
    plain: new Set([...runFlags.plain, ...plainHarm]),
  };
  for (const { name, value } of parseFlags(words, all, false).flags) {
    const harm = harmfulRunFlags[name];
    if (harm !== undefined)
      return `\`${name}\` ${harm}; on your own machine it is not allowed in this exercise.`;
    const kept = namespaceFlags[name];
    if (kept !== undefined && value !== null && !kept.has(value) && !/^container:./.test(value))
      return `\`${name} ${value}\` would leave the container's own namespace; on your own machine it is not allowed in this exercise.`;
    if ((name === '-l' || name === '--label') && value?.startsWith('vmvscontainer.'))
      return 'Labels that begin with `vmvscontainer.` are how this course knows its own containers; choose another.';
  }
  return null;
}

const plainHarm = [
  '--privileged',
  '-P',
  '--publish-all',
  '--oom-kill-disable',
  '--use-api-socket',
  '--disable-content-trust',
];
const valuedHarm = Object.keys(harmfulRunFlags).filter((name) => !plainHarm.includes(name));

function judgeExec(head: Words, words: readonly string[]): Judgement {
  const parsed = parseFlags(words, execFlags, false);
  const at = parsed.unknownAt === null ? null : words[parsed.unknownAt];
  if (at?.startsWith('--privileged') || at?.startsWith('--env-file'))
    return refuse(
      `\`docker exec ${at}\` reaches past the container; on your own machine it is not allowed in this exercise.`,
    );
  return upToUnknown(head, words, parsed) ?? allowed([...head, ...words], parsed.operands.slice(0, 1));
}

function judgeActing(head: Words, verb: ActingVerb, words: readonly string[]): Judgement {
  const { table, targets } = actingVerbs[verb];
  const parsed = parseFlags(words, table, true);
  const unknown = upToUnknown(head, words, parsed);
  return (
    unknown ?? allowed([...head, ...words], targets === 'all' ? parsed.operands : parsed.operands.slice(0, 1))
  );
}
