import type { Words } from '../command-line.ts';
import { changeFlags, flagTable, parseFlags } from '../flags.ts';
import { allowed, type Judgement, refuse } from '../judgement.ts';
import { outsideFolder } from './lab-folder.ts';
import { imageLabel, type Marks, ownLabels, refusedName } from './marks.ts';

const buildFlags = flagTable(
  '--build-arg -f --file --label --network --platform --progress -t --tag --target -m --memory --memory-swap --shm-size --cpu-shares -c',
  '--no-cache --pull -q --quiet --rm --force-rm --help',
);

/** `docker build`, from the labs' folder or from a Dockerfile on standard input. */
export function judgeBuild(head: Words, words: readonly string[], marks: Marks): Judgement {
  const parsed = parseFlags(words, buildFlags, true);
  if (parsed.unknownAt !== null)
    return refuse(
      `\`docker build ${words[parsed.unknownAt]}\` is not used in this course’s labs, so on your own machine it does not run.`,
    );
  const [context] = parsed.operands;
  if (context === undefined) return allowed([...head, ...words]);
  const folder = marks.guest?.folder;
  const whole = context === '-' ? '-' : (folder?.inside(context) ?? null);
  if (whole === null) return refuse(outsideFolder(context, folder));
  const tags: string[] = [];
  for (const { name, value } of parsed.flags) {
    const fault = flagFault(name, value ?? '', marks);
    if (fault !== null) return refuse(fault);
    if ((name === '-t' || name === '--tag') && value !== null) tags.push(value);
  }
  const changed = changeFlags(words, buildFlags, true, ({ name, value }) =>
    (name === '-f' || name === '--file') && value !== '-'
      ? ['-f', folder?.inside(value ?? '') ?? value ?? '']
      : null,
  ).map((word) => (word === context ? whole : word));
  const needs = tags.map((name) => ({ kind: 'image-name', name }) as const);
  return allowed([...head, '--label', imageLabel(marks.label), '--force-rm', ...changed], [], needs);
}

function flagFault(name: string, value: string, marks: Marks): string | null {
  switch (name) {
    case '-t':
    case '--tag':
      return refusedName('an image', value, marks);
    case '-f':
    case '--file':
      return value === '-' || (marks.guest?.folder.inside(value) ?? null) !== null
        ? null
        : outsideFolder(value, marks.guest?.folder);
    case '--label':
      return value.startsWith(ownLabels)
        ? 'Labels that begin with `vmvscontainer.` are how this course knows its own images; choose another.'
        : null;
    case '--network':
      return ['none', 'default'].includes(value)
        ? null
        : `\`--network ${value}\` lets a build use a network that is not its own; on your own machine it is not allowed in this exercise.`;
    default:
      return null;
  }
}
