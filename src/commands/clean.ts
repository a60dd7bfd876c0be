import type { Cleaning, CleanSettings } from '../live/clean.ts';
import type { Detection } from '../live/detect.ts';
import type { Launch } from '../live/launch.ts';
import { askYes } from './ask-yes.ts';
import { cleanedText, cleaningText, isEmpty } from './clean-text.ts';
import type { Arguments, Command, CommandContext } from './command.ts';
import { detect, stateFolder } from './machines.ts';

/**
 * `vmvscontainer clean`: shows what this course has made on the engine and on the disk, and removes exactly that; 0 done or
 * nothing to do, 1 something is left or could not be looked at, 2 nobody said yes.
 */
export const clean: Command = async (context, args) => {
  const { launchOnThisComputer } = await import('../live/launch.ts');
  return cleanHere(context, args, { detect, stateFolder, launch: launchOnThisComputer });
};

export interface CleanPlaces {
  readonly launch: Launch;
  detect(): Promise<Detection>;
  stateFolder(): string;
}

export async function cleanHere(
  { io }: CommandContext,
  { flags }: Arguments,
  places: CleanPlaces,
): Promise<number> {
  const engine = await places.detect();
  const settings = await settingsFor(engine, places, flags.has('--all'));
  const live = await import('../live/clean.ts');
  const looked = await live.lookForOwn(settings);
  const json = flags.has('--json');
  const unknown = looked.known ? (engine.kind === 'found' ? null : engine.because) : looked.because;
  const cleaning: Cleaning = looked.known
    ? looked.cleaning
    : { objects: [], folders: [], machines: [], inUse: [], elsewhere: [], running: [] };
  const say = (text: string) => {
    if (!json) io.write(text);
  };
  const end = (removed: boolean, fault: string | null) => {
    if (json) io.write(`${JSON.stringify(report(cleaning, removed, fault ?? unknown))}\n`);
    return fault === null && unknown === null ? 0 : 1;
  };
  say(cleaningText(cleaning, engine.kind === 'found' ? engine.label : null, unknown));
  if (flags.has('--dry-run')) return end(false, null);
  // What is written down of sessions that left nothing goes without a question.
  if (isEmpty(cleaning)) return end(false, looked.known ? await live.clean(settings, cleaning) : null);
  if (!flags.has('--yes') && !(await agreed(io, json))) return 2;
  const fault = await live.clean(settings, cleaning);
  say(cleanedText(fault));
  return end(true, fault);
}

function report(
  { objects, folders, machines, inUse, elsewhere, running }: Cleaning,
  removed: boolean,
  because: string | null,
) {
  const plain = ({ kind, name, session }: Cleaning['objects'][number]) => ({ kind, name, session });
  return {
    removed,
    objects: objects.map(plain),
    folders: folders.map(({ path }) => path),
    machines: machines.map(({ pid }) => pid),
    inUse: inUse.map(plain),
    elsewhere: elsewhere.map(plain),
    running,
    because,
  };
}

async function settingsFor(
  engine: Detection,
  places: CleanPlaces,
  everybodys: boolean,
): Promise<CleanSettings> {
  const folder = places.stateFolder();
  const [{ SessionRegistry }, { askThrough }, { launchThrough, pinned }, { engineInfo }] = await Promise.all([
    import('../live/sessions.ts'),
    import('../live/docker-client.ts'),
    import('../live/way.ts'),
    import('../live/engine-info.ts'),
  ]);
  const common = { registry: new SessionRegistry(folder), stateFolder: folder, everybodys };
  if (engine.kind === 'not-found') return { ...common, ask: null, engineId: '' };
  const ask = askThrough(
    launchThrough(places.launch, pinned(engine.way, engine.endpoint, process.env)),
    30_000,
  );
  const asked = await ask(['docker', 'info', '--format', '{{json .}}']);
  return { ...common, ask, engineId: (asked.known && engineInfo(asked.value.stdout)?.id) || '' };
}

/** Asks the person; without one nothing is removed. */
async function agreed(io: CommandContext['io'], json: boolean): Promise<boolean> {
  if (json || !io.interactive) {
    io.complain('vmvscontainer: clean asks before it removes; say --yes, or --dry-run to look only.\n');
    return false;
  }
  const yes = await askYes(io, 'Remove them?');
  if (!yes) io.write('Nothing was removed.\n');
  return yes;
}
