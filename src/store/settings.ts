import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Clock, SettingSaved, Settings, SettingsValues } from '../app/ports.ts';
import { type ConfigFile, readConfigFile, withSettings } from './config-file.ts';
import { becauseOf, setAsideName } from './disk-fault.ts';

export interface OpenedSettings {
  readonly settings: Settings;
  /** One line for the learner, or null. */
  readonly notice: string | null;
}

const NEWER = 'it was written by a newer vmvscontainer; update this one to change settings';

/** Settings in `config.json` in `dir`. Read once; written by conf, which replaces the file whole. */
export async function openSettings(dir: string, clock: Clock): Promise<OpenedSettings> {
  const path = join(dir, 'config.json');
  const found = readConfigFile(path);
  const notice = await noticeOf(path, found, clock);
  return { settings: settingsOver(path, found.values, clock), notice };
}

function settingsOver(path: string, start: SettingsValues, clock: Clock): Settings {
  let values = start;
  let waiting: Partial<SettingsValues> = {};
  let queue: Promise<unknown> = Promise.resolve();
  const save = async (change: Partial<SettingsValues>): Promise<SettingSaved> => {
    waiting = { ...waiting, ...change };
    const saved = await write(path, waiting, clock);
    if (saved.saved) waiting = {};
    return saved;
  };
  return {
    get: () => values,
    set: (change) => {
      values = { ...values, ...change };
      const saved = queue.then(() => save(change));
      queue = saved;
      return saved;
    },
  };
}

/** Reads the file again first, so that another session's other settings stay as it left them. */
async function write(path: string, change: Partial<SettingsValues>, clock: Clock): Promise<SettingSaved> {
  const found = readConfigFile(path);
  if (found.kind === 'newer') return { saved: false, because: NEWER };
  if (found.kind === 'unreadable') return { saved: false, because: found.because };
  try {
    if (found.kind === 'corrupt') renameSync(path, asidePath(path, clock));
    const raw = found.kind === 'corrupt' ? withSettings({}, found.values) : found.raw;
    const { default: Conf } = await import('conf');
    const conf = new Conf<Record<string, unknown>>({ cwd: dirname(path), configName: 'config' });
    conf.store = withSettings(raw, change);
    sweep(dirname(path), clock);
    return { saved: true };
  } catch (error) {
    return { saved: false, because: becauseOf(error) };
  }
}

const HOUR_MS = 3_600_000;

/** conf writes beside the file and renames; a session that is killed between the two leaves a file that nobody needs. */
function sweep(dir: string, clock: Clock): void {
  try {
    const left = readdirSync(dir).filter((name) => /^config\.json\.tmp-[0-9a-f]+$/.test(name));
    for (const path of left.map((name) => join(dir, name))) {
      if (statSync(path).mtimeMs < clock.now() - HOUR_MS) rmSync(path);
    }
  } catch {
    return;
  }
}

async function noticeOf(path: string, found: ConfigFile, clock: Clock): Promise<string | null> {
  switch (found.kind) {
    case 'read':
      return null;
    case 'newer':
      return `Settings cannot be changed in ${path}: ${NEWER}.`;
    case 'unreadable':
      return `Settings in ${path} could not be read: ${found.because}.`;
    case 'corrupt':
      return rescue(path, found.values, clock);
  }
}

/** Moves the damaged file away and writes what could be made out, so that the next start finds it. */
async function rescue(path: string, values: SettingsValues, clock: Clock): Promise<string> {
  const aside = asidePath(path, clock);
  try {
    renameSync(path, aside);
  } catch (error) {
    return `The settings file was damaged and could not be set aside: ${becauseOf(error)}.`;
  }
  const found = values.machine !== null || Object.keys(values).length > 1;
  const kept = found ? 'what could be read is used' : 'the defaults are used';
  if (found) await write(path, values, clock);
  return `The settings file was damaged; it is kept as ${basename(aside)}, and ${kept}.`;
}

function asidePath(path: string, clock: Clock): string {
  return join(dirname(path), setAsideName(basename(path), clock.now()));
}
