/** /etc of the fresh host, as the reference engine's Debian has it. */
import { dir, link, type TreeSpec, text } from '../kernel/tree-spec.ts';

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux forky/sid"
NAME="Debian GNU/Linux"
VERSION_CODENAME=forky
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;
export const PASSWD = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
systemd-network:x:997:997:systemd Network Management:/:/usr/sbin/nologin
messagebus:x:996:996:System Message Bus:/nonexistent:/usr/sbin/nologin
`;
export const GROUP = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
www-data:x:33:
backup:x:34:
utmp:x:43:
staff:x:50:
games:x:60:
users:x:100:
nogroup:x:65534:
systemd-network:x:997:
messagebus:x:996:
docker:x:995:
`;
const HOSTS = `127.0.0.1	localhost
::1		localhost ip6-localhost ip6-loopback
ff02::1		ip6-allnodes
ff02::2		ip6-allrouters

`;

export const FRESH_HOST_ETC: TreeSpec = {
  debian_version: text('forky/sid\n'),
  group: text(GROUP),
  hostname: text('dockerhost\n'),
  hosts: text(HOSTS),
  'machine-id': text('4f1c9b0e6d3a4d6f8a2b7c5e9d1f3a60\n', { mode: 0o444 }),
  mtab: link('../proc/self/mounts'),
  'os-release': text(OS_RELEASE),
  passwd: text(PASSWD),
  'resolv.conf': text('nameserver 192.168.1.1\n'),
  shadow: text('root:*:20777:0:99999:7:::\n', { mode: 0o640, gid: 42 }),
  docker: dir({}),
  systemd: dir({ system: dir({}) }),
};
