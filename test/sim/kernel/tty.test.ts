import { describe, expect, it } from 'vitest';
import { HostTerminal } from '../../../src/sim/kernel/host-terminal.ts';
import { STDIN, STDOUT, SysError } from '../../../src/sim/kernel/sys.ts';
import { type Main, makeMachine } from './machine.ts';

const SIZE = { columns: 80, rows: 24 };
const BOUNDS = { maxVirtualMs: 1000, maxSteps: 100_000 };

/** Runs a program on a terminal; `type` gives keys and runs until nothing moves; the screen is all that came out. */
function onTerminal(main: Main) {
  const machine = makeMachine({ main });
  const { kernel } = machine;
  let screen = '';
  const decoder = new TextDecoder();
  const terminal = new HostTerminal(kernel, SIZE, (data) => {
    screen += decoder.decode(data, { stream: true });
  });
  const slave = terminal.openSlave();
  const process = kernel.spawn({
    path: '/bin/main',
    argv: ['main'],
    stdio: [slave, slave, slave],
    terminal: terminal.tty,
  });
  const settle = () => {
    kernel.runUntil(() => process.ended, BOUNDS);
    if (kernel.faults.length > 0) throw kernel.faults[0]?.error;
  };
  settle();
  const type = (keys: string) => {
    terminal.type(new TextEncoder().encode(keys));
    settle();
  };
  return { terminal, process, settle, type, screen: () => screen };
}

const echoLines: Main = function* (sys) {
  for (;;) {
    const data = yield* sys.read(STDIN, 4096);
    if (data.length === 0) return 0;
    yield* sys.write(STDOUT, `<${new TextDecoder().decode(data)}>`);
  }
};

describe('a terminal', () => {
  it('gives lines, echoes, and translates newlines', () => {
    const { type, screen } = onTerminal(echoLines);
    type('ab');
    expect(screen()).toBe('ab');
    type('c\r');
    expect(screen()).toBe('abc\r\n<abc\r\n>');
  });

  it('erases a character, a word and a line, whole UTF-8 characters at a time', () => {
    const { type, screen } = onTerminal(echoLines);
    type('aé\x7f\r');
    expect(screen()).toBe('aé\b \b\r\n<a\r\n>');
    const word = onTerminal(echoLines);
    word.type('one two\x17\r');
    expect(word.screen()).toBe('one two\b \b\b \b\b \b\r\n<one \r\n>');
    const line = onTerminal(echoLines);
    line.type('abc\x15x\r');
    expect(line.screen()).toBe('abc\b \b\b \b\b \bx\r\n<x\r\n>');
  });

  it('ends the input at ^D on an empty line and hands over a part of a line otherwise', () => {
    const { type, screen, process } = onTerminal(echoLines);
    type('ab\x04');
    expect(screen()).toBe('ab<ab>');
    type('\x04');
    expect(process.exitStatus).toEqual({ kind: 'exited', code: 0 });
  });

  it('sends INT and QUIT to the foreground group and drops the line', () => {
    const interrupted = onTerminal(echoLines);
    interrupted.type('ab\x03');
    expect(interrupted.screen()).toBe('ab^C');
    expect(interrupted.process.exitStatus).toEqual({ kind: 'signaled', signal: 'INT', coreDumped: false });
    const quit = onTerminal(echoLines);
    quit.type('\x1c');
    expect(quit.process.exitStatus).toEqual({ kind: 'signaled', signal: 'QUIT', coreDumped: false });
  });

  it('gives raw bytes in raw mode', () => {
    const { type, screen } = onTerminal(function* (sys, argv) {
      sys.setRawMode(STDIN, true);
      return yield* echoLines(sys, argv);
    });
    type('\x03\r');
    expect(screen()).toBe('<\x03\r>');
  });

  it('tells of a new size and of the window being closed', () => {
    const { terminal, settle, screen, process } = onTerminal(function* (sys) {
      sys.sigaction('WINCH', { kind: 'handle', handler: () => {} });
      try {
        yield* sys.pause();
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
      const { columns, rows } = sys.getWinsize(STDIN);
      yield* sys.write(STDOUT, `${columns}x${rows}`);
      return yield* sys.pause();
    });
    terminal.resize({ columns: 100, rows: 30 });
    settle();
    expect(screen()).toBe('100x30');
    terminal.close();
    settle();
    expect(process.exitStatus).toEqual({ kind: 'signaled', signal: 'HUP', coreDumped: false });
  });

  it('stops a background job that reads, until it is brought to the foreground', () => {
    const { type, screen } = onTerminal(function* (sys) {
      sys.sigaction('TTOU', { kind: 'ignore' });
      const job = sys.clone({}, function* (child) {
        child.setpgid(child.getpid(), child.getpid());
        const data = yield* child.read(STDIN, 100);
        yield* child.write(STDOUT, `job: ${new TextDecoder().decode(data)}`);
        return 0;
      });
      const stopped = yield* sys.wait4(job, { untraced: true });
      yield* sys.write(STDOUT, `${JSON.stringify(stopped?.status)}\n`);
      sys.tcsetpgrp(STDIN, job);
      sys.kill(-job, 'CONT');
      const ended = yield* sys.wait4(job);
      sys.tcsetpgrp(STDIN, sys.getpgid());
      yield* sys.write(STDOUT, `${JSON.stringify(ended?.status)} ${sys.isatty(STDIN)}\n`);
      return 0;
    });
    expect(screen()).toBe('{"kind":"stopped","signal":"TTIN"}\r\n');
    type('hi\r');
    expect(screen()).toBe(
      '{"kind":"stopped","signal":"TTIN"}\r\nhi\r\njob: hi\r\n{"kind":"exited","code":0} true\r\n',
    );
  });
});
