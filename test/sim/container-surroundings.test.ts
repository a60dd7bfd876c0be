/** What a container finds around itself, as in a container of the real engine (Docker 28.5.2, 2026-11-20; cgroup lines as with cgroup v2). */
import { expect, test } from 'vitest';
import { newMachine, ran, told } from './on-machine.ts';

const RUN = 'docker run --rm busybox';
/** Layers have names of their own, and the disk is another. */
const normal = (text: string): string =>
  text
    .replace(/(\/l\/)[A-Z2-7]{26}/g, '$1LINK')
    .replace(/[0-9a-f]{64}/g, 'ID')
    .replace(/^\/dev\/sda1 (\S+ ext4 \S+?relatime)\S*/gm, '/dev/vda $1');

test('the mount table', async () => {
  expect(normal(await told(newMachine(), `${RUN} cat /proc/mounts`))).toBe(`\
overlay / overlay rw,relatime,lowerdir=/var/lib/docker/overlay2/l/LINK:/var/lib/docker/overlay2/l/LINK,upperdir=/var/lib/docker/overlay2/ID/diff,workdir=/var/lib/docker/overlay2/ID/work 0 0
proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0
tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0
devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0
sysfs /sys sysfs ro,nosuid,nodev,noexec,relatime 0 0
cgroup /sys/fs/cgroup cgroup2 ro,nosuid,nodev,noexec,relatime,nsdelegate,memory_recursiveprot 0 0
mqueue /dev/mqueue mqueue rw,nosuid,nodev,noexec,relatime 0 0
shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0
/dev/vda /etc/resolv.conf ext4 rw,relatime 0 0
/dev/vda /etc/hostname ext4 rw,relatime 0 0
/dev/vda /etc/hosts ext4 rw,relatime 0 0
proc /proc/bus proc ro,nosuid,nodev,noexec,relatime 0 0
proc /proc/fs proc ro,nosuid,nodev,noexec,relatime 0 0
proc /proc/irq proc ro,nosuid,nodev,noexec,relatime 0 0
proc /proc/sys proc ro,nosuid,nodev,noexec,relatime 0 0
tmpfs /proc/acpi tmpfs ro,relatime,size=4k,nr_inodes=1 0 0
tmpfs /proc/interrupts tmpfs rw,nosuid,size=65536k,mode=755 0 0
tmpfs /proc/keys tmpfs rw,nosuid,size=65536k,mode=755 0 0
tmpfs /proc/timer_list tmpfs rw,nosuid,size=65536k,mode=755 0 0
tmpfs /sys/firmware tmpfs ro,relatime,size=4k,nr_inodes=1 0 0
`);
});

test('/dev', async () => {
  const listing = await told(newMachine(), `${RUN} ls -la /dev`);
  expect(listing.replace(/[A-Z][a-z]{2} \d\d \d\d:\d\d/g, 'DATE')).toBe(`\
total 4
drwxr-xr-x    5 root     root           320 DATE .
drwxr-xr-x    1 root     root          4096 DATE ..
lrwxrwxrwx    1 root     root            13 DATE fd -> /proc/self/fd
crw-rw-rw-    1 root     root        1,   7 DATE full
drwxrwxrwt    2 root     root            40 DATE mqueue
crw-rw-rw-    1 root     root        1,   3 DATE null
lrwxrwxrwx    1 root     root             8 DATE ptmx -> pts/ptmx
drwxr-xr-x    2 root     root             0 DATE pts
crw-rw-rw-    1 root     root        1,   8 DATE random
drwxrwxrwt    2 root     root            40 DATE shm
lrwxrwxrwx    1 root     root            15 DATE stderr -> /proc/self/fd/2
lrwxrwxrwx    1 root     root            15 DATE stdin -> /proc/self/fd/0
lrwxrwxrwx    1 root     root            15 DATE stdout -> /proc/self/fd/1
crw-rw-rw-    1 root     root        5,   0 DATE tty
crw-rw-rw-    1 root     root        1,   9 DATE urandom
crw-rw-rw-    1 root     root        1,   5 DATE zero
`);
});

test('a terminal is the first of the container’s own, and its console', async () => {
  const machine = newMachine();
  const line = `docker run --rm -t busybox sh -c 'tty; ls /dev/pts; grep console /proc/mounts'`;
  const console = 'devpts /dev/console devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0';
  const words = (await told(machine, line)).replaceAll('\r', '').split(/\s*\n|\s{2,}/);
  expect(words).toEqual(['/dev/pts/0', '0', 'ptmx', console, '']);
  await ran(machine, 'docker run -dit --name aa busybox');
  expect(await told(machine, 'docker exec -t aa tty')).toBe('/dev/pts/1\r\n');
});

test('what runc’s threads take of the numbers', async () => {
  const machine = newMachine();
  await ran(machine, 'docker run -d --name aa busybox sleep 1000');
  const pids: string[] = [];
  for (let time = 0; time < 4; time += 1) {
    pids.push(await told(machine, "docker exec aa ps | grep 'ps$' | tr -s ' ' | cut -d ' ' -f 2"));
  }
  expect(pids.join('')).toBe('7\n13\n19\n25\n');
  expect(await told(machine, `${RUN} sh -c 'ps; true'`)).toBe(
    'PID   USER     COMMAND\n    1 root     sh -c ps; true\n    7 root     ps\n',
  );
});

test.each([
  ['grep -E "Secc|NoNew" /proc/self/status', 'NoNewPrivs:\t0\nSeccomp:\t2\nSeccomp_filters:\t1\n'],
  ['cat /proc/1/cgroup /proc/self/uid_map', '0::/\n         0          0 4294967295\n'],
  ['cat /proc/keys', ''],
  ['id', 'uid=0(root) gid=0(root) groups=0(root),10(wheel)\n'],
  ['ls /proc/acpi /sys/firmware', '/proc/acpi:\n\n/sys/firmware:\n'],
])('%s', async (line, answer) => {
  expect(await told(newMachine(), `${RUN} ${line}`)).toBe(answer);
});

test('what a container may not do', async () => {
  const line = `${RUN} sh -c 'echo x > /proc/sys/kernel/hostname; mount -t tmpfs none /mnt; unshare -U id'`;
  expect((await ran(newMachine(), line)).stderr).toBe(`\
sh: line 0: can't create /proc/sys/kernel/hostname: Read-only file system
mount: permission denied (are you root?)
unshare: unshare(0x10000000): Operation not permitted
`);
});

test('a privileged container has neither filter nor masks', async () => {
  const machine = newMachine();
  const run = 'docker run --rm --privileged busybox';
  expect(await told(machine, `${run} grep Seccomp: /proc/self/status`)).toBe('Seccomp:\t0\n');
  expect(await told(machine, `${run} grep -c -E '^(tmpfs|proc) /(proc|sys)/' /proc/mounts || true`)).toBe(
    '0\n',
  );
});

test('the session is a bash', async () => {
  expect(await told(newMachine(), 'readlink /proc/$$/exe')).toBe('/usr/bin/bash\n');
});

test('who one is in a user namespace, by its map', async () => {
  const machine = newMachine();
  expect(await told(machine, 'unshare -U id; unshare -r id; unshare -r cat /proc/self/uid_map')).toBe(`\
uid=65534(nobody) gid=65534(nogroup) groups=65534(nogroup)
uid=0(root) gid=0(root) groups=0(root)
         0          0          1
`);
  const owners = await told(machine, "unshare -U stat -c '%u %g' /etc; unshare -r stat -c '%u %g' /etc");
  expect(owners).toBe('65534 65534\n0 0\n');
  const twice = await ran(machine, "unshare -r sh -c 'echo 0 0 1 > /proc/self/uid_map'");
  expect(twice).toMatchObject({ stdout: '', exitCode: 1 });
  expect(await told(machine, 'id -u; cat /proc/self/uid_map')).toBe('0\n         0          0 4294967295\n');
});

test('a user that no file names has no groups but 0', async () => {
  const line = 'docker run --rm -u 1000 busybox id';
  expect(await told(newMachine(), line)).toBe('uid=1000 gid=0(root) groups=0(root)\n');
});

test('--oom-score-adj reaches the first process', async () => {
  const line = 'docker run --rm --oom-score-adj 500 busybox cat /proc/self/oom_score_adj';
  expect(await told(newMachine(), line)).toBe('500\n');
});
