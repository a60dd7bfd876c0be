/**
 * The settings below /proc/sys that are kept per namespace: network (tcp(7), ip(7)) and System V IPC (sysvipc(7)). Invariant: a
 * value written is the value read, in that namespace alone. Left out: what most of them do; the four that have an effect here
 * (forwarding, first free port, bridge filtering, IPv6) are in src/sim/net.
 */

/** Name below /proc/sys, value at the start, and what may be written. */
export interface Setting {
  readonly path: string;
  readonly start: string;
  readonly accepts: RegExp;
}

const NUMBER = /^-?\d+$/;
const PAIR = /^\d+\s+\d+$/;
const TRIPLE = /^\d+\s+\d+\s+\d+$/;
const number = (path: string, start: number | string): Setting => ({
  path,
  start: String(start),
  accepts: NUMBER,
});

export const NET_SETTINGS: readonly Setting[] = [
  number('net/core/somaxconn', 4096),
  number('net/ipv4/conf/all/accept_redirects', 0),
  number('net/ipv4/conf/all/arp_announce', 0),
  number('net/ipv4/conf/all/arp_ignore', 0),
  number('net/ipv4/conf/all/proxy_arp', 0),
  number('net/ipv4/conf/all/route_localnet', 0),
  number('net/ipv4/conf/all/rp_filter', 0),
  number('net/ipv4/conf/default/rp_filter', 0),
  number('net/ipv4/icmp_echo_ignore_broadcasts', 1),
  number('net/ipv4/ip_default_ttl', 64),
  { path: 'net/ipv4/ip_local_port_range', start: '32768\t60999', accepts: PAIR },
  number('net/ipv4/ip_nonlocal_bind', 0),
  { path: 'net/ipv4/ping_group_range', start: '1\t0', accepts: PAIR },
  { path: 'net/ipv4/tcp_congestion_control', start: 'cubic', accepts: /^(cubic|reno)$/ },
  number('net/ipv4/tcp_fin_timeout', 60),
  number('net/ipv4/tcp_keepalive_intvl', 75),
  number('net/ipv4/tcp_keepalive_probes', 9),
  number('net/ipv4/tcp_keepalive_time', 7200),
  number('net/ipv4/tcp_max_syn_backlog', 256),
  { path: 'net/ipv4/tcp_rmem', start: '4096\t131072\t6291456', accepts: TRIPLE },
  number('net/ipv4/tcp_retries2', 15),
  number('net/ipv4/tcp_syn_retries', 6),
  number('net/ipv4/tcp_syncookies', 1),
  number('net/ipv4/tcp_tw_reuse', 2),
  { path: 'net/ipv4/tcp_wmem', start: '4096\t16384\t4194304', accepts: TRIPLE },
];

export const IPC_SETTINGS: readonly Setting[] = [
  number('fs/mqueue/msg_default', 10),
  number('fs/mqueue/msg_max', 10),
  number('fs/mqueue/msgsize_default', 8192),
  number('fs/mqueue/msgsize_max', 8192),
  number('fs/mqueue/queues_max', 256),
  number('kernel/msgmax', 8192),
  number('kernel/msgmnb', 16384),
  number('kernel/msgmni', 32000),
  { path: 'kernel/sem', start: '32000\t1024000000\t500\t32000', accepts: /^\d+\s+\d+\s+\d+\s+\d+$/ },
  number('kernel/shm_rmid_forced', 0),
  number('kernel/shmall', '18446744073692774399'),
  number('kernel/shmmax', '18446744073692774399'),
  number('kernel/shmmni', 4096),
];

/** As the kernel stores a row of numbers: with tabs between. */
export const settingIn = (text: string): string => text.trim().split(/\s+/).join('\t');
