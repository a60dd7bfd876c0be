/** The root of Debian's slim images, with merged /usr, and what Ubuntu's has besides. */
import { dir, link, type NodeSpec, program, type TreeSpec, text } from '../../kernel/tree-spec.ts';
import { releaseNamed } from '../../programs/packages/archive.ts';
import { baseStatus } from '../../programs/packages/state.ts';
import { DEBIAN_INSTALL } from '../../programs/registry.ts';
import { GROUP, PASSWD } from '../debian-accounts.ts';
import { files, refusing } from './image-parts.ts';

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

const REFUSING = ['apt-cache', 'apt-mark', 'perl', 'passwd', 'su'];

/** The package system, where the mirror serves the release; in others it is there and is not modelled. */
function packageFiles(osRelease: string): Record<string, NodeSpec> {
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(osRelease)?.[1] ?? '';
  const served = releaseNamed(codename) !== null;
  const tool = (name: string, sizeBytes: number): NodeSpec =>
    served ? program(name, sizeBytes) : refusing(sizeBytes);
  return {
    '/usr/bin/apt': tool('apt', 18_752),
    '/usr/bin/apt-get': tool('apt', 51_520),
    '/usr/bin/dpkg': tool('dpkg', 318_392),
    '/usr/bin/dpkg-query': tool('dpkg', 150_192),
    '/var/lib/dpkg/status': text(baseStatus(codename)),
    '/var/lib/apt/lists': dir({ partial: dir({}, { mode: 0o700, uid: 42 }) }),
    '/etc/apt/sources.list.d': dir(
      served
        ? {
            'debian.sources': text(
              `Types: deb\nURIs: http://mirror.example/debian\nSuites: ${codename} ${codename}-updates\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n`,
            ),
          }
        : {},
    ),
  };
}

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
      ...Object.fromEntries(REFUSING.map((name) => [`/usr/bin/${name}`, refusing(50_000)])),
      ...packageFiles(osRelease),
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
      '/root/.bashrc': text('# ~/.bashrc: executed by bash(1) for non-login shells.\n'),
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
