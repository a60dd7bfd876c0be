/** The words a kernel is started with (Linux, Documentation/admin-guide/kernel-parameters.rst; kernel/params.c, init/main.c). */

export interface KernelCommandLine {
  readonly text: string;
  /** The first serial port shows what the kernel and its init say. */
  readonly onSerial: boolean;
  readonly quiet: boolean;
  /** Seconds until a panic restarts the machine; 0 is never, below 0 at once. */
  readonly panicSeconds: number;
  /** The program that becomes PID 1. */
  readonly init: string;
  /** What follows its name: words the kernel does not know, and all that stands behind `--`. */
  readonly initWords: readonly string[];
  /** Unknown words with `=`. */
  readonly initEnv: ReadonlyMap<string, string>;
}

/** Parameters that the kernel takes itself, so that its init does not get them. */
const KERNELS =
  /^(?:console|panic|rdinit|init|root|ro|rw|reboot|loglevel|debug|earlyprintk|acpi|nokaslr)(?:=|$)/;

export function kernelCommandLine(text: string): KernelCommandLine {
  const all = wordsOf(text);
  const end = all.indexOf('--');
  const own = end < 0 ? all : all.slice(0, end);
  const value = (name: string): string | null =>
    own.findLast((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
  const unknown = own.filter((word) => word !== 'quiet' && !KERNELS.test(word) && !word.includes('.'));
  return {
    text,
    onSerial: own.some((word) => /^console=ttyS0(?:,|$)/.test(word)),
    quiet: own.includes('quiet'),
    panicSeconds: Number.parseInt(value('panic') ?? '0', 10) || 0,
    init: value('rdinit') ?? '/init',
    initWords: [...unknown.filter((word) => !word.includes('=')), ...(end < 0 ? [] : all.slice(end + 1))],
    initEnv: new Map(
      unknown
        .filter((word) => word.includes('='))
        .map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
    ),
  };
}

/** Double quotes keep words together, and are all that does. */
function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:[^\s"]|"[^"]*(?:"|$))+/g)].map(([word]) => word.replaceAll('"', ''));
}
