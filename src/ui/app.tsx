import { useSyncExternalStore } from 'react';
import { tooSmall } from '../app/layout.ts';
import { resetQuestion } from '../app/lesson/reset.ts';
import { confirmText, confirmTitle } from '../app/quiz/confirm-words.ts';
import type { State } from '../app/state.ts';
import type { Store } from '../app/store.ts';
import { assertNever } from '../domain/assert-never.ts';
import { useKeys } from './input/use-keys.ts';
import { ConsentView } from './screens/consent-screen.tsx';
import { GlossaryView } from './screens/glossary-screen.tsx';
import { HelpView } from './screens/help-screen.tsx';
import { LessonScreenView } from './screens/lesson-screen.tsx';
import { MapView } from './screens/map-screen.tsx';
import { QuizView } from './screens/quiz-screen.tsx';
import { ResultView } from './screens/result-screen.tsx';
import { ReviewView } from './screens/review-screen.tsx';
import { SearchView } from './screens/search-screen.tsx';
import { SentenceView, TooSmallView } from './screens/sentence-screen.tsx';
import { WhyView } from './screens/why-screen.tsx';

/** The root: one store, one place where keys come in, one screen. */
export function App({ store }: { store: Store }) {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  useKeys(store);
  return <Screen state={state} />;
}

function Screen({ state }: { state: State }) {
  const { screen, overlay } = state;
  if (tooSmall(state.size)) return <TooSmallView size={state.size} />;
  if (overlay?.kind === 'help') return <HelpView state={state} scroll={overlay.scroll} />;
  if (overlay?.kind === 'glossary')
    return <GlossaryView state={state} terms={overlay.terms} scroll={overlay.scroll} />;
  if (overlay?.kind === 'why') return <WhyView state={state} lines={overlay.lines} scroll={overlay.scroll} />;
  if (overlay?.kind === 'confirm-quit') {
    const text = `${overlay.running}\n\nis still running and would be stopped.`;
    return <SentenceView state={state} title="Leave while a command runs?" text={text} />;
  }
  if (overlay?.kind === 'confirm-reset')
    return <SentenceView state={state} {...resetQuestion(state.machine)} />;
  if (overlay?.kind === 'confirm-quiz') {
    const { what } = overlay;
    return <SentenceView state={state} title={confirmTitle(what)} text={confirmText(state, what)} />;
  }
  if (overlay?.kind === 'consent') return <ConsentView state={state} overlay={overlay} />;
  switch (screen.kind) {
    case 'map':
      return <MapView state={state} screen={screen} />;
    case 'review':
      return <ReviewView state={state} screen={screen} />;
    case 'search':
      return <SearchView state={state} screen={screen} />;
    case 'lesson':
      return <LessonScreenView state={state} screen={screen} />;
    case 'result':
      return <ResultView state={state} screen={screen} />;
    case 'quiz':
      return <QuizView state={state} screen={screen} />;
    case 'preparing':
      return <SentenceView state={state} title="Reading the course…" text="" />;
    case 'opening':
      return <SentenceView state={state} title="Opening the lesson…" text="" />;
    case 'message':
      return <SentenceView state={state} title={screen.title} text={screen.text} />;
    default:
      return assertNever(screen);
  }
}
