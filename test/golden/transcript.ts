import { readFile, writeFile } from 'node:fs/promises';

/** What a command line of a script gave. */
export interface Answer {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface TranscriptHeader {
  readonly engine: string;
  readonly client: string;
  /** Day of the recording, YYYY-MM-DD. */
  readonly date: string;
}

export interface Transcript {
  readonly header: TranscriptHeader;
  readonly answers: readonly Answer[];
}

const unfinished = '\\ no newline at the end';

/** Control characters as their pictures, U+2400 and on: a carriage return is seen as ␍, an escape as ␛. */
function visible(line: string): string {
  return line.replace(/[\x00-\x08\x0b-\x1f]/g, (it) => String.fromCodePoint(0x2400 + it.charCodeAt(0)));
}

function stream(mark: 'out' | 'err', text: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const whole = lines.at(-1) === '';
  if (whole) lines.pop();
  return [
    ...lines.map((line) => (line === '' ? `${mark}|` : `${mark}| ${visible(line)}`)),
    ...(whole ? [] : [`${mark}${unfinished}`]),
  ];
}

/** One answer as it stands in a transcript: `$ command`, its output line by line, its exit code. */
export function formatAnswer(answer: Answer): string {
  return [
    `$ ${answer.command}`,
    ...stream('out', answer.stdout),
    ...stream('err', answer.stderr),
    `exit ${answer.exitCode}`,
  ].join('\n');
}

export function formatTranscript({ header, answers }: Transcript): string {
  const head = `# engine ${header.engine}, client ${header.client}, recorded ${header.date}\n`;
  return `${head}\n${answers.map(formatAnswer).join('\n\n')}\n`;
}

/** The blocks of a transcript as formatAnswer wrote them, one a command. */
export function parseBlocks(text: string): readonly string[] {
  const body = text.slice(text.indexOf('\n\n') + 2).trimEnd();
  return body === '' ? [] : body.split(/\n\n(?=\$ )/);
}

const fileOf = (name: string) => new URL(`./transcripts/${name}.txt`, import.meta.url);

export async function readTranscript(name: string): Promise<string | null> {
  return readFile(fileOf(name), 'utf8').catch(() => null);
}

export async function writeTranscript(name: string, text: string): Promise<void> {
  await writeFile(fileOf(name), text);
}
