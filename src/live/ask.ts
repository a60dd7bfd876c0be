import { type Launch, launchFailure, signalGroup } from './launch.ts';

/** What a program said that was asked behind the learner's back: small, whole, bounded in time and size. */
export type Asked =
  | { readonly kind: 'answered'; readonly stdout: string; readonly stderr: string; readonly exitCode: number }
  | { readonly kind: 'not-started'; readonly missing: boolean; readonly because: string }
  | { readonly kind: 'timed-out'; readonly because: string };

const limitBytes = 4 * 1024 * 1024;

/** Never rejects. Output over 4 MiB is cut there. */
export function ask(
  launch: Launch,
  argv: readonly [string, ...string[]],
  timeoutMs = 10_000,
): Promise<Asked> {
  return new Promise((resolve) => {
    const child = launch(argv, { stdin: 'ignore' });
    const collected = { stdout: collect(child.stdout), stderr: collect(child.stderr) };
    const timer = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ kind: 'timed-out', because: `${argv[0]} did not answer within ${timeoutMs / 1000} s` });
    }, timeoutMs);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      const missing = error.code === 'ENOENT';
      resolve({ kind: 'not-started', missing, because: launchFailure(argv[0], error) });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      const [stdout, stderr] = [collected.stdout(), collected.stderr()];
      resolve({ kind: 'answered', stdout, stderr, exitCode: code ?? 137 });
    });
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (size < limitBytes) chunks.push(chunk);
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8');
}
