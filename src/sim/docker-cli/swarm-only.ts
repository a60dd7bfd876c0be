/**
 * What an engine that is no member of a swarm answers to the commands of swarms (moby `daemon/cluster`). Invariant:
 * it never becomes one; `swarm init` and `swarm join` are refused as not modelled.
 */
import { helpText } from './flag-table.ts';

const GROUPS = ['config', 'node', 'secret', 'service', 'stack', 'swarm'];
/** Commands of `swarm` that its help shows only to managers. */
const HIDDEN = ['ca', 'join-token', 'leave', 'unlock', 'unlock-key', 'update'];

const NO_MANAGER =
  'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** The daemon's refusal; null where this is no command of a swarm, or one that would make or join it. */
export function swarmRefusal(group: string, word: string): string | null {
  if (!GROUPS.includes(group)) return null;
  if (group === 'swarm') {
    if (!HIDDEN.includes(word)) return null;
    return word === 'leave' || word === 'unlock'
      ? 'Error response from daemon: This node is not part of a swarm'
      : NO_MANAGER;
  }
  return new RegExp(`^  ${word} `, 'm').test(helpText(group) ?? '') ? NO_MANAGER : null;
}

/** `swarm init` and `swarm join`. */
export const beginsSwarm = (group: string, word: string): boolean =>
  group === 'swarm' && (word === 'init' || word === 'join');
