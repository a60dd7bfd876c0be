import type { Expectation, RunActivity } from '../domain/lesson.ts';
import { itemHash } from './content-hash.ts';
import type { ActivityFence } from './fence.ts';
import { DEFAULT_TIMEOUT_MS } from './fence.ts';

/** `sh +exec`: one command line the learner runs as it stands. Null when it has none, which is reported. */
export function decodeRun(fence: ActivityFence, notice: string | null): RunActivity | null {
  const command = joinContinuations(fence.body);
  const expect = expectation(fence);
  if (command === '') {
    fence.complain('expected a command line, found none');
    return null;
  }
  if (command.includes('\n')) {
    fence.complain('expected one command line, found several; end a line with \\ to continue it on the next');
    return null;
  }
  const content = {
    kind: 'run' as const,
    id: fence.id,
    ...(fence.world === null ? {} : { world: fence.world }),
    command,
    expect,
    timeoutMs: fence.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    notice,
  };
  return { ...content, hash: itemHash(content) };
}

function joinContinuations(body: string): string {
  return body
    .replace(/[ \t]*\\\n[ \t]*/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function expectation(fence: ActivityFence): Expectation {
  const wanted = fence.flags.filter((flag) => flag.startsWith('expect:')).map((flag) => flag.slice(7));
  const [first = 'success'] = wanted;
  if (wanted.length > 1) fence.complain('expected one +expect flag, found several');
  if (first === 'success' || first === 'failure' || first === 'any') return first;
  fence.complain(`expected +expect:success, +expect:failure or +expect:any, found +expect:${first}`);
  return 'any';
}
