import { type Conversation, conversationIn } from '../domain/command-line/conversation.ts';
import type { CommandExit, Machine } from '../machine/machine.ts';
import type { LentTerminal } from '../machine/terminal.ts';
import { LessonTerminal } from './lesson-terminal.ts';

/** A line that has the terminal, or is about to. */
export interface Talk {
  readonly exit: Promise<Talked>;
  stop(): void;
}

export interface Talked {
  readonly exit: CommandExit;
  /** Whether the lesson left the screen for it. */
  readonly left: boolean;
  /** The end of what the terminal showed; null: nobody but the person saw it. */
  readonly tail: readonly string[] | null;
  /** What the machine said while the lesson kept the screen. */
  readonly said: readonly string[];
}

/** A conversation about to begin, and the container that had its name before. */
export interface Opening extends Conversation {
  readonly namesake: string | null;
}

/** The conversation that this line begins on this machine; null: it runs as any other line. */
export async function talkIn(machine: Machine, commandLine: string): Promise<Opening | null> {
  const conversation = machine.attach === undefined ? null : conversationIn(commandLine);
  if (conversation?.kind !== 'talk') return null;
  const { container, verb } = conversation;
  if (container === null) return { ...conversation, namesake: null };
  const there = await machine.observe({ kind: 'container', name: container });
  if (!there.known) return { ...conversation, namesake: null };
  // Where there is nobody to talk to, the program says so without a terminal.
  const nobody = there.value === null || (verb === 'attach' && there.value.status !== 'running');
  if (nobody && verb !== 'run') return null;
  return { ...conversation, namesake: there.value?.id ?? null };
}

/** Starts the line on the terminal; never rejects. */
export function converse(
  machine: Machine,
  terminal: LentTerminal,
  commandLine: string,
  conversation: Opening,
): Talk {
  const lent = new LessonTerminal({
    terminal,
    commandLine,
    before: machine.identity.kind === 'live' ? null : `(${owner[conversation.verb]} ${conversation.leaving})`,
    printed: () => lastPrinted(machine, conversation),
  });
  const talked = async (): Promise<Talked> => {
    const exit = await attach(machine, commandLine, lent);
    return { exit, left: lent.wasLent, tail: lent.tail, said: lent.said };
  };
  return { exit: talked(), stop: () => lent.hangUp() };
}

async function attach(machine: Machine, line: string, terminal: LessonTerminal): Promise<CommandExit> {
  const refused: CommandExit = { kind: 'refused', exitCode: 126, tookMs: 0 };
  try {
    return (await machine.attach?.(line, terminal)) ?? refused;
  } catch (error) {
    terminal.say(error instanceof Error ? error.message : String(error));
    return refused;
  }
}

const ofContainer = 'The terminal is the container’s now.';
const owner: Readonly<Record<Conversation['verb'], string>> = {
  run: ofContainer,
  exec: ofContainer,
  attach: ofContainer,
  start: ofContainer,
  console: 'The terminal is the virtual machine’s now.',
  program: 'The terminal is the program’s now.',
};

/** Docker keeps what a container's own terminal showed; what `exec` said it does not keep. */
async function lastPrinted(machine: Machine, { verb, container, namesake }: Opening): Promise<string | null> {
  if (verb === 'exec' || container === null) return null;
  const there = await machine.observe({ kind: 'container', name: container });
  // `docker run` that found its name taken has made nothing, and those are not its words.
  const made = there.known && there.value !== null && (verb !== 'run' || there.value.id !== namesake);
  if (!made) return null;
  const logs = await machine.observe({ kind: 'logs', container });
  return logs.known && logs.value !== null && logs.value.trim() !== '' ? logs.value : null;
}
