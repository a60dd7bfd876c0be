/**
 * Models br_netfilter (bridge-nf-call-iptables 1, which Docker switches on): IP packets that a bridge passes between its ports
 * go through FORWARD with the bridge as both devices. Invariant: it decides and tracks, it never translates addresses.
 */
import type { Device } from '../device.ts';
import { type Frame, finish, type Walk } from '../packet.ts';
import { evaluate } from './evaluate.ts';

/** Whether the frame may go on to these ports. */
export function bridgeFilter(
  walk: Walk,
  bridge: Device,
  _from: Device,
  to: readonly Device[],
  frame: Frame,
): boolean {
  const { packet } = frame;
  const { state } = bridge;
  if (packet.kind !== 'ip' || to.length === 0 || !state.bridgeFilters) return true;
  const outer = packet.tracked;
  packet.tracked = state.conntrack.track(packet, walk.dry);
  const verdict = evaluate(walk, state, 'filter', 'FORWARD', packet, { in: bridge.name, out: bridge.name });
  const passes = verdict.kind === 'accept';
  if (passes && !walk.dry) state.conntrack.confirm(packet.tracked);
  if (!passes) finish(walk, state, bridge, { kind: 'dropped' }, `filtered on the bridge ${bridge.name}`);
  packet.tracked = outer;
  return passes;
}
