import { describe, expect, test } from 'vitest';
import {
  lineAgain,
  missingName,
  namesAsked,
  namesInTheWay,
  namesTaken,
  takenName,
} from '../../../src/app/lesson/container-names.ts';

const ok = (...lines: readonly string[]) => lines.map((commandLine) => ({ commandLine, exitCode: 0 }));

describe('the names of containers in a line', () => {
  test.each<[string, readonly string[]]>([
    ['docker run --name vvc-x busybox', ['vvc-x']],
    ['docker run --name=vvc-x busybox', ['vvc-x']],
    ['docker container run -d -e A=b --name vvc-x busybox sh -c "sleep 9"', ['vvc-x']],
    ['docker run -de A=b --name vvc-x busybox', ['vvc-x']],
    ['docker run -dit --name "vvc-x" busybox', ['vvc-x']],
    ['docker create --name vvc-x busybox; docker run --name vvc-y busybox', ['vvc-x', 'vvc-y']],
    ['sudo docker run --name vvc-x busybox', ['vvc-x']],
    ['docker run busybox echo --name vvc-x', []],
    ['docker run -d busybox', []],
    ['docker exec vvc-x ps --name y', []],
    ["docker run --name 'vvc-x busybox", []],
    ['echo docker run --name vvc-x busybox', []],
  ])('%s', (line, names) => {
    expect(namesAsked(line)).toEqual(names);
  });

  test('a name is taken until it is removed; one that --rm clears up, or that was never made, is not', () => {
    expect(
      namesTaken([
        ...ok('docker run -d --name vvc-a busybox sleep 9', 'docker run --rm --name vvc-b busybox ps'),
        ...ok('docker run -d --rm --name vvc-c busybox sleep 9', 'docker run --name vvc-d busybox ps'),
        { commandLine: 'docker run --no-such --name vvc-e busybox', exitCode: 125 },
        { commandLine: 'docker run --name vvc-f busybox nosuch', exitCode: 127 },
        ...ok('docker rm -f vvc-d vvc-zzz'),
      ]),
    ).toEqual(['vvc-a', 'vvc-c', 'vvc-f']);
  });
});

describe('a line that runs again', () => {
  const line = 'docker run -d --name vvc-a busybox sleep 9';

  test('first frees the names it makes itself, and no others', () => {
    expect(lineAgain(line, ['vvc-a', 'vvc-b'])).toBe(`docker rm -f vvc-a; ${line}`);
    expect(lineAgain(line, ['vvc-b'])).toBe(line);
    expect(lineAgain('docker exec vvc-a ps', ['vvc-a'])).toBe('docker exec vvc-a ps');
  });

  test('the name a conflict is about is found, if the line asked for it and exit code 125 says so', () => {
    const conflict = (name: string) =>
      `docker: Error response from daemon: Conflict. The container name "/${name}" is already in use by container "4f".`;
    expect(takenName(line, 125, conflict('vvc-a'))).toBe('vvc-a');
    expect(takenName(line, 1, conflict('vvc-a'))).toBe(null);
    expect(takenName(line, 125, conflict('vvc-b'))).toBe(null);
    expect(takenName(line, 125, 'unknown flag: --x')).toBe(null);
  });

  test('the container that was not found is named', () => {
    expect(missingName('Error response from daemon: No such container: vvc-slow')).toBe('vvc-slow');
    expect(missingName('Error: No such object: vvc-slow')).toBe('vvc-slow');
    expect(missingName('vvc-slow')).toBe(null);
  });
});

describe('names in the way of lines that are to run', () => {
  test.each<[readonly string[], readonly string[], readonly string[]]>([
    [['docker run -d --name vvc-a busybox'], ['vvc-a', 'vvc-b'], ['vvc-a']],
    [['docker rm -f vvc-a', 'docker run -d --name vvc-a busybox'], ['vvc-a'], []],
    [['docker start vvc-a', 'docker run --name vvc-b busybox'], ['vvc-a'], []],
    [['docker run --name vvc-a busybox', 'docker create --name vvc-a busybox'], ['vvc-a'], ['vvc-a']],
  ])('%j with %j taken: %j', (lines, taken, expected) => {
    expect(namesInTheWay(lines, taken)).toEqual(expected);
  });
});
