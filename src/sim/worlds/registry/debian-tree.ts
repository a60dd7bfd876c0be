/** The root of Debian's slim images, with merged /usr, and what Ubuntu's has besides. */
import { dir, link, type NodeSpec, program, type TreeSpec, text } from '../../kernel/tree-spec.ts';
import { DEBIAN_INSTALL } from '../../programs/registry.ts';
import { files, GROUP, PASSWD, refusing } from './image-parts.ts';

/** On a Debian host, and in neither image. */
const HOST_ONLY =
  /^(busybox|virt|iproute2|iputils|curl|iptables|ssh|procps)|\/(vi|watch|more|nice|lsns|unshare|nsenter|top|free|uptime|w|pgrep|pkill|pidof|dmesg|lscpu)$/;
const PROCPS = /\/(ps|kill|top|free|uptime|w|pgrep|pkill|pidof|watch)$/;

function commands(withProcps: boolean): Record<string, NodeSpec> {
  const found: Record<string, NodeSpec> = {};
  for (const one of DEBIAN_INSTALL) {
    const own = !HOST_ONLY.test(one.program) || one.path === '/usr/bin/pidof';
    if (own || (withProcps && PROCPS.test(one.path))) found[one.path] = program(one.program, one.sizeBytes);
  }
  return found;
}

const APT = ['apt', 'apt-get', 'apt-cache', 'apt-mark', 'dpkg', 'dpkg-query', 'perl', 'passwd', 'su'];

export interface DebianLike {
  readonly osRelease: string;
  readonly version: string;
  readonly procps: boolean;
  readonly libraryBytes: number;
}

export function debianTree({ osRelease, version, procps, libraryBytes }: DebianLike): TreeSpec {
  return {
    ...files({
      ...commands(procps),
      ...Object.fromEntries(APT.map((name) => [`/usr/bin/${name}`, refusing(50_000)])),
      '/usr/bin/sh': link('dash'),
      '/usr/lib/x86_64-linux-gnu/libc.so.6': { kind: 'blank', sizeBytes: libraryBytes, mode: 0o755 },
      '/usr/lib/os-release': text(osRelease),
      '/usr/sbin': dir({}),
      '/usr/local/bin': dir({}),
      '/usr/local/sbin': dir({}),
      '/usr/share/doc': dir({}),
      '/etc/os-release': link('../usr/lib/os-release'),
      '/etc/debian_version': text(version),
      '/etc/passwd': text(PASSWD),
      '/etc/group': text(GROUP),
      '/etc/shadow': text('root:*:20700:0:99999:7:::\n', { mode: 0o640, gid: 42 }),
      '/etc/apt/sources.list.d': dir({}),
      '/root/.bashrc': text('# ~/.bashrc: executed by bash(1) for non-login shells.\n'),
      '/var/lib/dpkg/status': text(''),
      '/var/log': dir({}),
      '/var/cache/apt': dir({}),
      '/var/tmp': dir({}, { mode: 0o1777 }),
      '/var/run': link('/run'),
      '/tmp': dir({}, { mode: 0o1777 }),
    }),
    bin: link('usr/bin'),
    sbin: link('usr/sbin'),
    lib: link('usr/lib'),
    lib64: link('usr/lib64'),
    boot: dir({}),
    dev: dir({}),
    home: dir({}),
    media: dir({}),
    mnt: dir({}),
    opt: dir({}),
    proc: dir({}),
    run: dir({ lock: dir({}, { mode: 0o1777 }) }),
    srv: dir({}),
    sys: dir({}),
  };
}
