import { counted } from '../../domain/wording.ts';
import { measure } from '../layout.ts';
import type { Replayed } from '../replay.ts';
import type { Size } from '../state.ts';

/** One calm line once the earlier commands have run again; null: there were none. */
export function backText({ ran, all }: Replayed, size: Size): string | null {
  if (all === 0) return null;
  const wide = measure(size) >= 70;
  if (ran < all) {
    return wide
      ? `Your machine is partly back: ${ran} of your ${all} commands ran again.`
      : `${ran} of ${all} commands ran again.`;
  }
  return wide
    ? `Your machine is back where you left it (${counted(ran, 'command')} run again).`
    : `Machine is back: ${counted(ran, 'command')} run.`;
}

/** The same for steps that were skipped. */
export const caughtUpText = ({ ran, all }: Replayed): string =>
  ran < all
    ? `${ran} of the ${counted(all, 'skipped command')} ran.`
    : `Skipped steps done: ${counted(ran, 'command')}.`;
