import type { Ports } from '../app/ports.ts';
import type { QuizWish } from '../app/quiz/quiz-state.ts';
import { createRuntime, type Timer } from '../app/runtime.ts';
import { start } from '../app/start.ts';
import type { SessionEnd } from '../app/state.ts';
import { createStore } from '../app/store.ts';
import type { LessonId } from '../domain/ids.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import { LinearSession, linearSize } from './linear/linear-session.tsx';
import { createTypesetter } from './markdown/create-typesetter.ts';
import { ShownSession, sizeOf } from './shown-session.tsx';

/** The terminal as a session needs it. `stdout` tells its size and when that changes. */
export interface SessionIo {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Clears the screen before it is drawn on. */
  readonly enterScreen?: () => void;
  /** Makes the terminal that lines are lent; `holder` leaves the screen before and shows it anew afterwards. */
  readonly lend?: (holder: { release(): void; takeBack(): void }) => LentTerminal;
}

export interface SessionOptions {
  readonly startLesson?: LessonId;
  /** The review to begin with. */
  readonly review?: { readonly limit: number | null };
  /** A quiz to begin with. */
  readonly quiz?: QuizWish;
  /** Names this learner's shuffles; any text that stays the same for a learner. */
  readonly seed?: string;
  readonly screenReader?: boolean;
  readonly ascii?: boolean;
  readonly noColor?: boolean;
  /** Agreed beforehand to what runs on the learner's own engine. */
  readonly yes?: boolean;
  /** Aborted when the session must end at once, as on SIGTERM. */
  readonly interrupted?: AbortSignal;
}

/**
 * Shows the course until the learner leaves, and gives the terminal back. Settles once the machine has ended
 * too; rejects only if drawing itself fails, with the terminal given back.
 */
export async function runSession(
  ports: Ports,
  io: SessionIo,
  options: SessionOptions = {},
): Promise<SessionEnd> {
  const looks = {
    colour: options.noColor !== true,
    ascii: options.ascii === true,
    words: options.screenReader === true,
  };
  const begin = start(ports, {
    size: options.screenReader === true ? linearSize(io) : sizeOf(io),
    seed: options.seed ?? 'vmvscontainer',
    startLesson: options.startLesson ?? null,
    ...(options.review === undefined ? {} : { review: options.review }),
    ...(options.quiz === undefined ? {} : { quiz: options.quiz }),
    yes: options.yes === true,
  });
  const stage: Stage = { shown: null };
  const terminal = io.lend?.({
    release: () => stage.shown?.leave(),
    takeBack: () => stage.shown?.comeBack(),
  });
  const runtime = createRuntime({
    ports,
    typesetter: createTypesetter(looks),
    timer,
    ...(terminal === undefined ? {} : { terminal }),
  });
  const store = createStore(begin, runtime.runEffect);
  stage.shown =
    options.screenReader === true ? new LinearSession(store, io) : new ShownSession(store, io, { looks });
  try {
    await stage.shown.untilEnd(options.interrupted);
  } finally {
    await runtime.close();
  }
  return store.getState().end ?? { kind: 'interrupted', summary: [] };
}

/** Holds what is shown, which comes after the terminal that it can be asked to leave. */
interface Stage {
  shown: ShownSession | LinearSession | null;
}

const timer: Timer = {
  after: (ms, then) => {
    const handle = setTimeout(then, ms);
    return () => clearTimeout(handle);
  },
};
