import type { Words } from '../command-line.ts';
import { flagTable, parseFlags } from '../flags.ts';
import { allowed, type Judgement, refuse } from '../judgement.ts';
import { outsideFolder } from './lab-folder.ts';
import type { Marks } from './marks.ts';

const copyFlags = flagTable('', '-a --archive -L --follow-link -q --quiet --help');

/** `CONTAINER:PATH`, as docker's client tells it from a path of this computer. */
const inContainer = /^([a-zA-Z0-9][\w.-]*):/;

/** `docker cp` between one of our containers and the labs' folder, or a pipe. */
export function judgeCopy(head: Words, words: readonly string[], marks: Marks): Judgement {
  const parsed = parseFlags(words, copyFlags, true);
  if (parsed.unknownAt !== null) return allowed([...head, words[parsed.unknownAt] ?? '']);
  const targets = parsed.operands.flatMap((operand) => inContainer.exec(operand)?.[1] ?? []);
  const here = parsed.operands.find((operand) => operand !== '-' && !inContainer.test(operand));
  if (here === undefined) return allowed([...head, ...words], targets);
  const whole = marks.guest?.folder.inside(here) ?? null;
  if (whole === null) return refuse(outsideFolder(here, marks.guest?.folder));
  const path =
    here.endsWith('/') || here.endsWith('/.') ? `${whole}${here.endsWith('.') ? '/.' : '/'}` : whole;
  return allowed([...head, ...words.map((word) => (word === here ? path : word))], targets);
}
