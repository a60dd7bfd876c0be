import type { MachineChoice } from '../machine/supply.ts';

/** `Labs: Docker 28.5 on this computer (it answers and has the busybox image)`: on the map and in doctor alike. */
export function labsSentence({ label, because }: Pick<MachineChoice, 'label' | 'because'>): string {
  return `Labs: ${label}${because === '' ? '' : ` (${because})`}`;
}
