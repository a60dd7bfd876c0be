import type { Words } from '../command-line.ts';
import { flagTable, parseFlags } from '../flags.ts';
import { allowed, type Judgement, refuse } from '../judgement.ts';
import { type Marks, ownLabels, refusedName } from './marks.ts';

const createFlags = flagTable('-d --driver --label --name -o --opt', '--help');
const removeFlags = flagTable('', '-f --force --help');

/** `docker volume VERB`, for the verbs that change something. `head`: `docker volume VERB`. */
export function judgeVolume(head: Words, words: readonly string[], marks: Marks): Judgement | null {
  const verb = head.at(-1);
  if (verb === 'create') return judgeCreate(head, words, marks);
  if (verb !== 'rm' && verb !== 'remove') return null;
  const parsed = parseFlags(words, removeFlags, true);
  if (parsed.unknownAt !== null) return allowed([...head, words[parsed.unknownAt] ?? '']);
  return allowed(
    [...head, ...words],
    [],
    parsed.operands.map((name) => ({ kind: 'ours', of: 'volume', name })),
  );
}

function judgeCreate(head: Words, words: readonly string[], marks: Marks): Judgement {
  const parsed = parseFlags(words, createFlags, true);
  if (parsed.unknownAt !== null) return allowed([...head, words[parsed.unknownAt] ?? '']);
  for (const { name, value } of parsed.flags) {
    if ((name === '-d' || name === '--driver') && value !== 'local')
      return refuse(`The volume driver \`${value}\` is not used in this course’s labs; leave it out.`);
    if (name === '-o' || name === '--opt')
      return refuse(
        `\`${name}\` can make a volume of any folder or device of your computer; on your own machine it is not allowed in this exercise.`,
      );
    if (name === '--label' && value?.startsWith(ownLabels) === true)
      return refuse(
        'Labels that begin with `vmvscontainer.` are how this course knows its own volumes; choose another.',
      );
  }
  const name = parsed.operands[0] ?? parsed.flags.find((flag) => flag.name === '--name')?.value;
  const fault = name === undefined || name === null ? null : refusedName('a volume', name, marks);
  return fault === null ? allowed([...head, '--label', marks.label, ...words]) : refuse(fault);
}
