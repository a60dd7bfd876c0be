/**
 * What systemd knows of a unit, systemd.unit(5), systemd.service(5). Invariant: the state of a service is that of the processes in its
 * cgroup. Left out: unit files, dependencies, timers; sockets are those of services here.
 */

/** A service as the world that has it describes it. */
export interface UnitFile {
  /** With its suffix: `docker.service`. */
  readonly name: string;
  readonly description: string;
  readonly docs: readonly string[];
  /** What `systemctl is-enabled` says. */
  readonly enabled: 'enabled' | 'disabled' | 'static';
  /** Started again when it ends by itself, after so many milliseconds; null never. */
  readonly restartAfterMs: number | null;
  /** The socket unit that starts it when somebody connects. */
  readonly triggeredBy: string | null;
}

/** How a service's main process is started. */
export interface UnitCommand {
  readonly path: string;
  readonly argv: readonly string[];
  /** Below /sys/fs/cgroup. */
  readonly cgroup: string;
  readonly uid: number;
}

interface Known {
  readonly description: string;
  readonly docs?: readonly string[];
  readonly enabled?: UnitFile['enabled'];
  readonly restartAfterMs?: number;
  readonly triggeredBy?: string;
}

const KNOWN: Readonly<Record<string, Known>> = {
  containerd: {
    description: 'containerd container runtime',
    docs: ['https://containerd.io'],
    restartAfterMs: 5000,
  },
  cron: {
    description: 'Regular background program processing daemon',
    docs: ['man:cron(8)'],
    restartAfterMs: 100,
  },
  dbus: { description: 'D-Bus System Message Bus', docs: ['man:dbus-daemon(1)'], enabled: 'static' },
  docker: {
    description: 'Docker Application Container Engine',
    docs: ['https://docs.docker.com'],
    restartAfterMs: 2000,
    triggeredBy: 'docker.socket',
  },
  'getty@tty1': {
    description: 'Getty on tty1',
    docs: ['man:agetty(8)', 'man:systemd-getty-generator(8)'],
    restartAfterMs: 100,
  },
  libvirtd: {
    description: 'libvirt legacy monolithic daemon',
    docs: ['man:libvirtd(8)', 'https://libvirt.org/'],
  },
  ssh: { description: 'OpenBSD Secure Shell server', docs: ['man:sshd(8)'], restartAfterMs: 100 },
  'systemd-journald': {
    description: 'Journal Service',
    docs: ['man:systemd-journald.service(8)'],
    enabled: 'static',
  },
  'systemd-logind': {
    description: 'User Login Management',
    docs: ['man:sd-login(3)'],
    enabled: 'static',
  },
  'systemd-networkd': { description: 'Network Configuration', docs: ['man:systemd-networkd.service(8)'] },
  'systemd-udevd': {
    description: 'Rule-based Manager for Device Events and Files',
    docs: ['man:systemd-udevd.service(8)'],
    enabled: 'static',
  },
};

export function unitFile(name: string): UnitFile {
  const stem = name.replace(/\.service$/, '');
  const known = KNOWN[stem] ?? { description: stem };
  return {
    name,
    description: known.description,
    docs: known.docs ?? [],
    enabled: known.enabled ?? 'enabled',
    restartAfterMs: known.restartAfterMs ?? null,
    triggeredBy: known.triggeredBy ?? null,
  };
}

/** `docker` is docker.service. */
export const fullName = (word: string): string =>
  /\.(service|socket|target|mount|slice|scope|timer|path)$/.test(word) ? word : `${word}.service`;
