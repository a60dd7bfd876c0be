import type { Step } from './effect.ts';
import type { Intent } from './intent.ts';
import { leave } from './leave.ts';
import { beginReset } from './lesson/reset.ts';
import { agree, disagree } from './lesson/update-consent.ts';
import type { Overlay, State } from './state.ts';

/** What a key means while something lies over the screen. */
export function updateOverlay(state: State, overlay: Overlay, intent: Intent): Step<State> {
  if (intent.kind === 'paste') return [state, []];
  const below = overlay.kind === 'help' ? (overlay.over ?? null) : null;
  const closed: State = { ...state, overlay: below };
  // A quiz answers this itself; on any other screen there is nothing to be sure of.
  if (overlay.kind === 'confirm-quiz') return [closed, []];
  if (overlay.kind === 'confirm-quit') {
    const sure = intent.kind === 'accept' || intent.kind === 'quit' || intent.kind === 'interrupt-line';
    return sure ? leave(closed, 'left') : [closed, []];
  }
  if (overlay.kind === 'confirm-reset') return intent.kind === 'accept' ? beginReset(closed) : [closed, []];
  if (overlay.kind === 'consent') {
    if (intent.kind === 'accept') return agree(state, overlay, false);
    if (intent.kind === 'agree-always') return agree(state, overlay, true);
    if (intent.kind !== 'move' && intent.kind !== 'page') return disagree(state);
  }
  const scrolled = (scroll: number): Step<State> => [
    { ...state, overlay: { ...overlay, scroll: Math.max(0, scroll) } },
    [],
  ];
  switch (intent.kind) {
    case 'move':
      return scrolled(overlay.scroll + intent.by);
    case 'page':
      return scrolled(overlay.scroll + intent.by * 10);
    case 'quit':
    case 'interrupt-line':
      return leave(closed, 'left');
    default:
      return [closed, []];
  }
}
