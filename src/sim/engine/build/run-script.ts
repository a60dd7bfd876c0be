/** What the shell of a RUN is given (buildkit `dockerfile2llb`, `dispatchRun`). Left out: several heredocs in one instruction. */
import type { Instruction } from './dockerfile.ts';

/** `RUN <<EOF` runs what follows; `RUN cat <<EOF` is a command that reads it. */
export const isBare = ({ rest }: Instruction): boolean => /^<<-?["']?\w+["']?$/.test(rest);

/** A command is followed by the heredocs that it reads. */
export function scriptOf(one: Instruction): string {
  const { heredoc, rest } = one;
  if (heredoc === null) return rest;
  return isBare(one) ? heredoc.body : `${rest}\n${heredoc.body}${heredoc.word}`;
}
