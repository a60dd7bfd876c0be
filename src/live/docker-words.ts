export function isMissing(stderr: string): boolean {
  return /No such (container|object|image|volume|network)|(network|image) \S+ not found|network not found|image not known/i.test(
    stderr,
  );
}

/** The first line of an error, without the words that say who speaks. */
export function sentence(stderr: string): string {
  const line = stderr.trim().split('\n')[0] ?? '';
  return line.replace(/^(Error response from daemon|Error): /, '') || 'Docker gave no answer and no reason';
}

/** In a container: there is no such program to run. */
export const hasNoProgram = /executable file not found|no such file or directory: unknown/i;
