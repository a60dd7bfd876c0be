import { labsSentence } from '../app/labs-sentence.ts';
import type { EngineFacts } from '../domain/observation.ts';
import type { Detection, FoundEngine } from '../live/detect.ts';
import type { FoundKit, MissingKit, VmKit } from '../live/vm/vm-kit.ts';
import type { CommandIo } from '../terminal/command-io.ts';
import { choices, detect } from './machines.ts';
import { type ProgressPlace, progressPlace } from './progress-place.ts';
import { type TerminalFacts, terminalFacts } from './terminal-facts.ts';

export interface DoctorReport {
  /** Labs can run in real containers now. */
  readonly ready: boolean;
  /** The sentence of the course map. */
  readonly labs: string;
  /** Why not, as a word for scripts: `not-running`; null when ready. */
  readonly reason: string | null;
  /** The same in a sentence, and what to do; null when there is nothing to do. */
  readonly because: string | null;
  readonly advice: string | null;
  readonly engine: EngineReport | null;
  readonly vm: VmReport;
  /** The command lines that the engine was looked for with, before anybody agreed to anything: all of them only read. */
  readonly asked: readonly string[];
  readonly terminal: TerminalFacts;
  readonly progress: ProgressPlace;
  readonly node: string;
  readonly platform: string;
}

export interface EngineReport {
  readonly program: string;
  readonly version: string;
  readonly context: string | null;
  readonly socket: string | null;
  readonly busybox: 'present' | 'missing';
  /** null: not asked, because the image is here. */
  readonly registry: 'reached' | 'not reached' | null;
  readonly facts: EngineFacts | null;
}

/** Whether real, tiny virtual machines can be booted here. */
export type VmReport =
  | ({ readonly ready: true } & Omit<FoundKit, 'kind'>)
  | ({ readonly ready: false } & Omit<MissingKit, 'kind'>);

export interface Examination {
  vm(): VmKit | Promise<VmKit>;
  detect(tell: (line: string) => void): Promise<Detection>;
  reachesRegistry(engine: FoundEngine): Promise<boolean>;
}

export async function examine(io: CommandIo, by: Examination = onThisComputer): Promise<DoctorReport> {
  const asked: string[] = [];
  const detection = await by.detect((line) => asked.push(line));
  const [choice] = choices(detection);
  const around = {
    vm: vmReport(await by.vm()),
    asked: [...new Set(asked)],
    labs: choice === undefined ? '' : labsSentence(choice),
    terminal: terminalFacts(io),
    progress: await progressPlace(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  };
  if (detection.kind === 'not-found') {
    const { reason, because, remedy } = detection;
    return { ready: false, reason, because, advice: remedy, engine: null, ...around };
  }
  const registry =
    detection.busybox === 'present'
      ? null
      : (await by.reachesRegistry(detection))
        ? 'reached'
        : 'not reached';
  return { ...verdict(detection, registry), engine: engineReport(detection, registry), ...around };
}

function vmReport({ kind, ...kit }: VmKit): VmReport {
  return kind === 'found'
    ? { ready: true, ...(kit as Omit<FoundKit, 'kind'>) }
    : { ready: false, ...(kit as Omit<MissingKit, 'kind'>) };
}

type Verdict = Pick<DoctorReport, 'ready' | 'reason' | 'because' | 'advice'>;

function verdict({ way }: FoundEngine, registry: EngineReport['registry']): Verdict {
  if (registry === 'not reached')
    return {
      ready: false,
      reason: 'no-image',
      because: 'the engine has no busybox image and reaches no registry to pull it from',
      advice: `Connect this computer to the network and run: ${way.program} pull busybox`,
    };
  const advice =
    registry === null ? null : `The image that labs need can be pulled: ${way.program} pull busybox`;
  return { ready: true, reason: null, because: null, advice };
}

function engineReport(
  { version, way, endpoint, busybox, facts }: FoundEngine,
  registry: EngineReport['registry'],
): EngineReport {
  return {
    program: way.program,
    version,
    context: endpoint?.context ?? null,
    socket: endpoint?.host ?? null,
    busybox,
    registry,
    facts,
  };
}

const onThisComputer: Examination = {
  detect,
  vm: async () => {
    const [{ vmKit }, { hostFacts }] = await Promise.all([
      import('../live/vm/vm-kit.ts'),
      import('../live/host-facts.ts'),
    ]);
    return vmKit({ ...hostFacts(), arch: process.arch });
  },
  reachesRegistry: async ({ way }) => {
    const [{ reachesRegistry }, { launchOnThisComputer }] = await Promise.all([
      import('../live/registry-reach.ts'),
      import('../live/launch.ts'),
    ]);
    return reachesRegistry(launchOnThisComputer, way);
  },
};
