import type { DoctorReport, EngineReport, VmReport } from './doctor-report.ts';
import type { ProgressPlace } from './progress-place.ts';
import { SMALLEST, type TerminalFacts } from './terminal-facts.ts';
import { wrapWords } from './wrap-words.ts';

/** The report for people, at most `columns` wide where words allow. */
export function doctorText(report: DoctorReport, columns: number): string {
  const rows: readonly (readonly [string, string])[] = [
    ...(report.engine === null ? [] : engineRows(report.engine)),
    ['VMs', vmWords(report.vm)],
    ['Terminal', terminalWords(report.terminal)],
    ['Progress', progressWords(report.progress)],
    ...(report.asked.length === 0 ? [] : [['Asked', askedWords(report.asked)] as const]),
    ['Node', `${report.node} on ${report.platform}`],
  ];
  return [
    ...wrapped(report.labs, columns),
    '',
    ...rows.flatMap(([title, text]) => titled(title, text, columns)),
    '',
    ...verdictLines(report).flatMap((line) => wrapped(line, columns)),
    '',
  ].join('\n');
}

const TITLE_WIDTH = 10;

function titled(title: string, text: string, columns: number): readonly string[] {
  return wrapped(text, Math.max(20, columns - TITLE_WIDTH)).map(
    (line, index) => `${(index === 0 ? title : '').padEnd(TITLE_WIDTH)}${line}`,
  );
}

const wrapped = (text: string, columns: number): readonly string[] =>
  wrapWords([{ text, look: 'plain' }], columns, (piece) => piece);

function engineRows({ program, version, context, socket, busybox, registry, facts }: EngineReport) {
  const where = [context === null ? '' : `context ${context}`, socket ?? ''].filter((it) => it !== '');
  const rows: (readonly [string, string])[] = [
    ['Engine', `${facts?.name ?? program} ${version}${where.length === 0 ? '' : `, ${where.join(', ')}`}`],
  ];
  if (facts !== null) {
    const { kernelVersion, architecture, operatingSystem, cgroupVersion, rootless, processesOnHost } = facts;
    rows.push(
      ['Runs on', `${operatingSystem}, Linux ${kernelVersion}, ${architecture}, cgroup v${cgroupVersion}`],
      [
        'Processes',
        processesOnHost
          ? `of containers stand in this machine’s ps${rootless ? ', under your own user' : ''}`
          : 'of containers are in that virtual machine, not in this computer’s ps',
      ],
    );
  }
  const image = {
    reached: 'is not here yet; a registry can be reached',
    'not reached': 'is not here, and no registry can be reached',
  };
  rows.push(['busybox', busybox === 'present' || registry === null ? 'is here' : image[registry]]);
  return rows;
}

/** Each without its format, which is for programs. */
function askedWords(asked: readonly string[]): string {
  const lines = asked.map((line) => line.replace(/ --format \S+( \S+\}\})?/, ''));
  return `${[...new Set(lines)].join(', ')}: they only read, and nothing else runs before you agree`;
}

function vmWords(vm: VmReport): string {
  if (!vm.ready) return `are simulated, because ${vm.because}. ${vm.remedy}`;
  const kvm = {
    usable: 'translated, or with KVM',
    'not permitted': 'translated (this user may not use /dev/kvm)',
    'not here': 'translated',
  };
  return `can be real: ${vm.program} starts ${vm.kernel}, ${kvm[vm.kvm]}`;
}

function terminalWords({ interactive, columns, rows, colours, utf8, term }: TerminalFacts): string {
  const size = rows === null ? 'none: the output is not a terminal' : `${columns}x${rows}`;
  const small = rows !== null && (columns < SMALLEST.columns || rows < SMALLEST.rows);
  return [
    small ? `${size}, too small for the screens (${SMALLEST.columns}x${SMALLEST.rows} at least)` : size,
    ...(rows === null ? [] : [colourWords(colours), utf8 ? 'UTF-8' : 'ASCII only', `TERM=${term ?? ''}`]),
    ...(interactive || rows === null ? [] : ['not interactive']),
  ].join(', ');
}

function colourWords(colours: number): string {
  if (colours === 0) return 'no colours';
  return colours > 65_536 ? '16 million colours' : `${colours} colours`;
}

function progressWords({ folder, writable, because }: ProgressPlace): string {
  if (folder === null) return `is not kept: ${because}`;
  return writable ? `is kept in ${folder}` : `cannot be kept in ${folder}: ${because}`;
}

function verdictLines({ ready, because, advice }: DoctorReport): readonly string[] {
  const verdict = ready
    ? 'Ready: labs run in real containers.'
    : `Labs run on the simulator, because ${because}.`;
  return advice === null ? [verdict] : [verdict, advice];
}
