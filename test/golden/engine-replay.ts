import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Script } from './script.ts';
import type { Answer, TranscriptHeader } from './transcript.ts';

const sh = fileURLToPath(new URL('../engine/sh', import.meta.url));

/** Runs a line where the engine is the host and gives its stdout; rejects with stderr when it fails. */
function onEngine(commandLine: string, stdin = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(sh, [commandLine], { stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(stdout) : reject(new Error(`engine/sh ended with ${code}: ${stderr}`)),
    );
    child.stdin.end(stdin);
  });
}

export async function engineHeader(date: string): Promise<TranscriptHeader> {
  const text = await onEngine(`docker version --format '{{.Server.Version}} {{.Client.Version}}'`);
  const [engine = '', client = ''] = text.trim().split(' ');
  return { engine, client, date };
}

const fresh = `
  docker ps -aq | xargs -r docker rm -fv
  docker volume ls -q | xargs -r docker volume rm -f
  docker network ls -q --filter type=custom | xargs -r docker network rm
  docker images -a --format '{{.Repository}}:{{.Tag}}' | grep -vx busybox:latest | xargs -r docker rmi -f
  docker image prune -f; docker builder prune -af
  cd /; rm -rf /root/work /tmp/golden /tmp/script; mkdir -p /root/work /tmp/script`;

/**
 * One bash runs all lines, so that its variables, functions, jobs and $? go on from line to line; each line has
 * /dev/null to read from, and its output goes to files, which are read back when all have run. Jobs that are left are ended
 * and waited for: dockerd, which is PID 1 there, does not reap, and the next script would see them as zombies.
 */
const driver = `
  golden_code=0
  golden_last() { return "$golden_code"; }
  golden_run() {
    golden_last; eval "$1" >"/tmp/script/$2.out" 2>"/tmp/script/$2.err" </dev/null
    golden_code=$?; echo "$golden_code" >"/tmp/script/$2.code"
  }
  cd /root/work
  shopt -s expand_aliases
  readarray -d '' -t golden_lines </tmp/script/lines
  for golden_n in "\${!golden_lines[@]}"; do golden_run "\${golden_lines[$golden_n]}" "$golden_n"; done
  kill $(jobs -p) 2>/dev/null; sleep 0.2; kill -KILL $(jobs -p) 2>/dev/null; wait`;

const readBack = `cd /tmp/script
  for n in $(seq 0 $(($(tr -cd '\\0' <lines | wc -c) - 1))); do
    base64 -w0 $n.out; echo; base64 -w0 $n.err; echo; cat $n.code 2>/dev/null || echo missing
  done`;

const decode = (base64: string | undefined) => Buffer.from(base64 ?? '', 'base64').toString('utf8');

/**
 * Replays a script on the engine, from a machine that holds nothing but busybox:latest; a script may not take that away.
 * Answers are as they came.
 */
export async function replayOnEngine(script: Script): Promise<readonly Answer[]> {
  await onEngine(fresh);
  await onEngine('docker image inspect busybox:latest >/dev/null');
  await onEngine('cat >/tmp/script/lines', script.lines.map((line) => `${line.command}\0`).join(''));
  await onEngine('cat >/tmp/script/driver', driver);
  await onEngine(`bash -c "$(cat /tmp/script/driver)" bash; true`);
  const fields = (await onEngine(readBack)).split('\n');
  return script.lines.map(({ number, command }, index) => {
    const code = fields[index * 3 + 2] ?? 'missing';
    if (code === 'missing')
      throw new Error(`${script.name}:${number}: the shell ended before or in this line`);
    return {
      command,
      stdout: decode(fields[index * 3]),
      stderr: decode(fields[index * 3 + 1]),
      exitCode: Number(code),
    };
  });
}
