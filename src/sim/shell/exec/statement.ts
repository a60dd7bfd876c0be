/**
 * Models lists, && and ||, pipelines and `!` (POSIX XCU 2.9.2, 2.9.3). Invariants: the processes of a pipeline run at the same
 * time, each in a subshell; the pipeline's status is the last one's (or with pipefail the last that failed); `set -e` does not
 * look at conditions. Left out: `time` writes nothing but the status; coproc.
 */
import type { AndOr, CommandNode, Pipeline, PipelineNode, Statement } from 'unbash';
import type { NamespacePid } from '../../kernel/ids.ts';
import { STDERR, STDIN, STDOUT, type Task } from '../../kernel/sys.ts';
import { ExpansionError, FatalShellError, ShellExit } from '../control.ts';
import type { Shell } from '../shell.ts';
import { runPendingTraps } from '../traps.ts';
import { runCompound } from './compound.ts';
import { forkInJob, waitForeground } from './job.ts';
import type { Run } from './run.ts';
import { runText } from './run-text.ts';
import { runSimple } from './simple.ts';
import { passesTail } from './tail.ts';
import { runTimed } from './timed.ts';

/** Runs statements one after the other; the last one's status. */
export function* runList(shell: Shell, statements: readonly Statement[], run: Run): Task<number> {
  for (const [index, statement] of statements.entries()) {
    const last = index === statements.length - 1;
    yield* runStatement(shell, statement, { ...run, tail: run.tail && last });
  }
  return shell.status;
}

function* runStatement(shell: Shell, statement: Statement, run: Run): Task<void> {
  const work: Task<unknown> =
    statement.background === true ? runBackground(shell, statement) : runNode(shell, statement.command, run);
  yield* reportingErrors(shell, work);
  yield* runPendingTraps(shell);
}

/** Words an error that ends the shell, or its line: of an expansion, or that no process can be had. */
function* reportingErrors<T>(shell: Shell, work: Task<T>): Task<T> {
  try {
    return yield* work;
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    yield* shell.complain(error.message);
    throw new FatalShellError(error.status);
  }
}

function* runNode(shell: Shell, node: PipelineNode | AndOr, run: Run): Task<number> {
  if (node.type === 'AndOr') return yield* runAndOr(shell, node, run);
  if (node.type === 'Pipeline') return yield* runPipeline(shell, node, run);
  return yield* runCommand(shell, node, run);
}

function* runAndOr(shell: Shell, node: AndOr, run: Run): Task<number> {
  for (const [index, command] of node.commands.entries()) {
    const operator = node.operators[index - 1];
    const skip = index > 0 && (operator === '&&') !== (shell.status === 0);
    if (skip) continue;
    const last = index === node.commands.length - 1;
    if (last) yield* runNode(shell, command, run);
    else yield* inCondition(shell, () => runNode(shell, command, { ...run, tail: false }));
  }
  return shell.status;
}

/** Runs something whose failure is an answer, not an error. */
export function* inCondition(shell: Shell, body: () => Task<number>): Task<number> {
  shell.conditionDepth++;
  try {
    return yield* body();
  } finally {
    shell.conditionDepth--;
  }
}

function* runPipeline(shell: Shell, node: Pipeline, run: Run): Task<number> {
  const negated = node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1;
  const timed = node.prefixes.find((prefix) => prefix.type === 'Time');
  const plain = node.prefixes.length === 0;
  const body = (): Task<number> => pipelineBody(shell, node, { ...run, tail: run.tail && plain });
  if (timed !== undefined && shell.dialect.kind === 'dash') {
    yield* shell.complain(shell.dialect.commandNotFound('time'));
    shell.status = 127;
    return 127;
  }
  const counted = negated ? () => inCondition(shell, body) : body;
  const status =
    timed === undefined ? yield* counted() : yield* runTimed(shell, counted, timed.posix !== undefined);
  shell.status = negated ? (status === 0 ? 1 : 0) : status;
  return shell.status;
}

function* pipelineBody(shell: Shell, node: Pipeline, run: Run): Task<number> {
  const [only] = node.commands;
  if (only === undefined) return 0;
  if (node.commands.length === 1) return yield* runCommand(shell, only, run);
  const text = shell.source.text.slice(node.pos, node.end);
  const pids = startPipeline(shell, node, {});
  const statuses = yield* waitForeground(shell, pids, text);
  const failed = shell.option('pipefail') ? statuses.findLast((status) => status !== 0) : undefined;
  shell.pipeStatus = statuses;
  shell.status = failed ?? statuses.at(-1) ?? 0;
  yield* afterFailure(shell);
  return shell.status;
}

function startPipeline(
  shell: Shell,
  node: Pipeline,
  options: { background?: boolean; leader?: NamespacePid },
): NamespacePid[] {
  const pids: NamespacePid[] = [];
  let input: number | null = null;
  node.commands.forEach((command, index) => {
    const last = index === node.commands.length - 1;
    const [read, write] = last ? [null, null] : shell.sys.pipe();
    const both = node.operators[index] === '|&';
    const from = input;
    pids.push(
      forkInJob(
        shell,
        options.leader ?? pids[0] ?? null,
        (child) => pipelineMember(child, command, { from, write, read, both }),
        options.background ? { background: index === 0 } : {},
      ),
    );
    if (from !== null) shell.sys.close(from);
    if (write !== null) shell.sys.close(write);
    input = read;
  });
  return pids;
}

interface Plumbing {
  readonly from: number | null;
  readonly write: number | null;
  readonly read: number | null;
  readonly both: boolean;
}

function* pipelineMember(
  shell: Shell,
  command: CommandNode,
  { from, write, read, both }: Plumbing,
): Task<number> {
  if (read !== null) shell.sys.close(read);
  if (from !== null) moveTo(shell, from, STDIN);
  if (write !== null) {
    if (both) shell.sys.dup2(write, STDERR);
    moveTo(shell, write, STDOUT);
  }
  return yield* runCommand(shell, command, { tail: true, subshell: true });
}

function moveTo(shell: Shell, from: number, to: number): void {
  if (from === to) return;
  shell.sys.dup2(from, to);
  shell.sys.close(from);
}

function* runBackground(shell: Shell, statement: Statement): Task<void> {
  const node = statement.command;
  const text = shell.source.text.slice(node.pos, node.end);
  const pids =
    node.type === 'Pipeline' && node.commands.length > 1 && node.prefixes.length === 0
      ? startPipeline(shell, node, { background: true })
      : [
          forkInJob(
            shell,
            null,
            (child) => runNode(child, node, { tail: passesTail(child, node), subshell: true }),
            { background: true },
          ),
        ];
  const job = shell.jobs.add(pids, text);
  shell.lastBackground = pids.at(-1) ?? null;
  if (shell.interactive)
    yield* shell.err(shell.dialect.kind === 'bash' ? `[${job.id}] ${shell.lastBackground}\n` : '');
  shell.status = 0;
}

/** Runs one command of any kind, reports expansion errors and looks at `set -e`. */
export function* runCommand(shell: Shell, node: CommandNode, run: Run): Task<number> {
  const work =
    node.type === 'Command'
      ? runSimple(shell, node, { ...run, tail: run.tail && passesTail(shell, node, run) })
      : runCompound(shell, node, run);
  shell.status = yield* reportingErrors(shell, work);
  if (
    node.type === 'Command' ||
    node.type === 'Subshell' ||
    node.type === 'TestCommand' ||
    node.type === 'ArithmeticCommand'
  ) {
    shell.pipeStatus = [shell.status];
    yield* afterFailure(shell);
  }
  return shell.status;
}

/** `set -e` and the ERR trap. */
function* afterFailure(shell: Shell): Task<void> {
  if (shell.status === 0 || shell.conditionDepth > 0) return;
  const action = shell.traps.get('ERR');
  if (action !== undefined && action !== '') {
    const { status } = shell;
    yield* runText(shell, action);
    shell.status = status;
  }
  if (shell.option('errexit')) throw new ShellExit(shell.status);
}
