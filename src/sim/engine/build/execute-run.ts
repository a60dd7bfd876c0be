/** RUN carried out: the command in its step's container, its lines as they come, its exit code as an error. Throws BuildError. */
import type { Task } from '../../kernel/sys.ts';
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Container, Mount } from '../model.ts';
import { BuildError } from './definition.ts';
import type { Instruction } from './dockerfile.ts';
import type { BuildStep } from './progress.ts';
import { runInStep } from './step-container.ts';

const RUN_MS = 130;

export interface RunRequest {
  readonly argv: readonly string[];
  readonly step: BuildStep;
  readonly one: Instruction;
  readonly mounts: readonly Mount[];
}

export function* executeRun(
  engine: Engine,
  container: Container,
  { argv, step, one, mounts }: RunRequest,
): Task<void> {
  yield* engine.busy(RUN_MS);
  const shown = `process ${JSON.stringify(argv.join(' '))} did not complete successfully`;
  const outcome = yield* started(engine, { ...container, mounts }, argv, step, (reason) => {
    step.failed(`${shown}: ${reason}`);
    return new BuildError(`${shown}: ${reason}`, one);
  });
  if (outcome === 0) return;
  if (typeof outcome === 'string')
    step.output(`runc run failed: unable to start container process: ${outcome}`);
  const words = `${shown}: exit code: ${typeof outcome === 'string' ? 127 : outcome}`;
  step.failed(words);
  throw new BuildError(words, one);
}

/** As runInStep; what it refuses before the command begins is told as `refused` says. */
function* started(
  engine: Engine,
  container: Container,
  argv: readonly string[],
  step: BuildStep,
  refused: (reason: string) => BuildError,
): Task<number | string> {
  try {
    return yield* runInStep(engine, container, argv, (line) => step.output(line));
  } catch (error) {
    if (error instanceof EngineError) throw refused(error.message);
    throw error;
  }
}
