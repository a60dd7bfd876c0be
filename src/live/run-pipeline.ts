import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { JudgedCommand } from './judge-line.ts';
import { type Launch, launchFailure, signalGroup } from './launch.ts';
import type { OutputQueue } from './output-queue.ts';
import { PlainText } from './plain-text.ts';
import { both, connectFiles } from './redirect-files.ts';
import { noRedirects } from './redirects.ts';

export interface RunningPipeline {
  readonly children: readonly ChildProcess[];
  /** The exit code of the last program, as a shell gives it: 127 not there, 126 not allowed, 128 + n by a signal. */
  readonly exitCode: Promise<number>;
}

/** Starts the programs side by side, each one's output flowing into the next; what the last one writes is read. */
export function runPipeline(
  launch: Launch,
  pipeline: readonly Piped[],
  output: OutputQueue,
): RunningPipeline {
  const children = pipeline.map(({ words, redirects }, index) =>
    launch(words, { stdin: index === 0 && (redirects?.input ?? null) === null ? 'ignore' : 'pipe' }),
  );
  const codes = children.map((child, index) => {
    const next = children[index + 1];
    const { words, redirects = noRedirects } = pipeline[index] as Piped;
    const files = connectFiles(child, redirects, (sentence) =>
      output.push({ stream: 'stderr', text: `${sentence}\n` }),
    );
    const joins = redirects.errors === 'joined';
    const pipe = next === undefined ? null : connect(child, next, joins);
    if (pipe === null && redirects.output === null)
      read(child.stdout, (text) => output.push({ stream: 'stdout', text }));
    if (!joins || (next === undefined && redirects.output === null))
      read(child.stderr, (text) => {
        if (pipe?.broken === true || redirects.errors === 'dropped') return;
        output.push({ stream: redirects.errors === 'own' ? 'stderr' : 'stdout', text });
      });
    return Promise.all([exitOf(child, words[0], output), files]).then(([code, fault]) => fault ?? code);
  });
  return { children, exitCode: Promise.all(codes).then((all) => all.at(-1) ?? 0) };
}

type Piped = Pick<JudgedCommand, 'words' | 'redirects'>;

function read(stream: NodeJS.ReadableStream | null, take: (text: string) => void): void {
  const plain = new PlainText();
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => take(plain.push(text)));
}

interface Pipe {
  broken: boolean;
}

/**
 * A reader that ends early (`head`) ends the writer too, as in a shell. Node's pipes are sockets, and a socket closed
 * on unread data resets the connection instead of breaking the pipe: so the signal is sent by hand, and what the
 * writer then says of its connection is not passed on, because no real pipe would have made it say so.
 */
function connect(writer: ChildProcess, reader: ChildProcess, joins: boolean): Pipe {
  const pipe: Pipe = { broken: false };
  const { stdout } = writer;
  const { stdin } = reader;
  if (stdout === null || stdin === null) return pipe;
  const breakPipe = () => {
    if (pipe.broken || stdout.readableEnded) return;
    pipe.broken = true;
    if (writer.exitCode === null && writer.signalCode === null) signalGroup(writer, 'SIGPIPE');
    stdout.destroy();
  };
  stdin.on('error', breakPipe);
  stdin.on('close', breakPipe);
  stdout.on('error', () => stdin.end());
  (joins ? both(writer) : stdout).pipe(stdin);
  return pipe;
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
