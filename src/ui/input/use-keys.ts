import { useInput, usePaste } from 'ink';
import { useCallback } from 'react';
import type { Intent } from '../../app/intent.ts';
import type { Store } from '../../app/store.ts';
import { keyNames } from './key-name.ts';
import { intentOf, isTyping } from './keymap.ts';
import { modeOf } from './mode.ts';

/** The one place where keys and pastes come in. */
export function useKeys(store: Store): void {
  useInput(
    useCallback(
      (input, key) => {
        for (const name of keyNames(input, key)) press(store, name);
      },
      [store],
    ),
  );
  usePaste(
    useCallback(
      (text) => {
        const intent: Intent = isTyping(modeOf(store.getState()))
          ? { kind: 'edit', edit: { kind: 'insert', text } }
          : { kind: 'paste', text };
        store.dispatch({ kind: 'intent', intent });
      },
      [store],
    ),
  );
}

/** Each key is read against the state the key before it left behind. */
function press(store: Store, name: string): void {
  const intent = intentOf(modeOf(store.getState()), name);
  if (intent !== null) store.dispatch({ kind: 'intent', intent });
}
