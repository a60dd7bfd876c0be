/**
 * The packages of a Debian mirror as data: those that the base images have and the closures of a few that people install, read off Debian's archive on
 * 2026-11-20 with apt-get -s. Invariant: orders of download, unpacking and configuration are those apt chose. Left out: all other packages.
 */
import { dir, link, type NodeSpec, program, type TreeSpec, text } from '../../kernel/tree-spec.ts';
import { DEBIAN_INSTALL } from '../registry.ts';
import archive from './archive.json' with { type: 'json' };
import { cronFiles } from './cron-files.ts';

export interface PackageData {
  /** Version. */
  readonly v: string;
  /** `amd64` or `all`. */
  readonly a: string;
  /** Bytes of the .deb; 0 where it is not on the mirror. */
  readonly s?: number;
  /** Installed size in KiB. */
  readonly k: number;
  /** Short description. */
  readonly d: string;
  /** Section. */
  readonly c: string;
  /** 1: shown with its architecture, for it may be there for several. */
  readonly m?: number;
}

export interface Plan {
  readonly get: readonly string[];
  readonly unpack?: readonly string[];
  readonly conf: readonly string[];
  readonly suggested: string;
  readonly recommended: string;
}

export interface Release {
  readonly name: string;
  readonly packages: Readonly<Record<string, PackageData>>;
  readonly base: Readonly<Record<string, PackageData>>;
  readonly targets: Readonly<Record<string, { readonly full: Plan; readonly lean: Plan }>>;
  /** What `upgrade` finds newer than in the image. */
  readonly newer: Readonly<Record<string, string>>;
}

const part = (name: 'bookworm' | 'trixie', newer: Readonly<Record<string, string>>): Release => ({
  name,
  ...archive[name],
  newer,
});

/** The image is some weeks old, and the mirror has gone on. */
const NEWER = ['base-files', 'libc-bin', 'libc6', 'tzdata'];
const older = (version: string): string =>
  version.replace(/(\d+)$/, (digits) => String(Math.max(0, Number(digits) - 1)));
const upgrades = (base: Readonly<Record<string, PackageData>>): Readonly<Record<string, string>> =>
  Object.fromEntries(NEWER.flatMap((name) => (base[name] === undefined ? [] : [[name, base[name].v]])));

const RELEASES: readonly Release[] = [
  part('bookworm', upgrades(archive.bookworm.base)),
  part('trixie', upgrades(archive.trixie.base)),
];
export const releaseNamed = (name: string): Release | null =>
  RELEASES.find((one) => one.name === name) ?? null;

/** A release's base as the images have it: a little behind the mirror. */
export const imageVersion = ({ newer }: Release, name: string, version: string): string =>
  newer[name] === undefined ? version : older(version);

/** Names that are real, and that the mirror here does not have. */
export const REAL_ELSEWHERE =
  /^(vim|vim-tiny|nano|git|wget|htop|tree|jq|gcc|g\+\+|make|build-essential|less|man-db|sudo|openssh-server|openssh-client|net-tools|dnsutils|bind9-\w+|telnet|netcat-openbsd|tcpdump|strace|unzip|zip|rsync|gnupg|ca-certificates-java|default-jdk|nodejs|npm|php|mariadb-server|mariadb-client|postgresql|redis-server|redis-tools|docker\.io|locales|apt-utils|python3-pip|python3-venv|stress|stress-ng|iperf3|traceroute|socat|file|bc|screen|tmux|zsh|fish|systemd|nginx-full|lsof|util-linux-extra|psmisc|default-mysql-client|default-mysql-server)$/;

const PATHS: Readonly<Record<string, RegExp>> = {
  busybox: /^\/usr\/bin\/busybox$/,
  curl: /^\/usr\/bin\/curl$/,
  iproute2: /^\/usr\/s?bin\/(ip|ss)$/,
  iptables: /^\/usr\/sbin\/iptables$/,
  'iputils-ping': /^\/usr\/bin\/ping$/,
  procps: /^\/usr\/bin\/(ps|kill|top|free|uptime|w|pgrep|pkill|pidof|watch|sysctl)$/,
};

const server = (path: string, name: string, sizeBytes: number): Record<string, NodeSpec> => ({
  [path]: program(name, sizeBytes),
});

/** What a package puts on the disk, by absolute path. */
export function filesOf(name: string): Readonly<Record<string, NodeSpec>> {
  const pattern = PATHS[name];
  if (pattern !== undefined)
    return Object.fromEntries(
      DEBIAN_INSTALL.filter(({ path }) => pattern.test(path)).map((one) => [
        one.path,
        program(one.program, one.sizeBytes),
      ]),
    );
  switch (name) {
    case 'cron':
      return cronFiles();
    case 'nginx':
      return { ...server('/usr/sbin/nginx', 'nginx', 1_227_072), ...NGINX_FILES };
    case 'apache2':
      return { ...server('/usr/sbin/apache2', 'apache2', 783_912), ...APACHE_FILES };
    case 'supervisor':
      return {
        ...server('/usr/bin/supervisord', 'supervisord', 969),
        ...server('/usr/bin/supervisorctl', 'supervisorctl', 973),
        '/etc/supervisor/conf.d': dir({}),
        '/etc/supervisor/supervisord.conf': text(SUPERVISOR_CONF),
        '/var/log/supervisor': dir({}),
      };
    case 'python3-minimal':
      return {
        ...server('/usr/bin/python3.11', 'python3', 6_831_736),
        '/usr/bin/python3': link('python3.11'),
      };
    default:
      return {};
  }
}

const NGINX_FILES: Readonly<Record<string, NodeSpec>> = {
  '/usr/share/nginx/html/index.html': text(
    '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n',
  ),
  '/var/log/nginx': dir({}),
  '/etc/nginx/nginx.conf': text('user www-data;\nworker_processes auto;\n'),
};
const APACHE_FILES: Readonly<Record<string, NodeSpec>> = {
  '/usr/sbin/apache2ctl': text(
    '#!/bin/sh\ncase "$1" in\nstart|stop|restart|graceful|graceful-stop) exec /usr/sbin/apache2 -k "$1" ;;\n*) /usr/sbin/apache2 "$@" ;;\nesac\n',
    { mode: 0o755 },
  ),
  '/var/www/html/index.html': text(
    '<!DOCTYPE html>\n<html>\n  <head>\n    <title>Apache2 Debian Default Page: It works</title>\n  </head>\n  <body>\n    It works!\n  </body>\n</html>\n',
  ),
  '/var/log/apache2': dir({}, { mode: 0o750, gid: 4 }),
  '/run/apache2': dir({}),
};

export const SUPERVISOR_CONF = `; supervisor config file

[unix_http_server]
file=/var/run/supervisor.sock   ; (the path to the socket file)
chmod=0700                       ; sockef file mode (default 0700)

[supervisord]
logfile=/var/log/supervisor/supervisord.log ; (main log file;default $CWD/supervisord.log)
pidfile=/var/run/supervisord.pid ; (supervisord pidfile;default supervisord.pid)
childlogdir=/var/log/supervisor            ; ('AUTO' child log dir, default $TEMP)

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface

[supervisorctl]
serverurl=unix:///var/run/supervisor.sock ; use a unix:// URL  for a unix socket

[include]
files = /etc/supervisor/conf.d/*.conf
`;

/** `libssl3:amd64`, `curl`. */
export const shownPackage = (name: string, { m, a }: PackageData): string =>
  m === 1 ? `${name}:${a}` : name;

export const treeOf = (files: Readonly<Record<string, NodeSpec>>): readonly (readonly [string, NodeSpec])[] =>
  Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
export type { TreeSpec };
