import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Words } from './command-line.ts';
import { type Launch, launchFailure } from './launch.ts';
import type { OutputQueue } from './output-queue.ts';
import { PlainText } from './plain-text.ts';

export interface RunningPipeline {
  readonly children: readonly ChildProcess[];
  /** The exit code of the last program, as a shell gives it: 127 not there, 126 not allowed, 128 + n by a signal. */
  readonly exitCode: Promise<number>;
}

/** Starts the programs side by side, each one's output flowing into the next; what the last one writes is read. */
export function runPipeline(
  launch: Launch,
  pipeline: readonly Words[],
  output: OutputQueue,
): RunningPipeline {
  const children = pipeline.map((words, index) => launch(words, { stdin: index === 0 ? 'ignore' : 'pipe' }));
  const codes = children.map((child, index) => {
    const next = children[index + 1];
    if (next === undefined) read(child.stdout, 'stdout', output);
    else connect(child, next);
    read(child.stderr, 'stderr', output);
    return exitOf(child, pipeline[index]?.[0] ?? '', output);
  });
  return { children, exitCode: Promise.all(codes).then((all) => all.at(-1) ?? 0) };
}

function read(stream: NodeJS.ReadableStream | null, name: 'stdout' | 'stderr', output: OutputQueue): void {
  const plain = new PlainText();
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => output.push({ stream: name, text: plain.push(text) }));
}

/** A reader that ends early (`head`) ends the writer too: its pipe breaks, as in a shell. */
function connect(writer: ChildProcess, reader: ChildProcess): void {
  const { stdout } = writer;
  const { stdin } = reader;
  if (stdout === null || stdin === null) return;
  stdin.on('error', () => stdout.destroy());
  stdin.on('close', () => stdout.destroy());
  stdout.on('error', () => stdin.end());
  stdout.pipe(stdin);
}

function exitOf(child: ChildProcess, program: string, output: OutputQueue): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      output.push({ stream: 'stderr', text: `${launchFailure(program, error)}\n` });
      child.stdout?.destroy();
      child.stdin?.destroy();
      resolve(error.code === 'ENOENT' ? 127 : 126);
    });
    child.once('close', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
