import type { Words } from '../command-line.ts';
import { allowed, type Judgement, type Refused, refuse } from '../judgement.ts';
import type { FoundKit, VmKit } from '../vm/vm-kit.ts';
import { type LabFolder, outsideFolder } from './lab-folder.ts';

/** What a session keeps to when it boots a virtual machine. */
export interface VmRules {
  readonly kit: VmKit;
  /** What its processes are called, so that a later session finds those of a killed one. */
  readonly name: string;
}

/** The most memory it may have. */
const MOST_MIB = 256;
const USUAL_MIB = 128;

/** How lessons write it, whatever the computer is. */
export const lessonProgram = 'qemu-system-x86_64';
/** And the kernel's file: what this computer has stands in its place. */
export const lessonKernel = '/boot/vmlinuz';

export const isQemu = (program: string): boolean => /^qemu-system-\w+$/.test(program);

const VALUED = new Set([
  'm',
  'M',
  'machine',
  'display',
  'serial',
  'kernel',
  'initrd',
  'append',
  'accel',
  'smp',
]);
const ALONE = new Set(['nodefaults', 'no-reboot']);

type Options = ReadonlyMap<string, string>;

/**
 * May these words boot a virtual machine? One that is given nothing of this computer: no disk, no network, no device, no screen;
 * a kernel, an archive out of the labs' folder, little memory, and the serial port.
 */
export function judgeVm(words: Words, folder: LabFolder | undefined, vm: VmRules | undefined): Judgement {
  const [program, ...rest] = words;
  if (vm === undefined || folder === undefined)
    return refuse(`\`${program}\` does not run here: there is no folder for what it needs.`);
  const { kit } = vm;
  if (kit.kind === 'missing') return refuse(`No virtual machine can be booted here: ${kit.because}.`);
  if (program !== lessonProgram && program !== kit.program)
    return refuse(`\`${program}\` imitates another kind of computer; here it is \`${kit.program}\`.`);
  if (rest.length === 1 && /^--?version$/.test(rest[0] ?? '')) return allowed([kit.program, '-version']);
  const options = optionsOf(rest);
  if ('refusal' in options) return options;
  const wrong = refusedValue(options);
  if (wrong !== null) return refuse(wrong);
  const kernel = kernelOf(options.get('kernel'), folder, kit);
  if (kernel === null) return refuse(outsideFolder(options.get('kernel') ?? '', folder));
  const typed = options.get('initrd');
  const initrd = typed === undefined ? undefined : folder.inside(typed);
  if (initrd === null) return refuse(outsideFolder(typed ?? '', folder));
  return allowed(booting(kit, vm.name, options, kernel, initrd));
}

function optionsOf(words: readonly string[]): Options | Refused {
  const options = new Map<string, string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const name = word.replace(/^--?/, '');
    if (!word.startsWith('-') || !(VALUED.has(name) || ALONE.has(name)))
      return refuse(
        `A virtual machine here is given no disk, no network and no device of your computer, so \`${word}\` is not allowed.`,
      );
    if (ALONE.has(name)) options.set(name, '');
    else {
      at += 1;
      const value = words[at];
      if (value === undefined) return refuse(`\`${word}\` needs a word after it.`);
      options.set(name === 'machine' ? 'M' : name, value);
    }
  }
  return options;
}

/** What must be so, in a sentence; null: it is. */
function refusedValue(options: Options): string | null {
  const of = (name: string, usual: string): string => options.get(name) ?? usual;
  if (!options.has('kernel'))
    return `A virtual machine here starts a kernel directly: give it \`-kernel ${lessonKernel}\`.`;
  const memory = mebibytes(of('m', String(USUAL_MIB)));
  if (memory === null || memory > MOST_MIB)
    return `A virtual machine may have ${MOST_MIB} MiB of memory here at the most: \`-m ${MOST_MIB}\`.`;
  if (of('display', 'none') !== 'none')
    return 'A virtual machine has no screen here, but its serial port: `-display none -serial stdio`.';
  if (of('serial', 'stdio') !== 'stdio')
    return 'The serial port of a virtual machine is the terminal here: `-serial stdio`.';
  if (!/^(?:tcg|kvm)$/.test(of('accel', 'tcg')))
    return 'A virtual machine is translated here (`-accel tcg`), or the CPU helps (`-accel kvm`).';
  if (!/^(?:pc|q35|microvm|virt)$/.test(of('M', 'pc')))
    return 'A virtual machine is one of the machines `pc`, `q35`, `microvm` or `virt` here.';
  return of('smp', '1') === '1' ? null : 'A virtual machine has one CPU here.';
}

function mebibytes(text: string): number | null {
  const [, amount = '', unit = 'M'] = /^(\d{1,6})([MG]?)$/i.exec(text) ?? [];
  if (amount === '') return null;
  return Number(amount) * (unit.toUpperCase() === 'G' ? 1024 : 1);
}

function kernelOf(typed: string | undefined, folder: LabFolder, { kernel }: FoundKit): string | null {
  if (typed === undefined || typed === lessonKernel || typed === kernel) return kernel;
  return /^\/boot\/[\w.+~-]+$/.test(typed) ? typed : folder.inside(typed);
}

/** The whole line as it will run, with what keeps it small where the learner gave nothing. */
function booting(
  { program }: FoundKit,
  name: string,
  options: Options,
  kernel: string,
  initrd: string | undefined,
): Words {
  const arm = program === 'qemu-system-aarch64';
  const model = options.get('M') ?? (arm ? 'virt' : undefined);
  const given = (option: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`-${option}`, value];
  const append = options.get('append');
  return [
    program,
    ...['-name', name],
    ...given('M', arm && model !== 'virt' ? 'virt' : model),
    ...(arm ? ['-cpu', 'max'] : []),
    ...given('accel', options.get('accel')),
    ...['-m', options.get('m') ?? String(USUAL_MIB)],
    ...['-nodefaults', '-no-reboot', '-display', 'none', '-serial', 'stdio'],
    ...['-kernel', kernel],
    ...given('initrd', initrd),
    ...given('append', arm ? append?.replaceAll('console=ttyS0', 'console=ttyAMA0') : append),
  ];
}
