/**
 * Lines run on the real shells and programs (engine host: bash 5.3.15, coreutils 9.10, findutils 4.10, procps 4.0.6; container: busybox
 * 1.38.0 with ash, 2026-11-20) as `SHELL -c LINE` in an empty directory, with what they wrote and their exit status. stdout and stderr
 * stand together, so lines are compared without their order.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sh } from '../../shell/host.ts';

interface Recorded {
  readonly line: string;
  readonly output: string;
}

const here = new URL('./', import.meta.url);

function recordings(file: string): Recorded[] {
  const text = readFileSync(new URL(file, here), 'utf8');
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

const tables = readdirSync(here).filter((name) => /^recorded-.*\.txt$/.test(name));

describe.each(tables)('programs answer as in %s', (file) => {
  const shell = file.includes('bash') ? 'bash' : 'ash';
  test.each(recordings(file))('$line', ({ line, output }) => {
    const ran = sh(shell, line);
    expect(normalized(`${ran.stdout}${ran.stderr}[${ran.code}]`)).toEqual(normalized(output));
  });
});
