/** /usr/bin/qemu-img 7.2 (qemu-img(1)): create, info, check, snapshot, convert, resize, map, measure, compare, commit, rebase, on files of this machine. */
import { type Program, STDERR, type Sys, SysError, type Task } from '../../../kernel/sys.ts';
import { words } from '../lib.ts';
import { commit, rebase } from './chain.ts';
import { compare } from './compare.ts';
import { convert } from './convert.ts';
import { create, resize } from './create.ts';
import { check, info } from './info.ts';
import { map, measure } from './map.ts';
import { snapshot } from './snapshot.ts';
import { notModelled, print, QemuImgFailure, usageFailure } from './words.ts';

const COMMANDS: Readonly<Record<string, (sys: Sys, args: readonly string[]) => Task<number>>> = {
  create,
  resize,
  info,
  check,
  snapshot,
  convert,
  map,
  measure,
  compare,
  commit,
  rebase,
};
const REAL = ['amend', 'bench', 'bitmap', 'dd'];
const VERSION =
  'qemu-img version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright (c) 2003-2022 Fabrice Bellard and the QEMU Project developers\n';

export function* qemuImgMain(sys: Sys, argv: readonly string[]): Program {
  const [command, ...args] = argv.slice(1);
  try {
    return yield* run(sys, command, args);
  } catch (error) {
    if (error instanceof QemuImgFailure) {
      yield* sys.write(STDERR, error.message);
      return error.status;
    }
    if (!(error instanceof SysError)) throw error;
    yield* sys.write(STDERR, `qemu-img: ${words(error)}\n`);
    return 1;
  }
}

function* run(sys: Sys, command: string | undefined, args: readonly string[]): Task<number> {
  if (command === undefined) throw usageFailure('Not enough arguments');
  if (command === '--version' || command === '-V') {
    yield* print(sys, VERSION);
    return 0;
  }
  if (REAL.includes(command)) throw notModelled(`qemu-img ${command}`);
  if (command === '--help' || command === '-h' || args.includes('--help')) {
    throw notModelled("qemu-img's help text");
  }
  if (command.startsWith('-')) throw usageFailure(`unrecognized option '${command}'`);
  const act = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (act === undefined) throw usageFailure(`Command not found: ${command}`);
  return yield* act(sys, args);
}
