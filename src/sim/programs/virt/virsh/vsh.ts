/**
 * What a virsh command runs in (libvirt tools/vsh.h, vshControl): its connection, its output, its errors. Invariant: a
 * failed command is a VirshFailure or a LibvirtError; only main.ts prints them.
 */

import type { Domain } from '../../../hypervisor/domain.ts';
import type { Hypervisor } from '../../../hypervisor/hypervisor.ts';
import type { Affect } from '../../../hypervisor/hypervisor-types.ts';
import { LibvirtError } from '../../../hypervisor/libvirt-error.ts';
import type { Sys, Task } from '../../../kernel/sys.ts';
import { STDERR, STDOUT } from '../../../kernel/sys.ts';
import type { Command } from './parse.ts';

/** Ends a command: lines for standard error, each after `error: `. */
export class VirshFailure extends Error {
  readonly lines: readonly string[];
  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

export interface Vsh {
  readonly sys: Sys;
  readonly quiet: boolean;
  readonly interactive: boolean;
  /** Whether a URI was named: then virsh connects before its first command. */
  readonly named: boolean;
  /** Connects on first use; VirshFailure where nothing answers. */
  connection(): Hypervisor;
}

export type CommandRun = (vsh: Vsh, command: Command) => Task<void>;

export function* print(vsh: Vsh, text: string): Task<void> {
  if (text !== '') yield* vsh.sys.write(STDOUT, text);
}
/** What a quiet virsh does not say. */
export function* printExtra(vsh: Vsh, text: string): Task<void> {
  if (!vsh.quiet) yield* print(vsh, text);
}
export function* complain(vsh: Vsh, text: string): Task<void> {
  yield* vsh.sys.write(STDERR, `error: ${text}\n`);
}

export function domainOf(vsh: Vsh, command: Command): Domain {
  const reference = command.text('domain') ?? '';
  const found = vsh.connection().find(reference);
  if (found === null) throw new VirshFailure(`failed to get domain '${reference}'`);
  return found;
}

/** Words before those of the library. */
export function* saying<T>(words: string, task: () => Task<T>): Task<T> {
  try {
    return yield* task();
  } catch (error) {
    if (error instanceof LibvirtError) throw new VirshFailure(words, error.message);
    throw error;
  }
}

export function exclusive(command: Command, ...pairs: readonly (readonly [string, string])[]): void {
  for (const [one, other] of pairs) {
    if (command.has(one) && command.has(other)) {
      throw new VirshFailure(`Options --${one} and --${other} are mutually exclusive`);
    }
  }
}

export function affectOf(command: Command): Affect {
  exclusive(command, ['current', 'live'], ['current', 'config']);
  return { live: command.has('live'), config: command.has('config') };
}

/** Without --live, --config and --current the old call is made, which is for running domains. */
export function affectOrLive(command: Command): Affect {
  const affect = affectOf(command);
  return affect.live || affect.config || command.has('current') ? affect : { live: true, config: false };
}

export function numberOf(command: Command, option: string): number {
  const text = command.text(option) ?? '';
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new VirshFailure(`Numeric value '${text}' for <${option}> option is malformed or out of range`);
}
