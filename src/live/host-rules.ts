import type { Words } from './command-line.ts';
import { allowed, type Judgement, refuse } from './judgement.ts';

type Operands = (words: readonly string[]) => boolean;

const any: Operands = () => true;
const none: Operands = (words) => words.length === 0;
const onlyFlags: Operands = (words) =>
  words.every((word) => word.startsWith('-') && !word.startsWith('--file'));

/** Programs of the learner's computer that only read, and with which words they do. */
const readers: Readonly<Record<string, Operands>> = {
  ps: any,
  pgrep: any,
  sleep: any,
  uname: any,
  nproc: any,
  free: any,
  uptime: none,
  id: any,
  whoami: any,
  pwd: none,
  hostname: (words) => words.every((word) => /^-[sfiIAd]+$/.test(word)),
  date: (words) => words.every((word) => /^(\+.*|-u|--utc|-R|-I[a-z]*)$/.test(word)),
  echo: any,
  printf: (words) => words[0]?.startsWith('-') !== true,
  true: any,
  false: any,
  cat: any,
  ls: any,
  head: any,
  tail: any,
  wc: any,
  grep: any,
  cut: any,
  tr: any,
  seq: any,
  sort: (words) => words.every((word) => /^-[bdfghinrRuVk0-9.,]+$/.test(word)),
  uniq: (words) => onlyFlags(words),
  lscpu: onlyFlags,
};

/** May these words run on the learner's computer? Only programs that read do. */
export function judgeHost(words: Words): Judgement {
  const [program, ...rest] = words;
  const accepts = Object.hasOwn(readers, program) ? readers[program] : undefined;
  if (accepts === undefined)
    return refuse(
      `\`${program}\` does not run on your own machine: here only docker and programs that read, such as ps, grep and sleep, do.`,
    );
  if (!accepts(rest))
    return refuse(
      `\`${program}\` with these words could change something on your machine, so it does not run here.`,
    );
  return allowed(words);
}
