import { effectText } from '../../app/consent.ts';
import { resetQuestion } from '../../app/lesson/reset.ts';
import { confirmText, confirmTitle } from '../../app/quiz/confirm-words.ts';
import { chosenMachine, type Overlay, type State } from '../../app/state.ts';
import { plainText } from '../../app/text-width.ts';
import { assertNever } from '../../domain/assert-never.ts';
import { helpRows, hintsFor } from '../input/hints.ts';
import { helpedMode, modeOf } from '../input/mode.ts';
import { inlineText } from '../markdown/inline-text.ts';
import { lessonSections, lineTyped } from './linear-lesson.ts';
import { mapSections } from './linear-map.ts';
import { quizContent } from './linear-quiz.ts';
import { resultSections } from './linear-result.ts';
import { reviewSections } from './linear-review.ts';
import { searchSections } from './linear-search.ts';

/** A screen as one reads it aloud: parts in their order, each some lines, without boxes and marks. */
export interface LinearScreen {
  /** The same while the learner stays in one place; another place is read from its beginning. */
  readonly place: string;
  readonly sections: readonly Section[];
  /** A line being typed. */
  readonly line: TypedLine | null;
}

export interface Section {
  readonly name: string;
  readonly lines: readonly string[];
}

export interface TypedLine {
  readonly prompt: string;
  readonly text: string;
  /** In characters of `text`. */
  readonly cursor: number;
}

/** All that the state's screen tells, and the keys that matter there. */
export function linearScreen(state: State): LinearScreen {
  const { place, sections } = contentOf(state);
  if (sections.length === 0) return { place, sections, line: null };
  const notice = state.footer === null ? [] : [state.footer];
  const spoken = [...sections, { name: 'notice', lines: notice }, { name: 'keys', lines: [keysLine(state)] }];
  return {
    place,
    sections: spoken.map(({ name, lines }) => ({ name, lines: lines.map(plainText) })),
    line: state.overlay === null ? typedOn(state) : null,
  };
}

function typedOn({ screen }: State): TypedLine | null {
  if (screen.kind === 'search') return { prompt: '/', ...screen.editor };
  if (screen.kind === 'lesson') return lineTyped(screen);
  return screen.kind === 'quiz' && screen.phase !== 'result' ? lineTyped(screen.sheet) : null;
}

const plainLooks = { colour: false, ascii: true };

interface Content {
  readonly place: string;
  readonly sections: readonly Section[];
}

function contentOf(state: State): Content {
  const { screen, overlay } = state;
  if (overlay !== null) return overlayContent(state, overlay);
  switch (screen.kind) {
    case 'map':
      return { place: 'map', sections: mapSections(state, screen) };
    case 'review':
      return { place: 'review', sections: reviewSections(state, screen) };
    case 'search':
      return { place: 'search', sections: searchSections(screen) };
    case 'lesson': {
      const place = `${screen.lesson.id}/${screen.page}`;
      // A page is told once it is set: what is to be done comes after what there is to read.
      if (screen.docs === null) return { place: `${place}, being set`, sections: [] };
      return { place, sections: lessonSections(state, screen) };
    }
    case 'result':
      return { place: `${screen.lesson.id}/result`, sections: resultSections(state, screen) };
    case 'quiz':
      return quizContent(state, screen);
    case 'preparing':
      return sentences('preparing', ['Reading the course…']);
    case 'opening':
      return sentences('opening', ['Opening the lesson…']);
    case 'message':
      return sentences('message', [screen.title, ...screen.text.split('\n')]);
    default:
      return assertNever(screen);
  }
}

function overlayContent(state: State, overlay: Overlay): Content {
  switch (overlay.kind) {
    case 'help':
      return { place: 'help', sections: [{ name: 'help', lines: helpLines(state) }] };
    case 'confirm-quit':
      return sentences('confirm', [
        `Leave while a command runs? ${overlay.running} is still running and would be stopped.`,
      ]);
    case 'why':
      return sentences(
        'why',
        overlay.lines.flatMap(({ line, text }) => [
          line.trim(),
          inlineText(text.replace(/\s+/g, ' '), plainLooks),
        ]),
      );
    case 'confirm-reset': {
      const { title, text } = resetQuestion(state.machine);
      return sentences('confirm-reset', [`${title} ${text}`]);
    }
    case 'confirm-quiz':
      return sentences('confirm', [confirmTitle(overlay.what), confirmText(state, overlay.what)]);
    case 'glossary':
      return sentences('glossary', [
        state.screen.kind === 'search' ? 'What it means' : 'Words of this page',
        ...overlay.terms.map(({ term, text }) => `${term}: ${text.replaceAll('**', '')}`),
      ]);
    case 'consent':
      return sentences('consent', [
        `Run this on ${chosenMachine(state.machine)?.label ?? 'your own Docker'}?`,
        ...overlay.shown.map((line) => `$ ${line}`),
        effectText[overlay.effect],
      ]);
    default:
      return assertNever(overlay);
  }
}

const sentences = (place: string, lines: readonly string[]): Content => ({
  place,
  sections: [{ name: 'text', lines }],
});

const helpLines = (state: State): readonly string[] => [
  'Keys',
  ...helpRows(helpedMode(state)).map(({ keys, help }) => `${keys}: ${help}`),
];

/** Wide enough for every hint: nothing is left out for want of room. */
const roomForAll = 1000;

function keysLine(state: State): string {
  const { screen } = state;
  const lastPage = screen.kind === 'lesson' && screen.page === screen.lesson.pages.length - 1;
  const hints = hintsFor(modeOf(state), roomForAll, {
    lastPage,
    ...(state.detour == null ? {} : { from: 'quiz' as const }),
  });
  return `Keys: ${hints.map(({ key, hint }) => `${key} ${hint}`).join(', ')}.`;
}
