/**
 * Models when a shell becomes its last command instead of starting it in a child: EV_EXIT of ash and dash, CMD_NO_FORK of bash.
 * Seen on bash 5.3, dash 0.5.12, busybox ash 1.38 (`sh -c 'sleep 3 >/dev/null'` and the like). Invariant: never with an EXIT trap.
 */
import type { AndOr, PipelineNode } from 'unbash';
import type { Shell } from '../shell.ts';
import type { Run } from './run.ts';

/** Whether a node that stands last may hand its tail position on to what it ends with. */
export function passesTail(shell: Shell, node: PipelineNode | AndOr, run?: Run): boolean {
  if (shell.dialect.kind === 'ash') return ![...shell.traps.values()].some((action) => action !== '');
  if (shell.traps.has('EXIT')) return false;
  if (shell.dialect.kind === 'dash') return true;
  if (node.type === 'Command') return run?.subshell === true || node.redirects.length === 0;
  return node.type === 'AndOr';
}

/** Whether the bodies of compound commands (`{ }`, `if`) keep the tail position. */
export const compoundKeepsTail = (shell: Shell): boolean => shell.dialect.kind !== 'bash';
