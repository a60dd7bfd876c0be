import type { Refusal } from '../machine/machine.ts';
import { parseLine, type Step, type Words } from './command-line.ts';
import { judgeDocker, type Marks } from './docker-rules.ts';
import { judgeHost } from './host-rules.ts';
import { showSteps } from './show-words.ts';

export interface JudgedCommand {
  readonly words: Words;
  readonly targets: readonly string[];
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
  const parsed = parseLine(text);
  if (parsed.kind === 'refused') return parsed;
  const steps: JudgedStep[] = [];
  for (const { when, pipeline } of parsed.steps) {
    const commands: JudgedCommand[] = [];
    for (const words of pipeline) {
      const judged = words[0] === 'docker' ? judgeDocker(words, marks) : judgeHost(words);
      if (judged.kind === 'refused') return judged;
      commands.push(judged);
    }
    steps.push({ when, pipeline: commands });
  }
  const final = steps.map(({ when, pipeline }) => ({ when, pipeline: pipeline.map(({ words }) => words) }));
  return { kind: 'runs', steps, shown: showSteps(final) };
}
