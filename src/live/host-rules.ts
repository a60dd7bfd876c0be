import type { Words } from './command-line.ts';
import { allowed, type Judgement, refuse } from './judgement.ts';
import { type LabFolder, outsideFolder } from './rules/lab-folder.ts';

type Operands = (words: readonly string[]) => boolean;

const any: Operands = () => true;
const none: Operands = (words) => words.length === 0;
const onlyFlags: Operands = (words) =>
  words.every((word) => word.startsWith('-') && !word.startsWith('--file'));
const each =
  (pattern: RegExp): Operands =>
  (words) =>
    words.every((word) => pattern.test(word));

/** An address of this computer itself. */
const here = /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?(?:\/[\w./%?=&-]*)?$/;

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
  hostname: each(/^-[sfiIAd]+$/),
  date: each(/^(\+.*|-u|--utc|-R|-I[a-z]*)$/),
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
  sort: each(/^-[bdfghinrRuVk0-9.,]+$/),
  uniq: onlyFlags,
  lscpu: onlyFlags,
  readlink: any,
  stat: any,
  du: any,
  df: any,
  lsns: onlyFlags,
  ss: (words) => words.every((word) => !/^-\w*K|^--kill/.test(word)),
  ip: each(/^(-[46]|-br|-brief|-o|-d|addr|address|a|link|l|route|r|neigh|n|show|ls|list|dev|[\w.-]+)$/),
  ping: (words) =>
    words.includes('-c') && words.every((word) => /^(-c|-w|-W|-q|-n|-4|-6|[\w.:-]+)$/.test(word)),
  curl: (words) => words.every((word) => /^-[sSiIfvL]+$|^(-m|--max-time|\d+)$/.test(word) || here.test(word)),
  wget: (words) =>
    words.includes('-qO-') &&
    words.every((word) => /^(-qO-|-T|--timeout=\d+|-S|\d+)$/.test(word) || here.test(word)),
};

/** Words of `ip` that change something. */
const changing = /^(add|del|delete|change|replace|set|flush|append|up|down|netns|exec|save|restore|monitor)$/;

/** Programs that make something in the labs' folder, each with the flags it may have. */
const makers: Readonly<Record<string, RegExp>> = {
  mkdir: /^-(p|v|pv|vp)$|^--(parents|verbose)$/,
  touch: /^$/,
  rm: /^-[rfvRi]+$/,
  cp: /^-[arvR]+$/,
  mv: /^-[fv]+$/,
};

/** Whether this program of the learner's computer only reads, with the words that it may have. */
export const isReader = (program: string): boolean => Object.hasOwn(readers, program);

/** May these words run on the learner's computer? Programs that read do, and some in the labs' folder. */
export function judgeHost(
  words: Words,
  folder?: LabFolder,
  movedPort: (port: number) => number = (port) => port,
): Judgement {
  const [program, ...rest] = words;
  const flags = Object.hasOwn(makers, program) ? makers[program] : undefined;
  if (flags !== undefined) return judgeMaker(words, flags, folder);
  const accepts = Object.hasOwn(readers, program) ? readers[program] : undefined;
  if (accepts === undefined)
    return refuse(
      `\`${program}\` does not run on your own machine: here only docker and programs that read, such as ps, grep and sleep, do.`,
    );
  if (!accepts(rest) || (program === 'ip' && rest.some((word) => changing.test(word))))
    return refuse(
      `\`${program}\` with these words could change something on your machine, so it does not run here.`,
    );
  if (program !== 'curl' && program !== 'wget') return allowed(words);
  return allowed([program, ...rest.map((word) => (here.test(word) ? atMovedPort(word, movedPort) : word))]);
}

/** An address of this computer, at the port that was published instead of the one it names. */
export function atMovedPort(address: string, movedPort: (port: number) => number): string {
  return address.replace(
    /^((?:\w+:\/\/)?(?:\[[^\]]*\]|[^/:]+)):(\d+)/,
    (_all, host: string, port: string) => `${host}:${movedPort(Number(port))}`,
  );
}

function judgeMaker([program, ...rest]: Words, flags: RegExp, folder: LabFolder | undefined): Judgement {
  const whole: string[] = [];
  for (const word of rest) {
    const path = word.startsWith('-') ? (flags.test(word) ? word : null) : (folder?.inside(word) ?? null);
    if (path === null || path === folder?.path)
      return refuse(
        word.startsWith('-')
          ? `\`${program} ${word}\` is not used in this course’s labs, so on your own machine it does not run.`
          : outsideFolder(word, folder),
      );
    whole.push(path);
  }
  return allowed([program, ...whole]);
}
