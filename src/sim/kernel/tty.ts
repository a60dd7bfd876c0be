/** The terminal side of pty(7). */
import type { Kernel } from './kernel.ts';

export interface Tty {
  readonly index: number;
  hangUp(kernel: Kernel): void;
}
