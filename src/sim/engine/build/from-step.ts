/**
 * The FROM of a stage as a step: its label, and whether it is CACHED or DONE (buildkit `solver/edge.go`, `dockerfile2llb`).
 * Invariant: stages that begin with the same image share one step, under the name of the one that is visited last. An image is
 * CACHED where its files are wanted, DONE where the step after it was not run.
 */
import { type BuildWork, fullReference, globalLookup, keyOf, stageNamed } from './definition.ts';
import type { Stage } from './dockerfile.ts';
import { mountFlags } from './mount-words.ts';
import { rememberStep } from './remember-step.ts';
import { expandWord } from './words.ts';

const FILE_STEPS = new Set(['ADD', 'COPY', 'RUN', 'WORKDIR']);

const baseOf = (work: BuildWork, stage: Stage): string => expandWord(stage.base, globalLookup(work));

/** Nothing is pulled for the stage: it is empty, or goes on with an earlier one. */
export function hasNoImage(work: BuildWork, stage: Stage): boolean {
  const name = baseOf(work, stage);
  return name === 'scratch' || stageNamed(work.file, name, stage) !== null;
}

/** A mount of a RUN counts as a stage beside the others, whatever it mounts. */
const isNamed = ({ file }: BuildWork): boolean =>
  file.stages.length > 1 || file.stages.some(({ steps }) => steps.some((one) => mountFlags(one).length > 0));

/** `[2/5]`, or `[builder 2/5]` where there are several stages. What an image has by ONBUILD counts, file or not. */
export function labelOf(work: BuildWork, stage: Stage, number: number, triggers = 0): string {
  const without = hasNoImage(work, stage);
  const count = stage.steps.filter(({ name }) => FILE_STEPS.has(name)).length + (without ? 0 : 1) + triggers;
  const name = stage.name ?? `stage-${stage.index}`;
  const prefix = isNamed(work) ? `${name} ` : '';
  return `[${prefix}${without ? number - 1 : number}/${count}]`;
}

/** The stages in the order in which a solver comes by: what a stage goes on with, then what it copies from. */
function visited(work: BuildWork, stage: Stage): readonly Stage[] {
  const below = (name: string): readonly Stage[] => {
    const other = stageNamed(work.file, name, stage);
    return other === null ? [] : visited(work, other);
  };
  const copied = stage.steps.flatMap(({ flags }) => below(flags.get('from') ?? ''));
  return [...below(baseOf(work, stage)), stage, ...copied];
}

/** Opens the step; what is said after it waits until `settle` tells whether the stage's first step was run. */
export function openFrom(work: BuildWork, stage: Stage, key: string): (ran: boolean) => void {
  const name = baseOf(work, stage);
  if (hasNoImage(work, stage) || work.begun.has(name)) return () => undefined;
  work.begun.add(name);
  const target = work.used.at(-1) ?? stage;
  const sharing = visited(work, target).filter((one) => baseOf(work, one) === name);
  const step = work.progress.step(`${labelOf(work, sharing.at(-1) ?? stage, 1)} FROM ${fullReference(name)}`);
  const { engine, progress } = work;
  const known = engine.buildCache.find(keyOf('from', key)) !== null;
  rememberStep(engine, keyOf('from', key), null, `pulled from ${fullReference(name)}`, 0);
  progress.hold();
  let open = true;
  return (ran) => {
    if (!open) return;
    open = false;
    progress.release(() => (known && ran ? step.cached() : step.done()));
  };
}
