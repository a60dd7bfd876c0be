import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Script } from './script.ts';
import type { Answer, TranscriptHeader } from './transcript.ts';

/**
 * Recording on this machine, for scripts headed `# host: virsh-test`: libvirt's own test driver lives inside each virsh
 * process, and qemu-img works on files; neither needs a daemon. What must carry over from command to command stands
 * in one virsh, separated by `;`, as anyone would type it.
 */
const versionOf = (command: string, pattern: RegExp): string => {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  const found = pattern.exec(stdout ?? '')?.[1];
  if (found === undefined)
    throw new Error(`${command} is not installed here: apt-get install libvirt-clients qemu-utils`);
  return found;
};

export function localHeader(date: string): TranscriptHeader {
  const engine = `libvirt-test ${versionOf('virsh', /^(\S+)/)}`;
  return { engine, client: `qemu-img ${versionOf('qemu-img', /version (\S+)/)}`, date };
}

/** Where the simulated machine's shell stands; the folder of the recording is called so in what is recorded. */
const home = '/root/work';

export async function replayHere(script: Script): Promise<readonly Answer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'golden-'));
  try {
    const answers: Answer[] = [];
    for (const [index, { command }] of script.lines.entries())
      answers.push(await answerOf(command, join(folder, 'work'), join(folder, String(index))));
    return answers;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each line has a shell of its own, in the folder of the script. */
async function answerOf(command: string, folder: string, place: string): Promise<Answer> {
  const driver = `mkdir -p "$1" && cd "$1" && eval "$(cat "$2.line")" >"$2.out" 2>"$2.err" </dev/null`;
  await writeFile(`${place}.line`, command);
  const exitCode = await new Promise<number>((resolve, reject) => {
    const child = spawn('setsid', ['bash', '-c', driver, 'bash', folder, place], {
      stdio: 'ignore',
      env: { PATH: process.env.PATH, HOME: '/root', LANG: 'C.UTF-8' },
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  const read = async (end: string) => (await readFile(`${place}.${end}`, 'utf8')).replaceAll(folder, home);
  return { command, stdout: await read('out'), stderr: await read('err'), exitCode };
}
