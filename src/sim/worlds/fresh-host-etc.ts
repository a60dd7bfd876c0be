/** /etc of the fresh host, as the reference engine's Debian has it. */
import { dir, link, type TreeSpec, text } from '../kernel/tree-spec.ts';
import { GROUP as DEBIAN_GROUP, PASSWD as DEBIAN_PASSWD } from './debian-accounts.ts';

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux forky/sid"
NAME="Debian GNU/Linux"
VERSION_CODENAME=forky
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;
export const PASSWD = `${DEBIAN_PASSWD}systemd-network:x:997:997:systemd Network Management:/:/usr/sbin/nologin
messagebus:x:996:996:System Message Bus:/nonexistent:/usr/sbin/nologin
`;
// A host has utmp(5) besides, for the sessions it counts; base-passwd puts it before staff.
export const GROUP = `${DEBIAN_GROUP.replace('staff:', 'utmp:x:43:\nstaff:')}systemd-network:x:997:
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
