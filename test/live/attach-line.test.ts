import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { attachLine, interactiveCommand } from '../../src/live/attach-line.ts';
import { judgeLine } from '../../src/live/judge-line.ts';
import type { LentTerminal } from '../../src/machine/terminal.ts';

const marks = { label: 'vmvscontainer.session=x', memory: '256m', cpus: '1', pidsLimit: '128' };
const commandOf = (line: string) => {
  const judged = judgeLine(line, marks);
  const steps = judged.kind === 'runs' ? judged.steps : [];
  return steps.map(interactiveCommand).find((command) => command !== null) ?? null;
};

test.each([
  'docker run -it busybox',
  'docker container run --rm -i -t busybox sh',
  'docker run --interactive --tty --name aa busybox',
  'docker exec -it aa sh',
  'docker attach aa',
  'docker start -ai aa',
  'docker rm -f aa; docker run -it --name aa busybox',
])('%s is a conversation', (line) => {
  expect(commandOf(line)).not.toBeNull();
});

test.each([
  'docker run -t busybox',
  'docker run -i busybox cat',
  'docker run -dit busybox',
  'docker run -it --tty=false busybox',
  'docker run busybox sh -it',
  'docker start aa',
  'docker ps',
  'docker exec -it aa sh | head',
  'docker run -it --privileged busybox',
])('%s is not', (line) => {
  expect(commandOf(line)).toBeNull();
});

/** Notes in which order it is spoken to. */
function notingTerminal(): { readonly terminal: LentTerminal; readonly notes: string[] } {
  const notes: string[] = [];
  const terminal: LentTerminal = {
    size: () => ({ columns: 80, rows: 24 }),
    listen: () => () => undefined,
    write: () => Promise.resolve(),
    say: (sentence) => void notes.push(sentence.replace(/ .*/, '')),
    handOver: async (use) => {
      notes.push('lent');
      const result = await use();
      notes.push('taken back');
      return result;
    },
  };
  return { terminal, notes };
}

const target = { words: ['docker', 'attach', 'aa'], targets: ['aa'] } as const;
const settings = (program: string, ...words: string[]) => ({
  launch: () => spawn(program, words, { stdio: 'ignore' }),
  foreign: () => Promise.resolve(null),
  reachable: () => Promise.resolve(true),
  onChild: () => undefined,
});

test('the way back is told before, and the child’s end is the line’s', async () => {
  const { terminal, notes } = notingTerminal();
  const exit = await attachLine(target, terminal, settings('sh', '-c', 'exit 7'));
  expect([exit.kind, exit.exitCode, notes]).toEqual(['exited', 7, ['(The', 'lent', 'taken back']]);
  const killed = await attachLine(target, terminal, settings('sh', '-c', 'kill -9 $$'));
  expect(killed.exitCode).toBe(137);
});

test('to a container that is not there no way back is told', async () => {
  const { terminal, notes } = notingTerminal();
  const absent = { ...settings('sh', '-c', 'exit 1'), reachable: () => Promise.resolve(false) };
  const exit = await attachLine(target, terminal, absent);
  expect([exit.exitCode, notes]).toEqual([1, ['lent', 'taken back']]);
});

test('a program that is not there gives the terminal back', async () => {
  const { terminal, notes } = notingTerminal();
  const exit = await attachLine(target, terminal, settings('/nonexistent/docker'));
  expect([exit.exitCode, notes.at(-1)]).toEqual([127, 'taken back']);
});

test('a container of others is refused, and the terminal stays here', async () => {
  const { terminal, notes } = notingTerminal();
  const refusal = { rule: 'not-allowed', sentence: 'Foreign.' } as const;
  const exit = await attachLine(target, terminal, {
    ...settings('true'),
    foreign: () => Promise.resolve(refusal),
  });
  expect([exit.kind, exit.exitCode, notes]).toEqual(['refused', 126, ['Foreign.']]);
});
