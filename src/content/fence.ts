import type { ItemId } from '../domain/ids.ts';
import { itemId } from '../domain/ids.ts';
import { nearest } from '../domain/nearest.ts';
import { type InfoString, parseInfoString } from './info-string.ts';
import type { ProblemList } from './problem.ts';
import type { FenceBlock } from './scan-blocks.ts';
import { durationMs, isIdentifier } from './yaml-scalars.ts';

export const DEFAULT_TIMEOUT_MS = 30_000;

export type ActivityKind = 'run' | 'task' | 'predict' | 'quiz';

/** A fence that is something to do, with its info string understood. */
export interface ActivityFence {
  readonly kind: ActivityKind;
  readonly id: ItemId;
  readonly flags: readonly string[];
  readonly timeoutMs: number | null;
  readonly concepts: readonly string[];
  /** Of a command that runs on a simulated machine of its own. */
  readonly world: string | null;
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
  readonly line: number;
  readonly problems: ProblemList;
  /** Reports a fault of the fence as a whole. */
  readonly complain: (sentence: string) => void;
}

const SHELLS = ['sh', 'bash', 'shell'];
const YAML_KINDS = ['task', 'predict', 'quiz'] as const;
const ALLOWED_KEYS: Readonly<Record<ActivityKind, readonly string[]>> = {
  run: ['id', 'timeout', 'world'],
  task: ['id', 'concepts'],
  predict: ['id', 'timeout', 'concepts'],
  quiz: ['id', 'concepts'],
};

/** The activity a fence is, or null when it is prose. */
export function activityFence(block: FenceBlock, problems: ProblemList): ActivityFence | null {
  const info = parseInfoString(block.info);
  const kind = kindOf(info, block);
  if (kind === null) {
    reportNearMiss(info, block, problems);
    return null;
  }
  const complain = (sentence: string): void => problems.add(block.line, `${kind}: ${sentence}`);
  if (block.indented) complain('an activity stands at the first column, not inside a list or a quote');
  reportStrangeWords(info, kind, complain);
  return {
    kind,
    id: itemId(idOf(info, block, complain)),
    flags: info.flags,
    timeoutMs: timeoutOf(info, complain),
    concepts: (info.values.get('concepts') ?? '').split(',').filter((concept) => concept !== ''),
    world: worldOf(info, complain),
    body: block.body,
    bodyLine: block.line + 1,
    line: block.line,
    problems,
    complain,
  };
}

function kindOf(info: InfoString, block: FenceBlock): ActivityKind | null {
  const yaml = YAML_KINDS.find((kind) => kind === info.language);
  if (yaml !== undefined) return yaml;
  const runs = info.flags.includes('exec') || block.execAfter;
  return runs && (SHELLS.includes(info.language) || info.language === '') ? 'run' : null;
}

function reportNearMiss(info: InfoString, block: FenceBlock, problems: ProblemList): void {
  if (info.flags.includes('exec') || block.execAfter) {
    problems.add(block.line, `expected one of ${SHELLS.join(', ')} before +exec, found "${info.language}"`);
    return;
  }
  if (!info.values.has('id') && info.flags.length === 0) return;
  if (SHELLS.includes(info.language)) {
    problems.add(
      block.line,
      `this ${info.language} fence has an id or a flag but no +exec, so it would never run`,
    );
    return;
  }
  const meant = nearest(info.language, YAML_KINDS);
  const advice = meant === null ? '' : `; did you mean ${meant}?`;
  problems.add(block.line, `a "${info.language}" fence is only text and takes no id and no flags${advice}`);
}

function reportStrangeWords(
  info: InfoString,
  kind: ActivityKind,
  complain: (sentence: string) => void,
): void {
  const allowed = ALLOWED_KEYS[kind];
  for (const word of info.strange)
    complain(`expected +flag or key=value after the language, found "${word}"`);
  for (const key of info.values.keys()) {
    if (allowed.includes(key)) continue;
    const meant = nearest(key, allowed);
    complain(
      `unknown key "${key}"; ${meant === null ? `known are ${allowed.join(', ')}` : `did you mean ${meant}?`}`,
    );
  }
  for (const flag of info.flags) {
    if (kind === 'run' && (flag === 'exec' || flag.startsWith('expect:'))) continue;
    const advice = kind === 'run' ? '+exec and +expect:failure are known' : `a ${kind} takes none`;
    complain(`unknown flag "+${flag}"; ${advice}`);
  }
}

function idOf(info: InfoString, block: FenceBlock, complain: (sentence: string) => void): string {
  const id = info.values.get('id');
  if (id === undefined) {
    if (block.execAfter) return idFromCommand(block.body);
    complain('id is missing');
    return '';
  }
  if (!isIdentifier(id)) complain(`expected an id of a-z, 0-9 and single hyphens, found "${id}"`);
  return id;
}

/** Killercoda's commands have no id; the command itself is the steadiest name there is. */
export function idFromCommand(command: string): string {
  const words = command.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return ['exec', ...words].join('-');
}

function timeoutOf(info: InfoString, complain: (sentence: string) => void): number | null {
  const written = info.values.get('timeout');
  if (written === undefined) return null;
  const milliseconds = durationMs(written);
  if (milliseconds === null) complain(`timeout: expected a duration such as 500ms or 9s, found "${written}"`);
  return milliseconds;
}

function worldOf(info: InfoString, complain: (sentence: string) => void): string | null {
  const world = info.values.get('world') ?? null;
  if (world !== null && !isIdentifier(world)) {
    complain(`world: expected a name of a-z, 0-9 and single hyphens, found "${world}"`);
  }
  return world;
}
