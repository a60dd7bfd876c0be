import { Ids, Numbered } from './placeholders.ts';
import { normaliseTable } from './tables.ts';

/** Rewrites what cannot be the same twice, and nothing else. Stateful: one for the whole of a script. */
export type Normaliser = (command: string, text: string) => string;

/** A rule and why it must be: `replace` runs on text in which the rules before it have run. */
interface Rule {
  readonly because: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

const duration =
  '(?:Less than a second|1 second|\\d+ seconds|About a minute|\\d+ minutes|About an hour|\\d+ hours|\\d+ days|\\d+ weeks|\\d+ months|\\d+ years)';

const rules: readonly Rule[] = [
  {
    because: 'a time in RFC 3339 is the moment of the recording; the zero time is kept',
    pattern: /\b(?!0001-)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g,
    replacement: '<time>',
  },
  {
    because: 'docker images and history print creation times in this form',
    pattern: /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4} [A-Z]+/g,
    replacement: '<time>',
  },
  {
    because: 'date(1) tells the moment of the recording',
    pattern: /\b[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [A-Z]+ \d{4}/g,
    replacement: '<date>',
  },
  {
    because: 'how long ago something was depends on how fast the machine is',
    pattern: new RegExp(`\\b(Up |Exited \\(\\d+\\) |Restarting \\(\\d+\\) )${duration}( ago)?`, 'g'),
    replacement: '$1<duration>$2',
  },
  {
    because: 'how long ago something was depends on how fast the machine is',
    pattern: new RegExp(`\\b${duration} ago\\b`, 'g'),
    replacement: '<duration> ago',
  },
  {
    because: 'Docker 28 gives a network card an address by chance',
    pattern: /\b(?!00:00:00:00:00:00)[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/g,
    replacement: '<mac>',
  },
  {
    because:
      'bash counts the lines of whatever runs the script, not of what was typed, and names itself by $0',
    pattern: /^(?:\/usr\/bin\/)?(?:ba)?sh: (?:eval: )?line \d+: /gm,
    replacement: 'bash: line <n>: ',
  },
  {
    because: 'the same, where it tells where a construct began',
    pattern: /(^bash: line <n>: syntax error.* on line )\d+/gm,
    replacement: '$1<n>',
  },
  {
    because: 'a job of the shell is announced with its PID',
    pattern: /^(\[\d+\])( |[-+] +)\d+$/gm,
    replacement: '$1$2<pid>',
  },
  {
    because: 'bash tells the PID of a child that a signal ended',
    pattern: /^(bash: line <n>:) +\d+ (Terminated|Killed|Hangup|Interrupt|Quit|Aborted)/gm,
    replacement: '$1 <pid> $2',
  },
  {
    because: 'docker-init names its own PID on the way down, which is whatever came next',
    pattern: /(\[(?:FATAL|WARN) +tini \()\d+\)/g,
    replacement: '$1<pid>)',
  },
  {
    because: 'the image is built where the engine is, so its size differs by machine',
    pattern: /("Size": )\d+/g,
    replacement: '$1<size>',
  },
  {
    because: 'the test driver of libvirt gives the time of the day as the processor time of its domain',
    pattern: /^(CPU time: +)\d+\.\ds$/gm,
    replacement: '$1<time>',
  },
  {
    because: 'virsh and qemu-img list the moments at which snapshots were made',
    pattern: /\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d( \+0000)?/g,
    replacement: '<time>$1',
  },
  {
    because: 'a snapshot without a name is called after the moment it was made',
    pattern: /\b1[789]\d{8}\b/g,
    replacement: '<epoch>',
  },
  {
    because: 'a domain without a uuid gets one by chance; that of the test driver is always the same',
    pattern: /\b(?!6695eb01)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-(?:[0-9a-f]{12}\b|<id-\d+:12>)/g,
    replacement: '<uuid>',
  },
  {
    because: 'the daemon makes a directory of a name by chance for what it loads',
    pattern: /(?<=\/docker-import-)\d+\b/g,
    replacement: '<number>',
  },
  {
    because:
      'the client of docker cp complains of its own archive, or not, when the daemon refuses while it still packs',
    pattern: /^time="<time>" level=error msg="Can't add file [^\n]* closed pipe"\n/gm,
    replacement: '',
  },
  {
    because: 'BuildKit names by chance what it keeps',
    pattern: /(?<=<uuid>::)[a-z0-9]{25}\b/g,
    replacement: '<ref>',
  },
  {
    because: 'a process ID on the host is whatever came next; 0 (not running) is kept',
    pattern: /("Pid": )[1-9]\d*/g,
    replacement: '$1<pid>',
  },
];

const change = /^[ACD] \//;
const changesByChance =
  'docker diff tells siblings in an order that differs each time, so a list of changes is sorted by path';

/** Runs of changed paths, sorted; all other lines stay where they are. */
function sortChanges(text: string): string {
  const out: string[] = [];
  let run: string[] = [];
  const flush = () => {
    out.push(...run.sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1)));
    run = [];
  };
  for (const line of text.split('\n')) {
    if (change.test(line)) run.push(line);
    else {
      flush();
      out.push(line);
    }
  }
  flush();
  return out.join('\n');
}

/** The rules in words, for those who ask what a transcript hides. */
export const reasons: readonly string[] = [...rules.map((rule) => rule.because), changesByChance];

const ruled = (text: string): string =>
  rules.reduce((so, rule) => so.replace(rule.pattern, rule.replacement), text);

/**
 * IDs become `<id-1>`, and their short form `<id-1:12>`, by order of appearance; names made by chance `<name-1>`; PIDs of
 * the host `<pid-1>`, all of them the same throughout a script, so that it still shows what equals what.
 */
export function createNormaliser(): Normaliser {
  const ids = new Ids();
  const names = new Numbered('name');
  const pids = new Numbered('pid');
  const free = (text: string) => sortChanges(ruled(ids.replace(text)));
  return (command, text) => {
    const onHost = /^docker (container )?top\b/.test(command) || !command.includes('docker ');
    return normaliseTable(text, {
      free,
      name: (it) => names.of(it),
      pid: onHost ? (it) => pids.of(it) : () => '<pid>',
    });
  };
}
