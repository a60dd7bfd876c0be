/** The network programs, by where they are installed. */
import type { ProgramMain } from '../../kernel/sys.ts';
import { bridge } from './bridge.ts';
import { busyboxArp } from './busybox-arp.ts';
import { busyboxIfconfig } from './busybox-ifconfig.ts';
import { busyboxIp } from './busybox-ip.ts';
import { busyboxNc } from './busybox-nc.ts';
import { busyboxNetstat } from './busybox-netstat.ts';
import { busyboxNslookup } from './busybox-nslookup.ts';
import { busyboxPing } from './busybox-ping.ts';
import { busyboxRoute } from './busybox-route.ts';
import { busyboxWget } from './busybox-wget.ts';
import { curl } from './curl.ts';
import { httpd } from './httpd.ts';
import { iproute } from './iproute.ts';
import { iptables } from './iptables.ts';
import { ping } from './ping.ts';
import { ss } from './ss.ts';
import { ssh } from './ssh.ts';

/** Applets of busybox. */
export const BUSYBOX_NET: Readonly<Record<string, ProgramMain>> = {
  arp: busyboxArp,
  httpd,
  ifconfig: busyboxIfconfig,
  ip: busyboxIp,
  nc: busyboxNc,
  netstat: busyboxNetstat,
  nslookup: busyboxNslookup,
  ping: busyboxPing,
  route: busyboxRoute,
  wget: busyboxWget,
};

/** Files of a Debian host: path to main. */
export const DEBIAN_NET: readonly {
  readonly program: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly main: ProgramMain;
}[] = [
  { program: 'iproute2/ip', path: '/usr/sbin/ip', sizeBytes: 789_040, main: iproute },
  { program: 'iproute2/bridge', path: '/usr/sbin/bridge', sizeBytes: 146_240, main: bridge },
  { program: 'iproute2/ss', path: '/usr/bin/ss', sizeBytes: 158_560, main: ss },
  { program: 'iputils/ping', path: '/usr/bin/ping', sizeBytes: 159_600, main: ping },
  { program: 'curl', path: '/usr/bin/curl', sizeBytes: 321_424, main: curl },
  { program: 'iptables', path: '/usr/sbin/iptables', sizeBytes: 223_000, main: iptables },
  { program: 'ssh', path: '/usr/bin/ssh', sizeBytes: 1_080_000, main: ssh },
];
