import type { Refusal } from '../machine/machine.ts';
import { parseLine, type Step, type Words } from './command-line.ts';
import { judgeDocker, type Marks } from './docker-rules.ts';
import { judgeHost } from './host-rules.ts';
import { type Judgement, type Refused, refuse } from './judgement.ts';
import { noRedirects, type Redirects } from './redirects.ts';
import { outsideFolder } from './rules/lab-folder.ts';
import type { Need } from './rules/need.ts';
import { isQemu, judgeVm } from './rules/vm-rules.ts';
import { showSteps } from './show-words.ts';

export interface JudgedCommand {
  readonly words: Words;
  readonly targets: readonly string[];
  /** What else must hold in the moment before it runs. */
  readonly needs?: readonly Need[];
  /** Files instead of the screen, by their whole paths. */
  readonly redirects?: Redirects;
}

export interface JudgedStep {
  readonly when: Step['when'];
  readonly pipeline: readonly JudgedCommand[];
}

export type JudgedLine =
  | { readonly kind: 'runs'; readonly steps: readonly JudgedStep[]; readonly shown: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Reads a typed line and holds every command of it against the rules. One refused command refuses the line. */
export function judgeLine(text: string, marks: Marks): JudgedLine {
  const parsed = parseLine(text, marks.guest?.folder.path ?? null);
  if (parsed.kind === 'refused') return parsed;
  const steps: JudgedStep[] = [];
  let count = 0;
  for (const { when, pipeline, redirects } of parsed.steps) {
    const commands: JudgedCommand[] = [];
    for (const [index, words] of pipeline.entries()) {
      const judged = judgeCommand(words, redirects?.[index] ?? noRedirects, nth(marks, count));
      count += 1;
      if (judged.kind === 'refused') return judged;
      commands.push(judged.command);
    }
    steps.push({ when, pipeline: commands });
  }
  return { kind: 'runs', steps, shown: shown(steps, marks) };
}

/** The marks of one command of several: a container that is given no name gets one that no other has. */
function nth(marks: Marks, count: number): Marks {
  const { guest } = marks;
  if (guest === undefined || count === 0) return marks;
  return { ...marks, guest: { ...guest, autoName: `${guest.autoName}-${count + 1}` } };
}

type JudgedOne = { readonly kind: 'allowed'; readonly command: JudgedCommand } | Refused;

function judgeCommand(words: Words, redirects: Redirects, marks: Marks): JudgedOne {
  const { input, output } = redirects;
  const whole = (path: string | null | undefined) =>
    path === null || path === undefined || path === '/dev/null'
      ? path
      : (marks.guest?.folder.inside(path) ?? undefined);
  for (const path of [input, output?.path ?? null])
    if (whole(path) === undefined) return refuse(outsideFolder(path ?? '', marks.guest?.folder));
  const judged = judgeProgram(words, marks);
  if (judged.kind === 'refused') return judged;
  const { kind: _kind, ...command } = judged;
  if (redirects === noRedirects) return { kind: 'allowed', command };
  const to = output === null ? null : { ...output, path: whole(output.path) ?? output.path };
  return {
    kind: 'allowed',
    command: { ...command, redirects: { ...redirects, input: whole(input) ?? input, output: to } },
  };
}

function judgeProgram(words: Words, marks: Marks): Judgement {
  const { guest } = marks;
  if (isDocker(words)) return judgeDocker(['docker', ...words.slice(1)], marks);
  if (isQemu(words[0])) return judgeVm(words, guest?.folder, guest?.vm);
  return judgeHost(words, guest?.folder, guest?.movedPort);
}

/** Where podman is the engine, both names are understood. */
const isDocker = ([program]: Words): boolean => program === 'docker' || program === 'podman';

/** The line as it will run, by the name of the program that will. */
function shown(steps: readonly JudgedStep[], marks: Marks): string {
  const program = marks.guest?.engine ?? 'docker';
  return showSteps(
    steps.map(({ when, pipeline }) => ({
      when,
      pipeline: pipeline.map(
        ({ words }): Words => (words[0] === 'docker' ? [program, ...words.slice(1)] : words),
      ),
      redirects: pipeline.map(({ redirects }) => redirects ?? noRedirects),
    })),
  );
}
