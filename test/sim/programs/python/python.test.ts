/** The small Python: results and refusals as recorded from Python 3.11.2, those of 2.7 after its documentation. */
import { expect, test } from 'vitest';
import { program } from '../../../../src/sim/kernel/tree-spec.ts';
import { python } from '../../../../src/sim/programs/python/python.ts';
import { ONLINE_HOST } from '../../../../src/sim/worlds/online-host.ts';
import { bootHost, runOn } from '../../shell/host.ts';
import { freshMachine, lastSaid } from '../../worlds/answers.ts';

const boot = () =>
  bootHost(
    { python3: program('python3', 10_000), python2: program('python2', 10_000) },
    { python3: python('3.11.2'), python2: python('2.7.18') },
  );
const three = (code: string) => runOn(boot(), ['/python3', '-c', code]);
const two = (code: string) => runOn(boot(), ['/python2', '-c', code]);

test('arithmetic, texts and lists', () => {
  expect(three("print(1+1, 7//2, 7/2, -7//2, 2**100, 'a'*3, 10%3, 1.5*2)").stdout).toBe(
    '2 3 3.5 -4 1267650600228229401496703205376 aaa 1 3.0\n',
  );
  expect(
    three("x = [1, 'b']; x.append(2.5); print(x, len(x), x[-1], 'b' in x, (1,), None, not x)").stdout,
  ).toBe("[1, 'b', 2.5] 3 2.5 True (1,) None False\n");
  expect(
    three("n = 3; n += 1; print(f'{n} of {n*2}', 'a,b'.split(','), '-'.join(['x','y']), sep='|', end='!\\n')")
      .stdout,
  ).toBe("4 of 8|['a', 'b']|x-y!\n");
});

test('loops and conditions, in a line and in blocks', () => {
  expect(three('for i in range(3): print(i, end=" ")').stdout).toBe('0 1 2 ');
  expect(
    three(
      'n = 0\nwhile True:\n    n += 1\n    if n == 2:\n        continue\n    elif n > 3:\n        break\n    else:\n        print(n)\nprint("end")',
    ).stdout,
  ).toBe('1\n3\nend\n');
});

test('what it knows of itself and of its process', () => {
  expect(
    three(
      'import sys, platform; print(platform.python_version(), sys.version.split()[0], sys.argv, sys.platform)',
    ).stdout,
  ).toBe("3.11.2 3.11.2 ['-c'] linux\n");
  expect(three('from os import getuid; import time as t; t.sleep(2); print(getuid())').stdout).toBe('0\n');
  expect(three('import sys; sys.exit(7)').code).toBe(7);
});

test('two and three differ where they differ', () => {
  expect(two('print 1+1, 5/2; import sys; print sys.platform').stdout).toBe('2 2\nlinux2\n');
  expect(three('print 1')).toEqual({
    stdout: '',
    stderr:
      '  File "<string>", line 1\n    print 1\n    ^\nSyntaxError: Missing parentheses in call to \'print\'. Did you mean print(...)?\n',
    code: 1,
  });
  expect(two('import nosuch').stderr).toContain('ImportError: No module named nosuch\n');
  expect([runOn(boot(), ['/python3', '-V']), runOn(boot(), ['/python2', '-V'])]).toEqual([
    { stdout: 'Python 3.11.2\n', stderr: '', code: 0 },
    { stdout: '', stderr: 'Python 2.7.18\n', code: 0 },
  ]);
});

test('errors end with a traceback and 1', () => {
  const last = (code: string): string => three(code).stderr.trimEnd().split('\n').at(-1) ?? '';
  expect(three('print(1/0)')).toEqual({
    stdout: '',
    stderr:
      'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nZeroDivisionError: division by zero\n',
    code: 1,
  });
  expect(last('x')).toBe("NameError: name 'x' is not defined");
  expect(last('print("a" + 1)')).toBe('TypeError: can only concatenate str (not "int") to str');
  expect(last('import nosuch')).toBe("ModuleNotFoundError: No module named 'nosuch'");
  expect(last('print(')).toBe("SyntaxError: '(' was never closed");
  expect(last('[1][3]')).toBe('IndexError: list index out of range');
  expect(last('int("q")')).toBe("ValueError: invalid literal for int() with base 10: 'q'");
});

test('what is real and not modelled says so, with 2', () => {
  expect(three('def f(): pass')).toEqual({
    stdout: '',
    stderr: 'python: def is real Python, but this simulator does not model it\n',
    code: 2,
  });
  expect(three('import json').stderr).toBe(
    'python: the module json is real Python, but this simulator does not model it\n',
  );
  expect(three('[x for x in range(3)]').stderr).toBe(
    'python: a comprehension is real Python, but this simulator does not model it\n',
  );
});

test('a file and standard input', () => {
  const kernel = boot();
  expect(runOn(kernel, ['/python3', 'nosuch.py'])).toEqual({
    stdout: '',
    stderr: "/python3: can't open file '/tmp/nosuch.py': [Errno 2] No such file or directory\n",
    code: 2,
  });
  expect(runOn(kernel, ['/python3'], { stdin: 'print(40 + 2)\n' }).stdout).toBe('42\n');
});

test('http.server lists and serves a directory, and memory is held by who asks for it', async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  await lastSaid(
    machine,
    'docker run -q -d --name web -p 8000:8000 -w /srv python:3.12 python3 -m http.server',
    'docker exec web sh -c "echo hello > /srv/a.txt"',
  );
  expect((await lastSaid(machine, 'curl -s localhost:8000/a.txt')).stdout).toBe('hello\n');
  expect((await lastSaid(machine, 'curl -s localhost:8000/ | grep li')).stdout).toContain(
    '<li><a href="a.txt">a.txt</a></li>\n',
  );
  expect((await lastSaid(machine, 'docker logs web 2>&1 >/dev/null')).stdout).toMatch(
    /^172\.17\.0\.1 - - \[20\/Nov\/2026 [\d:]+\] "GET \/a.txt HTTP\/1.1" 200 -\n/,
  );
  expect(
    (await lastSaid(machine, `docker run --rm -m 64m python:3.12 python3 -c "a = 'x' * 10**9"`)).exitCode,
  ).toBe(137);
});
