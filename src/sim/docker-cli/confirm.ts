/** The question before a prune (docker/cli `prompts.Confirm`): only `y` or `Y` is yes; the end of input is no. */
import { STDIN, type Task } from '../kernel/sys.ts';
import type { Cli } from './cli.ts';

export function* confirmed(cli: Cli, question: string): Task<boolean> {
  yield* cli.out(question);
  let answer = '';
  while (!answer.includes('\n')) {
    const data = yield* cli.sys.read(STDIN, 256);
    if (data.length === 0) break;
    answer += new TextDecoder().decode(data);
  }
  return answer.trim().toLowerCase() === 'y';
}
