import type { Words } from '../command-line.ts';
import { changeFlags, type FlagTable, flagTable, parseFlags } from '../flags.ts';
import { allowed, type Judgement, refuse } from '../judgement.ts';
import { judgeBuild } from './build-rules.ts';
import { outsideFolder } from './lab-folder.ts';
import { imageLabel, type Marks, ownLabels, refusedName } from './marks.ts';
import type { Need } from './need.ts';

type Rule = (head: Words, words: readonly string[], marks: Marks) => Judgement;

/** The verbs of images that change something, by what `docker VERB` calls them. */
const rules: Readonly<Record<string, Rule>> = {
  build: judgeBuild,
  commit: judgeCommit,
  import: judgeImport,
  load: judgeLoad,
  save: judgeSave,
  export: judgeExport,
  tag: judgeTag,
  rmi: judgeRemove,
  pull: judgePull,
};

/** `docker image VERB` has names of its own for two of them. */
const nounVerbs: Readonly<Record<string, string>> = { rm: 'rmi', remove: 'rmi' };

export function imageRule(verb: string, afterNoun: boolean): Rule | null {
  const name = afterNoun ? (nounVerbs[verb] ?? verb) : verb;
  return Object.hasOwn(rules, name) ? (rules[name] ?? null) : null;
}

const asTyped = (head: Words, words: readonly string[], at: number): Judgement =>
  allowed([...head, words[at] ?? '']);

const changeFlagsOf = flagTable(
  '-a --author -c --change -m --message --platform',
  '-p --pause --no-pause --help',
);

/** Dockerfile words must not claim a label of ours. */
function changeFault(
  flags: readonly { readonly name: string; readonly value: string | null }[],
): string | null {
  const claims = flags.some(
    ({ name, value }) => (name === '-c' || name === '--change') && value?.includes(ownLabels) === true,
  );
  return claims
    ? 'Labels that begin with `vmvscontainer.` are how this course knows its own images; choose another.'
    : null;
}

const labelled = (marks: Marks): readonly string[] => ['--change', `LABEL ${imageLabel(marks.label)}`];

function judgeCommit(head: Words, words: readonly string[], marks: Marks): Judgement {
  const parsed = parseFlags(words, changeFlagsOf, true);
  if (parsed.unknownAt !== null) return asTyped(head, words, parsed.unknownAt);
  const [container, name] = parsed.operands;
  const fault =
    changeFault(parsed.flags) ?? (name === undefined ? null : refusedName('an image', name, marks));
  if (fault !== null) return refuse(fault);
  if (container === undefined) return allowed([...head, ...words]);
  return allowed([...head, ...labelled(marks), ...words], [container], madeNamed(name));
}

const madeNamed = (name: string | undefined): readonly Need[] =>
  name === undefined ? [] : [{ kind: 'image-name', name }];

function judgeImport(head: Words, words: readonly string[], marks: Marks): Judgement {
  const parsed = parseFlags(words, changeFlagsOf, true);
  if (parsed.unknownAt !== null) return asTyped(head, words, parsed.unknownAt);
  const [source, name] = parsed.operands;
  if (source === undefined) return allowed([...head, ...words]);
  const whole = source === '-' ? source : (marks.guest?.folder.inside(source) ?? null);
  const fault =
    changeFault(parsed.flags) ??
    (whole === null ? outsideFolder(source, marks.guest?.folder) : null) ??
    (name === undefined ? null : refusedName('an image', name, marks));
  if (fault !== null) return refuse(fault);
  const rest = words.map((word) => (word === source && source !== '-' ? (whole ?? word) : word));
  return allowed(
    [...head, ...labelled(marks), ...(marks.guest?.engine === 'podman' ? inPodman(rest) : rest)],
    [],
    madeNamed(name),
  );
}

/** podman says a platform in two flags. */
function inPodman(words: readonly string[]): readonly string[] {
  return changeFlags(words, changeFlagsOf, true, ({ name, value }) => {
    const [os = '', arch = ''] = name === '--platform' ? (value ?? '').split('/') : [];
    return os === '' || arch === '' ? null : ['--os', os, '--arch', arch];
  });
}

const loadFlags = flagTable('-i --input --platform', '-q --quiet --help');

function judgeLoad(head: Words, words: readonly string[], marks: Marks): Judgement {
  const parsed = parseFlags(words, loadFlags, true);
  if (parsed.unknownAt !== null) return asTyped(head, words, parsed.unknownAt);
  const input = parsed.flags.find(({ name }) => name === '-i' || name === '--input')?.value;
  if (input === undefined || input === null)
    return refuse(
      'What images are in a file is looked at before it is loaded here, so give the file by its name: `docker load -i FILE`.',
    );
  return withFile(head, words, loadFlags, input, marks, (path) => [{ kind: 'image-file', path }]);
}

const saveFlags = flagTable('-o --output --platform', '--help');

function judgeSave(head: Words, words: readonly string[], marks: Marks): Judgement {
  return judgeWriting(head, words, saveFlags, marks);
}

function judgeExport(head: Words, words: readonly string[], marks: Marks): Judgement {
  const parsed = parseFlags(words, saveFlags, true);
  const judged = judgeWriting(head, words, saveFlags, marks);
  if (judged.kind === 'refused' || parsed.unknownAt !== null) return judged;
  return { ...judged, targets: parsed.operands.slice(0, 1) };
}

function judgeWriting(head: Words, words: readonly string[], table: FlagTable, marks: Marks): Judgement {
  const parsed = parseFlags(words, table, true);
  if (parsed.unknownAt !== null) return asTyped(head, words, parsed.unknownAt);
  const output = parsed.flags.find(({ name }) => name === '-o' || name === '--output')?.value;
  if (output === undefined || output === null) return allowed([...head, ...words]);
  return withFile(head, words, table, output, marks, () => []);
}

/** The command with its file's whole path, which must be in the labs' folder. */
function withFile(
  head: Words,
  words: readonly string[],
  table: FlagTable,
  file: string,
  marks: Marks,
  needs: (path: string) => readonly Need[],
): Judgement {
  const whole = marks.guest?.folder.inside(file) ?? null;
  if (whole === null) return refuse(outsideFolder(file, marks.guest?.folder));
  const changed = changeFlags(words, table, true, ({ name }) =>
    /^(-i|--input|-o|--output)$/.test(name) ? [name, whole] : null,
  );
  return allowed([...head, ...changed], [], needs(whole));
}

function judgeTag(head: Words, words: readonly string[], marks: Marks): Judgement {
  const [, name] = words;
  if (name === undefined || words.some((word) => word.startsWith('-'))) return allowed([...head, ...words]);
  const fault = refusedName('an image', name, marks);
  return fault === null ? allowed([...head, ...words], [], madeNamed(name)) : refuse(fault);
}

function judgeRemove(head: Words, words: readonly string[]): Judgement {
  const parsed = parseFlags(words, flagTable('--platform', '-f --force --no-prune --help'), true);
  if (parsed.unknownAt !== null) return asTyped(head, words, parsed.unknownAt);
  return allowed(
    [...head, ...words],
    [],
    parsed.operands.map((name) => ({ kind: 'ours', of: 'image', name })),
  );
}

function judgePull(head: Words, words: readonly string[]): Judgement {
  const parsed = parseFlags(words, flagTable('--platform', '-q --quiet --help'), true);
  const flag = parsed.unknownAt === null ? '' : (words[parsed.unknownAt] ?? '');
  if (/^(-a|--all-tags|--disable-content-trust)/.test(flag))
    return refuse(`\`docker pull ${flag}\` is not used in this course’s labs; pull one image by its name.`);
  return flag === '' ? allowed([...head, ...words]) : allowed([...head, flag]);
}
