import { readLine } from '../../domain/judge-fault.ts';
import { readPairs } from '../../domain/judge-match.ts';
import { readTruth } from '../../domain/judge-true-false.ts';
import type { Answer } from '../../domain/question.ts';
import { readChoices } from '../../domain/read-choice.ts';
import { clamp } from '../layout.ts';
import { type ComposedState, type MatchState, type OrderState, places } from './question-state.ts';

/** How the keys put an answer together; pure, each gives the question as it is then. */

export function point(state: ComposedState, by: 1 | -1 | { readonly to: number }): ComposedState {
  const last = places(state) - 1;
  const wanted = typeof by === 'number' ? clamp(state.pointer + by, 0, last) : by.to;
  return wanted > last ? state : { ...state, pointer: wanted };
}

/** A letter or a digit: marks an option, gives the left pointed at its right, points at anything else. */
export function pick(state: ComposedState, place: number): ComposedState {
  if (state.kind === 'match') return partner(state, place);
  const pointed = point(state, { to: place });
  return pointed.kind === 'multiple' && pointed !== state ? toggle(pointed) : pointed;
}

/** Marks what is pointed at, or takes the mark away. */
export function toggle(state: ComposedState): ComposedState {
  const index = state.kind === 'multiple' ? state.order[state.pointer] : undefined;
  if (state.kind !== 'multiple' || index === undefined) return state;
  const { chosen } = state;
  return {
    ...state,
    chosen: chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index],
  };
}

/** Moves the item pointed at, and the pointer with it. */
export function shift(state: ComposedState, by: 1 | -1): ComposedState {
  if (state.kind !== 'order') return state;
  const { arranged, pointer } = state;
  const to = pointer + by;
  const [here, there] = [arranged[pointer], arranged[to]];
  if (here === undefined || there === undefined) return state;
  return { ...state, arranged: arranged.with(pointer, there).with(to, here), pointer: to };
}

/** The right shown at `place` for the left pointed at; then on to the next left that has none. */
function partner(state: MatchState, place: number): MatchState {
  const right = state.order[place];
  if (right === undefined) return state;
  const given = state.given.with(state.pointer, right);
  const later = given.findIndex((one, index) => one === null && index > state.pointer);
  const next = later < 0 ? given.indexOf(null) : later;
  return { ...state, given, pointer: next < 0 ? state.pointer : next };
}

/** An answer in writing, as it is pasted; null when it cannot be read as one. */
export function composeFrom(state: ComposedState, text: string): ComposedState | null {
  switch (state.kind) {
    case 'multiple': {
      const texts = state.question.options.map((option) => option.text);
      const chosen = readChoices(text, texts, state.order);
      return chosen && { ...state, chosen: [...new Set(chosen)] };
    }
    case 'true-false': {
      const said = readTruth(text, state.question, state.order);
      if (said === null) return null;
      return { ...state, value: said.value, pointer: Math.max(0, state.order.indexOf(said.reason ?? -1)) };
    }
    case 'order':
      return arrangedFrom(state, readChoices(text, state.question.items, state.arranged));
    case 'match': {
      const given = readPairs(text, state.question, state.order);
      return given && { ...state, given };
    }
    case 'fault': {
      const line = readLine(text, state.question.lines);
      return line === null ? null : { ...state, pointer: line };
    }
  }
}

function arrangedFrom(state: OrderState, indices: readonly number[] | null): OrderState | null {
  const isWhole = indices?.length === state.arranged.length && new Set(indices).size === indices.length;
  return isWhole && indices !== null ? { ...state, arranged: indices } : null;
}

export type Composed =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** Not an answer yet, but a step towards it. */
  | { readonly kind: 'step'; readonly state: ComposedState }
  | { readonly kind: 'incomplete'; readonly because: string };

/** What Enter makes of it. */
export function composed(state: ComposedState): Composed {
  const incomplete = (because: string): Composed => ({ kind: 'incomplete', because });
  const answer = (given: Answer): Composed => ({ kind: 'answer', answer: given });
  switch (state.kind) {
    case 'multiple':
      return state.chosen.length === 0
        ? incomplete('Mark what is right with Space first; several may be.')
        : answer({ kind: 'options', indices: state.chosen });
    case 'true-false':
      return state.value === null
        ? { kind: 'step', state: { ...state, value: state.pointer === 0, pointer: 0 } }
        : answer({ kind: 'truth', value: state.value, reason: state.order[state.pointer] ?? 0 });
    case 'order':
      return answer({ kind: 'order', indices: state.arranged });
    case 'match': {
      const rights = state.given.filter((right) => right !== null);
      const missing = state.given.length - rights.length;
      return missing > 0
        ? incomplete(
            `${missing === 1 ? '1 has' : `${missing} have`} no partner yet: press the letter of one.`,
          )
        : answer({ kind: 'pairs', rights });
    }
    case 'fault':
      return answer({ kind: 'option', index: state.pointer });
  }
}
