import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Detection } from '../live/detect.ts';
import type { Launch } from '../live/launch.ts';
import type { Machine } from '../machine/machine.ts';
import type { MachineChoice, MachineSupply } from '../machine/supply.ts';
import type { World } from '../sim/worlds/world.ts';
import { directoryFacts, progressDirectory } from '../store/directory.ts';

/**
 * The learner's own Docker where there is one, and the simulator always; each is loaded when first asked for. With
 * `timePasses` the simulated clock goes on between commands as it does for whoever sits before it.
 */
export function createMachineSupply(timePasses = false): MachineSupply {
  let looking: Promise<Detection> | null = null;
  const look = () => {
    looking ??= detect();
    return looking;
  };
  return {
    // The app asks again when an engine may have come or gone.
    choices: async () => {
      looking = detect();
      return choices(await looking);
    },
    open: async (kind, world) =>
      kind === 'live' ? openLive(await look()) : openSimulated(world, timePasses),
  };
}

/** Looks for the learner's engine, now. `tell` hears of each command line that is asked; all of them only read. */
export async function detect(tell: (line: string) => void = () => undefined): Promise<Detection> {
  const [{ detectEngine }, { hostFacts }, { launchOnThisComputer }] = await Promise.all([
    import('../live/detect.ts'),
    import('../live/host-facts.ts'),
    import('../live/launch.ts'),
  ]);
  const launch: Launch = (argv, options) => {
    tell(argv.join(' '));
    return launchOnThisComputer(argv, options);
  };
  return detectEngine({ launch, host: hostFacts() });
}

/** What can be chosen, the best first. */
export function choices(docker: Detection): readonly MachineChoice[] {
  if (docker.kind === 'not-found')
    return [{ kind: 'simulated', label: 'simulated', because: docker.because }];
  return [
    { kind: 'live', label: docker.label, because: docker.because },
    { kind: 'simulated', label: 'simulated', because: 'by choice' },
  ];
}

async function openLive(docker: Detection): Promise<Machine> {
  if (docker.kind === 'not-found') throw new Error(`Labs cannot run on this computer: ${docker.because}.`);
  const [{ openLiveMachine }, { hostFacts }, { launchOnThisComputer }, { pinned }] = await Promise.all([
    import('../live/live-machine.ts'),
    import('../live/host-facts.ts'),
    import('../live/launch.ts'),
    import('../live/way.ts'),
  ]);
  const { label, version, way, endpoint } = docker;
  return openLiveMachine({
    launch: launchOnThisComputer,
    label,
    version,
    way: pinned(way, endpoint, hostFacts().env),
    seenFrom: { socket: endpoint?.host ?? '', host: hostFacts() },
    stateFolder: stateFolder(),
  });
}

/** The learner's world has a registry that can be reached, as a computer on a network has. */
const LEARNERS_WORLD = 'online-host';

/** A world by name, as `sandbox --world` asks for; a name that is not there is an Error that says which are. */
async function openSimulated(name: string | undefined, timePasses: boolean): Promise<Machine> {
  const [{ createSimulatedMachine }, { worldNamed }] = await Promise.all([
    import('../sim/simulated-machine.ts'),
    import('../sim/worlds/worlds.ts'),
  ]);
  const world = worldNamed(name ?? LEARNERS_WORLD);
  return createSimulatedMachine({
    world: timePasses ? reachedFromATerminal(world) : world,
    yieldToHost: () => new Promise((resolve) => setImmediate(resolve)),
    clock: {
      nowMs: () => performance.now(),
      after: (ms, call) => {
        const timer = setTimeout(call, ms);
        return () => clearTimeout(timer);
      },
    },
    ...(timePasses ? { elapsedMs: stopwatch() } : {}),
  });
}

/** Its shell as ssh starts one for whoever sits at a terminal. */
const reachedFromATerminal = (world: World): World => ({
  ...world,
  shell: { ...world.shell, env: { ...world.shell.env, TERM: 'xterm' } },
});

/** Milliseconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const before = last;
    last = performance.now();
    return last - before;
  };
}

/** Beside the learner's progress; for an account without a home, where temporary files are. */
export function stateFolder(): string {
  return progressDirectory(directoryFacts()) ?? join(tmpdir(), `vmvscontainer-${userInfo().uid}`);
}
