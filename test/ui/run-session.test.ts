import { Console } from 'node:console';
import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { runSession, type SessionOptions } from '../../src/ui/run-session.tsx';
import { sampleLesson } from '../app/fakes/fake-course.ts';
import { type Answer, FakeMachine } from '../app/fakes/fake-machine.ts';
import { fakePorts } from '../app/fakes/fake-ports.ts';

// vitest's console has no Console, which Ink takes from it to keep stray output off the screen.
console.Console ??= Console;

class Terminal extends EventEmitter {
  readonly isTTY = true;
  columns = 80;
  rows = 24;
  written = '';

  write(text: string, done?: unknown): boolean {
    this.written += text;
    if (typeof done === 'function') done();
    return true;
  }
}

class Keys extends EventEmitter {
  readonly isTTY = true;
  raw = false;
  private readonly waiting: string[] = [];

  type(text: string): void {
    this.waiting.push(text);
    this.emit('readable');
  }

  read(): string | null {
    return this.waiting.shift() ?? null;
  }

  setRawMode(raw: boolean): void {
    this.raw = raw;
  }

  setEncoding(): void {}
  resume(): void {}
  pause(): void {}
  ref(): void {}
  unref(): void {}
}

function session(options: SessionOptions = {}, answers: Readonly<Record<string, Answer>> = {}) {
  const machine = new FakeMachine(answers);
  const stdout = new Terminal();
  const stdin = new Keys();
  const io = { stdin, stdout, stderr: new Terminal() } as never;
  const end = runSession(fakePorts({ machine }), io, { noColor: true, ...options });
  const shows = (text: string): Promise<void> =>
    vi.waitFor(() => expect(stdout.written).toContain(text), { timeout: 60_000, interval: 5 });
  return { machine, stdout, stdin, end, shows };
}

const alternateOn = '\u001b[?1049h';
const alternateOff = '\u001b[?1049l';

describe('a session', () => {
  test('q leaves: the terminal is given back, the summary goes to the caller', async () => {
    const { stdout, stdin, end, shows } = session();
    await shows('Enter');
    expect(stdin.raw).toBe(true);
    stdin.type('q');
    expect(await end).toEqual({ kind: 'left', summary: ['Nothing begun yet.', 'Begin with: vmvscontainer'] });
    expect([stdout.written.includes(alternateOn), stdin.raw]).toEqual([true, false]);
    expect(stdout.written.lastIndexOf(alternateOff)).toBeGreaterThan(stdout.written.lastIndexOf(alternateOn));
    expect(stdout.written).not.toContain('\u001b[3J');
  });

  test('an interrupt ends it and the command that runs', async () => {
    const stop = new AbortController();
    const line = 'docker run --rm busybox echo hello';
    const { machine, stdin, end, shows } = session(
      { startLesson: sampleLesson.id, interrupted: stop.signal },
      { [line]: { endless: true } },
    );
    await shows('The first process');
    stdin.type('n');
    await shows('It came');
    stdin.type('\r');
    await vi.waitFor(() => expect(machine.calls).toContain(`run ${line}`));
    stop.abort();
    expect((await end).kind).toBe('interrupted');
    expect(machine.calls).toEqual(['prepare', `run ${line}`, 'dispose']);
  });

  test('one that is interrupted before it began ends too', async () => {
    const { end } = session({ interrupted: AbortSignal.abort() });
    expect((await end).kind).toBe('interrupted');
  });

  test('Ctrl-C leaves, and listeners do not stay behind', async () => {
    const { stdout, stdin, end, shows } = session();
    await shows('Enter');
    stdin.type('\u0003');
    expect((await end).kind).toBe('left');
    expect(stdout.listenerCount('resize')).toBe(0);
  });

  test('a resize clears the screen and draws for the new size', async () => {
    const { stdout, stdin, end, shows } = session();
    await shows('Enter');
    stdout.written = '';
    stdout.columns = 39;
    stdout.rows = 14;
    stdout.emit('resize');
    await shows('are needed');
    expect(stdout.written).toContain('\u001b[2J\u001b[H');
    stdin.type('q');
    await end;
  });

  test('without colour no colour is written', async () => {
    const { stdout, stdin, end, shows } = session({ startLesson: sampleLesson.id });
    await shows('The first process');
    stdin.type('q');
    await end;
    expect(stdout.written.match(/\u001b\[(?:3[0-7]|4[0-7]|9[0-7])m/g)).toBeNull();
  });
});

describe('a session for who hears it', () => {
  const line = 'docker run --rm busybox echo hello';
  const hello = { chunks: [{ stream: 'stdout', text: 'hello\n' }] } as const;

  test('says each thing once, below what was said, on the normal screen', async () => {
    const { stdout, stdin, end, shows } = session(
      { screenReader: true, startLesson: sampleLesson.id },
      { [line]: hello },
    );
    await shows('Paragraph 30 tells of namespaces.');
    expect(stdin.raw).toBe(true);
    stdin.type('n');
    await shows(`$ ${line}\r\n`);
    stdin.type('\r');
    await shows('It said');
    stdin.type('q');
    expect((await end).kind).toBe('left');
    expect(stdin.raw).toBe(false);
    const { written } = stdout;
    expect(written.match(/\u001b(?!\[\?2004[hl])/g)).toBeNull();
    expect(written.match(/[─━│╭╮╰╯●❯]/g)).toBeNull();
    for (const once of ['The first process is', 'page 2 of 6', 'It said']) {
      expect([once, written.split(once).length - 1]).toEqual([once, 1]);
    }
    const order = ['page 2 of 6', 'Run it.', `$ ${line}`, 'Enter run', 'exit 0', 'Enter next page'];
    const places = order.map((text) => written.indexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('a line is written anew as it is typed, and what it did follows', async () => {
    const { stdin, end, shows, stdout } = session(
      { screenReader: true, startLesson: sampleLesson.id },
      { 'docker ps': { chunks: [{ stream: 'stdout', text: 'CONTAINER ID\n' }] } },
    );
    await shows('The first process');
    stdin.type('nn');
    await shows('page 3 of 6');
    stdin.type('\r');
    await shows('Ctrl-G hint');
    stdin.type('docker pX');
    await shows('\r\u001b[K$ docker pX');
    stdin.type('\u007fs\r');
    await shows('Not yet: ');
    expect(stdout.written).toContain('\r\u001b[K$ docker ps\r\n');
    expect(stdout.written.split('CONTAINER ID').length - 1).toBe(1);
    stdin.type('\u0003');
    await shows('Ctrl-C again leaves.');
    stdin.type('\u0003');
    await end;
  });
});
