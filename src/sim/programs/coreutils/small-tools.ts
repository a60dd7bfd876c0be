/** Small programs of a Debian host and their busybox twins: digests, dumps, comparisons, lines, nodes. The logic is in the folders beside. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { busyboxCpio } from '../archive/cpio.ts';
import { busyboxTar, gnuTar } from '../archive/tar.ts';
import { cmp } from '../compare/cmp.ts';
import { diff } from '../compare/diff.ts';
import { base64 } from '../digest/base64.ts';
import { hexdump, od } from '../digest/dump.ts';
import { md5, sha1 } from '../digest/md5-sha1.ts';
import { sha256, sha512 } from '../digest/sha2.ts';
import { sumOf } from '../digest/sum-program.ts';
import { realpath } from '../lib/identity-programs.ts';
import { busybox, gnu } from '../lib/program.ts';
import { expand, unexpand } from '../small/expand.ts';
import { expr } from '../small/expr.ts';
import { factor } from '../small/factor.ts';
import { join } from '../small/join.ts';
import {
  BARE_OPEN,
  BUSYBOX_OPEN,
  comm,
  fold,
  GNU_OPEN,
  nl,
  paste,
  rev,
  shuf,
  split,
  strings,
  tac,
} from '../small/line-programs.ts';
import { link, mkfifo, mknod, mktemp, sync, truncate, unlink } from '../small/node-programs.ts';
import { nohup, setsid, usleep } from '../small/start-programs.ts';
import { arch, clear, getent, groups, nobody, pager, stty } from '../small/who-programs.ts';
import { detectVirt, hostid, logname, lscpu } from '../system/machine-facts.ts';

const SUM = { short: 'cbts', long: { check: 'c', binary: 'b', text: 't', status: 's' } };
const OD = { short: 'cbxt:A:', long: { format: 't:', 'address-radix': 'A:' }, real: 'adfhijlNosvwSe' };
const DIFF_USAGE = "diff: Try 'diff --help' for more information.\n";
const GETENT_USAGE = "Try `getent --help' or `getent --usage' for more information.\n";

export const SMALL_TOOLS: Readonly<Record<string, ProgramMain>> = {
  md5sum: gnu({ ...SUM, real: 'wz', run: sumOf(md5, true) }),
  sha1sum: gnu({ ...SUM, real: 'wz', run: sumOf(sha1, true) }),
  sha256sum: gnu({ ...SUM, real: 'wz', run: sumOf(sha256, true) }),
  sha512sum: gnu({ ...SUM, real: 'wz', run: sumOf(sha512, true) }),
  base64: gnu({ short: 'dw:', long: { decode: 'd', wrap: 'w:' }, real: 'i', run: base64(true) }),
  od: gnu({ ...OD, run: od }),
  cmp: gnu({ short: 's', long: { quiet: 's', silent: 's' }, real: 'blin', usageStatus: 2, run: cmp(true) }),
  diff: gnu({
    short: 'uqrU:N',
    long: { brief: 'q', recursive: 'r', unified: 'U:' },
    real: 'abBcCdeEfFhHiIlLnpPsStTwWxXyZ',
    usageStatus: 2,
    usage: DIFF_USAGE,
    run: diff(true),
  }),
  expr: gnu({ short: '', noOptions: true, usageStatus: 2, run: expr(true) }),
  tac: gnu({
    short: '',
    real: 'brs',
    run: tac((path, reason) => `failed to open '${path}' for reading: ${reason}`),
  }),
  nl: gnu({ short: 'b:w:', real: 'dfhilnpsv', run: nl(GNU_OPEN) }),
  fold: gnu({ short: 'w:sb', long: { width: 'w:', spaces: 's' }, run: fold(GNU_OPEN) }),
  paste: gnu({ short: 'd:s', long: { delimiters: 'd:', serial: 's' }, real: 'z', run: paste(GNU_OPEN) }),
  comm: gnu({ short: '123', real: 'z', run: comm }),
  shuf: gnu({
    short: 'ei:n:',
    long: { echo: 'e', 'input-range': 'i:', 'head-count': 'n:' },
    real: 'orz',
    run: shuf,
  }),
  split: gnu({ short: 'l:', long: { lines: 'l:' }, real: 'abCdenrtux', run: split }),
  mkfifo: gnu({ short: 'm:', long: { mode: 'm:' }, real: 'Z', run: mkfifo(true) }),
  mknod: gnu({ short: 'm:', long: { mode: 'm:' }, real: 'Z', run: mknod() }),
  mktemp: gnu({ short: 'dup:tq', long: { directory: 'd', 'dry-run': 'u', tmpdir: 'p?' }, run: mktemp(true) }),
  truncate: gnu({ short: 's:c', long: { size: 's:', 'no-create': 'c' }, real: 'or', run: truncate }),
  realpath: gnu({ short: '', real: 'eLmPqsz', run: realpath(true) }),
  unlink: gnu({ short: '', run: unlink(true) }),
  link: gnu({ short: '', run: link(true) }),
  sync: gnu({ short: 'df', run: sync }),
  setsid: gnu({
    short: 'wf',
    long: { wait: 'w', fork: 'f' },
    real: 'c',
    stopAtOperand: true,
    run: setsid(true),
  }),
  nohup: gnu({ short: '', stopAtOperand: true, usageStatus: 125, run: nohup }),
  groups: gnu({ short: '', run: groups(true) }),
  getent: gnu({ short: '', real: 'isA', usage: GETENT_USAGE, run: getent }),
  who: gnu({ short: 'aHuq', real: 'bdlmprstTw', run: nobody }),
  users: gnu({ short: '', run: nobody }),
  arch: gnu({ short: '', run: arch }),
  stty: gnu({ short: '', real: 'agF', run: stty(true) }),
  clear: gnu({ short: 'x', real: 'TV', run: clear(true) }),
  more: gnu({ short: 'dflcpsu', run: pager }),
  lscpu: gnu({ short: '', real: 'aBbCceJpsxyV', run: lscpu }),
  'systemd-detect-virt': gnu({
    short: 'cvq',
    long: { container: 'c', vm: 'v', quiet: 'q' },
    real: 'r',
    realLong: ['chroot', 'private-users', 'cvm', 'list'],
    usage: '',
    run: detectVirt,
  }),
  logname: gnu({ short: '', run: logname(true) }),
  hostid: gnu({ short: '', run: hostid }),
  expand: gnu({ short: 't:', long: { tabs: 't:' }, real: 'i', run: expand(GNU_OPEN) }),
  unexpand: gnu({
    short: 'at:',
    long: { all: 'a', tabs: 't:' },
    realLong: ['first-only'],
    run: unexpand(GNU_OPEN),
  }),
  join: gnu({ short: 't:1:2:j:', real: 'aeiovz', run: join }),
  tar: gnuTar,
};

export const SMALL_APPLETS: Readonly<Record<string, ProgramMain>> = {
  cpio: busyboxCpio,
  tar: busyboxTar,
  factor: busybox({ short: '', run: factor }),
  logname: busybox({ short: '', run: logname(false) }),
  hostid: busybox({ short: '', run: hostid }),
  expand: busybox({ short: 't:', real: 'i', run: expand(BARE_OPEN) }),
  unexpand: busybox({ short: 'at:', real: 'f', run: unexpand(BARE_OPEN) }),
  md5sum: busybox({ ...SUM, real: 'w', run: sumOf(md5, false) }),
  sha1sum: busybox({ ...SUM, real: 'w', run: sumOf(sha1, false) }),
  sha256sum: busybox({ ...SUM, real: 'w', run: sumOf(sha256, false) }),
  sha512sum: busybox({ ...SUM, real: 'w', run: sumOf(sha512, false) }),
  base64: busybox({ short: 'dw:', run: base64(false) }),
  od: busybox({ ...OD, run: od }),
  hexdump: busybox({ short: 'C', real: 'bcdeovxnsf', run: hexdump }),
  cmp: busybox({ short: 's', real: 'ln', run: cmp(false) }),
  diff: busybox({ short: 'uqrU:N', real: 'abBdiLSTstw', run: diff(false) }),
  expr: busybox({ short: '', noOptions: true, run: expr(false) }),
  tac: busybox({ short: '', run: tac(BARE_OPEN) }),
  rev: busybox({ short: '', run: rev(BARE_OPEN) }),
  nl: busybox({ short: 'b:w:', real: 'isv', run: nl(BARE_OPEN) }),
  fold: busybox({ short: 'w:sb', run: fold(BUSYBOX_OPEN) }),
  paste: busybox({ short: 'd:s', run: paste(BUSYBOX_OPEN) }),
  shuf: busybox({ short: 'ei:n:', real: 'ozr', run: shuf }),
  strings: busybox({ short: 'an:', real: 'fot', run: strings }),
  mkfifo: busybox({ short: 'm:', run: mkfifo(false) }),
  mknod: busybox({ short: 'm:', run: mknod() }),
  mktemp: busybox({ short: 'dup:tq', run: mktemp(false) }),
  truncate: busybox({ short: 's:c', run: truncate }),
  realpath: busybox({ short: '', run: realpath(false) }),
  unlink: busybox({ short: '', run: unlink(false) }),
  link: busybox({ short: '', run: link(false) }),
  sync: busybox({ short: 'df', run: sync }),
  setsid: busybox({ short: '', real: 'c', stopAtOperand: true, run: setsid(false) }),
  usleep: busybox({ short: '', run: usleep }),
  groups: busybox({ short: '', run: groups(false) }),
  who: busybox({ short: 'aH', run: nobody }),
  arch: busybox({ short: '', run: arch }),
  stty: busybox({ short: '', real: 'agF', run: stty(false) }),
  clear: busybox({ short: '', run: clear(false) }),
  more: busybox({ short: '', run: pager }),
  less: busybox({ short: 'RSFNMmIEi', run: pager }),
};
