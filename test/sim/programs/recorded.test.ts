/**
 * Lines run on the real shells (engine host: bash 5.3.15, dash 0.5.12; container: busybox ash 1.38.0, 2026-11-20) as `SHELL -c LINE`, with
 * what they wrote and their exit status. stdout and stderr stand together, so lines are compared without their order.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sh } from '../shell/host.ts';

interface Recorded {
  readonly line: string;
  readonly output: string;
}

function recordings(shell: string): Recorded[] {
  const text = readFileSync(new URL(`./recorded-${shell}.txt`, import.meta.url), 'utf8');
  return text
    .split(/^\$ (?=.)/m)
    .slice(1)
    .map((block) => ({
      line: block.slice(0, block.indexOf('\n')),
      output: block.slice(block.indexOf('\n') + 1),
    }));
}

/** The PID in front of `Killed` is whatever the machine gave. */
const normalized = (text: string): string[] =>
  text
    .trimEnd()
    .replace(/^(bash: line \d+:) +\d+ (Killed)/m, '$1 PID $2')
    .split('\n')
    .sort();

describe.each(['bash', 'ash'] as const)('programs under %s answer as the real ones', (shell) => {
  test.each(recordings(shell))('$line', ({ line, output }) => {
    const ran = sh(shell, line);
    expect(normalized(`${ran.stdout}${ran.stderr}[${ran.code}]`)).toEqual(normalized(output));
  });
});
