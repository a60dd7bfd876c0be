import { hostname } from 'node:os';
import type { QuizWish } from '../app/quiz/quiz-state.ts';
import { type EarlyEndWatch, exitCodeAfter, watchForEarlyEnd } from '../terminal/early-end.ts';
import { type Holder, OwnTerminal } from '../terminal/hand-over.ts';
import { enterScreen, leaveScreen } from '../terminal/screen.ts';
import type { CommandContext } from './command.ts';
import { openAll } from './open-ports.ts';

/** What the words on the command line asked for. */
interface Asked {
  readonly screenReader: boolean | null;
  readonly yes?: boolean;
  /** The review to begin with. */
  readonly review?: { readonly limit: number | null };
  /** A quiz to begin with. */
  readonly quiz?: QuizWish;
}

/** The tutorial on the whole screen. What is to be said at the end stands on the normal screen afterwards. */
export async function tutorial(
  context: CommandContext,
  asked: Asked = { screenReader: null },
): Promise<number> {
  const watch = watchForEarlyEnd();
  const summary = await session(context, watch, asked).finally(watch.release);
  for (const line of summary) context.io.write(`${line}\n`);
  return exitCodeAfter(watch);
}

/** Returns the lines to print after leaving. */
async function session(
  { io, ports }: CommandContext,
  watch: EarlyEndWatch,
  { screenReader: asked, yes, quiz, review }: Asked,
): Promise<readonly string[]> {
  // chalk does not know NO_COLOR; this it does, and it reads it when it is loaded.
  if (!io.colour) process.env.FORCE_COLOR = '0';
  const [{ runSession }, { PacedStdin }, opened] = await Promise.all([
    import('../ui/run-session.tsx'),
    import('../terminal/paced-stdin.ts'),
    openAll(ports),
  ]);
  const stdin = new PacedStdin(process.stdin).on('end', watch.hangUp) as unknown as NodeJS.ReadStream;
  const { stdout, stderr } = process;
  const lend = (holder: Holder) => new OwnTerminal(holder);
  const streams = { stdin, stdout, stderr, lend, enterScreen: () => enterScreen(stdout) };
  // Asked for once, it stays: who needs it should not have to say so each time.
  if (asked !== null) await opened.settings.set({ screenReader: asked });
  const options = {
    interrupted: watch.signal,
    noColor: !io.colour,
    ascii: !io.unicode,
    // Ink reads the same name.
    screenReader:
      asked ?? (opened.settings.get().screenReader === true || process.env.INK_SCREEN_READER === 'true'),
    seed: learner(),
    yes: yes === true,
    ...(review === undefined ? {} : { review }),
    ...(quiz === undefined ? {} : { quiz }),
  };
  try {
    return (await runSession(opened, streams, options)).summary;
  } catch (error) {
    leaveScreen(process.stdout);
    throw error;
  }
}

/** Stays the same for a learner, so that options stand in the same order each time. */
function learner(): string {
  return `${process.env.USER ?? process.env.USERNAME ?? ''}@${hostname()}`;
}
