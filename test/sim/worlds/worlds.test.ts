import { expect, test } from 'vitest';
import { WORLDS, worldNamed } from '../../../src/sim/worlds/worlds.ts';
import { freshMachine, lastSaid } from './answers.ts';

const ok = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 });

const DESKTOP_VERSION = `Client:
 Version:           28.5.1
 API version:       1.51
 Go version:        go1.24.8
 Git commit:        e180ab8
 Built:             Wed Oct  8 12:16:17 2025
 OS/Arch:           darwin/arm64
 Context:           desktop-linux

Server: Docker Desktop 4.49.0 (208700)
 Engine:
  Version:          28.5.1
  API version:      1.51 (minimum version 1.24)
  Go version:       go1.24.8
  Git commit:       f8215cc
  Built:            Wed Oct  8 12:18:25 2025
  OS/Arch:          linux/arm64
  Experimental:     false
 containerd:
  Version:          1.7.27
  GitCommit:        05044ec0a9a75232cad458027ca83437aae3f4da
 runc:
  Version:          1.2.5
  GitCommit:        v1.2.5-0-g59923ef
 docker-init:
  Version:          0.19.0
  GitCommit:        de40ad0
`;

const MACVLAN =
  'docker network create -d macvlan --subnet 192.168.1.0/24 --gateway 192.168.1.1 -o parent=eth0 lan >/dev/null;' +
  'docker run --rm --network lan --ip 192.168.1.77 busybox ping -c 1 -W 1 192.168.1.1 | tail -n 1';

const TABLE: readonly (readonly [string, string, ReturnType<typeof ok>])[] = [
  [
    'no-docker',
    'docker ps',
    { stdout: '', stderr: 'bash: line 1: docker: command not found\n', exitCode: 127 },
  ],
  ['no-docker', 'ps -e -o comm= | grep -E "docker|containerd"', { ...ok(''), exitCode: 1 }],
  ['no-docker', 'systemd-detect-virt', { ...ok('none\n'), exitCode: 1 }],
  ['no-docker', 'ls /var/lib; grep -c docker /etc/group', { ...ok('0\n'), exitCode: 1 }],
  [
    'cloud-host',
    'uname -a',
    ok(
      'Linux dockerhost 6.12.48+deb13-cloud-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.12.48-1 (2025-09-20) x86_64 GNU/Linux\n',
    ),
  ],
  ['cloud-host', 'systemd-detect-virt --vm', ok('kvm\n')],
  ['cloud-host', 'docker run --rm busybox uname -r', ok('6.12.48+deb13-cloud-amd64\n')],
  ['cloud-host', MACVLAN, ok('1 packets transmitted, 0 packets received, 100% packet loss\n')],
  [
    'arm64-board',
    'uname -a',
    ok('Linux dockerhost 6.12.57+deb13-arm64 #1 SMP Debian 6.12.57-1 (2025-11-05) aarch64 GNU/Linux\n'),
  ],
  [
    'arm64-board',
    'docker version -f "{{.Client.Arch}} {{.Server.Os}}/{{.Server.Arch}}"',
    ok('arm64 linux/arm64\n'),
  ],
  [
    'arm64-board',
    'docker version | grep OS/Arch',
    ok(' OS/Arch:           linux/arm64\n  OS/Arch:          linux/arm64\n'),
  ],
  ['arm64-board', 'docker run --rm busybox uname -m', ok('aarch64\n')],
  ['arm64-board', 'docker run -q --rm hello-world | grep "(arm"', ok('    (arm64v8)\n')],
  [
    'arm64-board',
    `docker pull -q alpine >/dev/null; docker image inspect -f '{{.Os}}/{{.Architecture}}' alpine`,
    ok('linux/arm64\n'),
  ],
  [
    'arm64-board',
    'docker run -q --name foreign --platform linux/amd64 nginx',
    { stdout: '', stderr: 'exec /docker-entrypoint.sh: exec format error\n', exitCode: 255 },
  ],
  [
    'wsl2',
    'uname -a',
    ok(
      'Linux DESKTOP-VVC 6.6.87.2-microsoft-standard-WSL2 #1 SMP PREEMPT_DYNAMIC Thu Jun  5 18:30:46 UTC 2025 x86_64 GNU/Linux\n',
    ),
  ],
  ['wsl2', 'systemd-detect-virt; systemd-detect-virt --vm', ok('wsl\nmicrosoft\n')],
  ['wsl2', 'docker run --rm busybox uname -r', ok('6.6.87.2-microsoft-standard-WSL2\n')],
  ['wsl2', 'docker run -d busybox sleep 77 >/dev/null; ps -e -o args | grep "^sleep"', ok('sleep 77\n')],
  [
    'wsl2',
    'wsl.exe -l -v',
    {
      stdout: '',
      stderr: 'wsl.exe: this program is real, but this simulator does not model it\n',
      exitCode: 2,
    },
  ],
  [
    'docker-desktop',
    'uname -a; uname -s; uname -m',
    ok(
      'Darwin Mac 24.6.0 Darwin Kernel Version 24.6.0: Mon Jul 14 11:30:40 PDT 2025; root:xnu-11417.140.69~1/RELEASE_ARM64_T8132 arm64\nDarwin\narm64\n',
    ),
  ],
  [
    'docker-desktop',
    'sw_vers',
    ok('ProductName:\t\tmacOS\nProductVersion:\t\t15.6\nBuildVersion:\t\t24G84\n'),
  ],
  ['docker-desktop', 'docker --version', ok('Docker version 28.5.1, build e180ab8\n')],
  ['docker-desktop', 'docker version', ok(DESKTOP_VERSION)],
  [
    'docker-desktop',
    `docker info -f '{{.ClientInfo.Context}} {{.Name}} {{.OperatingSystem}} {{.KernelVersion}} {{.Architecture}} {{.CgroupDriver}}'`,
    ok('desktop-linux docker-desktop Docker Desktop 6.10.14-linuxkit aarch64 cgroupfs\n'),
  ],
  ['docker-desktop', 'docker context show', ok('desktop-linux\n')],
  ['docker-desktop', 'docker run --rm busybox uname -srm', ok('Linux 6.10.14-linuxkit aarch64\n')],
  [
    'docker-desktop',
    'docker run -d busybox sleep 1000 >/dev/null; ps -ax',
    ok(`  PID TTY           TIME CMD
    1 ??         0:00.00 /sbin/launchd
  811 ??         0:00.00 /Applications/Docker.app/Contents/MacOS/com.docker.backend
  902 ??         0:00.00 login -pf you
  903 ??         0:00.00 bash
  911 ??         0:00.00 ps -ax
`),
  ],
  [
    'docker-desktop',
    'docker run --rm --privileged --pid=host busybox nsenter -t 1 -m -u -n -i cat /proc/1/cmdline /proc/sys/kernel/hostname',
    ok('/initd\0docker-desktop\n'),
  ],
  ['docker-desktop', 'sysctl -n hw.ncpu kern.hv_support machdep.cpu.brand_string', ok('8\n1\nApple M4\n')],
  [
    'docker-desktop',
    'whoami; hostname; arch; pgrep -l docker',
    ok('you\nMac\narm64\n811 com.docker.backend\n'),
  ],
  [
    'docker-desktop',
    'ps aux | head -3',
    ok(`USER               PID  %CPU %MEM      VSZ    RSS   TT  STAT STARTED      TIME COMMAND
root                 1   0.0  0.0     1105   1105   ??  Ss    6:04PM   0:00.00 /sbin/launchd
you                811   0.0  0.0     1536   1536   ??  Ss    6:04PM   0:00.00 /Applications/Docker.app/Contents/MacOS/com.docker.backend
`),
  ],
  [
    'docker-desktop',
    'wc -l /etc/hosts; printf "b\\nb\\n" | uniq -c; echo hi >f; ls -l',
    ok('       9 /etc/hosts\n   2 b\ntotal 8\n-rw-r--r--  1 you  staff  3 Nov 20 18:21 f\n'),
  ],
  [
    'docker-desktop',
    'docker context ls',
    ok(`NAME              DESCRIPTION                               DOCKER ENDPOINT                             ERROR
default           Current DOCKER_HOST based configuration   unix:///var/run/docker.sock                 
desktop-linux *   Docker Desktop                            unix:///Users/you/.docker/run/docker.sock   
`),
  ],
  [
    'docker-desktop',
    'ls -G',
    {
      stdout: '',
      stderr:
        "ls: option '-G' is not modelled by this simulator on macOS. Modelled here: -1, -a, -A, -C, -d, -F, -h, -l, -p, -r, -R, -S, -t, -n.\n",
      exitCode: 2,
    },
  ],
  [
    'docker-desktop',
    'top -l 1',
    {
      stdout: '',
      stderr: 'top: this program is real, but this simulator does not model it\n',
      exitCode: 2,
    },
  ],
];

test.for(TABLE)('%s answers: %s', async ([name, line, answer]) => {
  expect(await lastSaid(freshMachine({ world: worldNamed(name) }), line)).toEqual(answer);
});

test('every world is named in the list once, with a line of its own', () => {
  const names = WORLDS.map(({ world }) => world.name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(WORLDS.map(({ line }) => line)).size).toBe(names.length);
});

test('a name that is nearly one of them is answered with that one, another with the list alone', () => {
  const list = `There are:\n${WORLDS.map(({ world, line }) => `  ${world.name.padEnd(14)}  ${line}`).join('\n')}`;
  const asked = (name: string) => () => worldNamed(name);
  expect(asked('cloud-hots')).toThrow(
    new RangeError(`there is no world "cloud-hots". Did you mean cloud-host? ${list}`),
  );
  expect(asked('zzzzzzzzzz')).toThrow(new RangeError(`there is no world "zzzzzzzzzz". ${list}`));
});

test('a machine without Docker has no engine and no containers to observe', async () => {
  const machine = freshMachine({ world: worldNamed('no-docker') });
  expect(await machine.observe({ kind: 'engine' })).toEqual({
    known: false,
    because: 'Docker is not installed on this machine',
  });
  expect(await machine.observe({ kind: 'containers' })).toEqual({ known: true, value: [] });
});

test("behind Docker Desktop, containers are observed in the virtual machine and not among the Mac's processes", async () => {
  const machine = freshMachine({ world: worldNamed('docker-desktop') });
  await lastSaid(machine, 'docker run -d --name web busybox sleep 1000');
  const inside = await machine.observe({ kind: 'processes', of: { kind: 'container', name: 'web' } });
  expect(inside).toEqual({
    known: true,
    value: [{ pid: 1, ppid: 0, state: 'S', comm: 'sleep', args: ['sleep', '1000'] }],
  });
  const outside = await machine.observe({ kind: 'processes', of: { kind: 'host' } });
  const names = outside.known && outside.value !== null ? outside.value.map(({ comm }) => comm) : [];
  expect(names).toEqual(['launchd', 'com.docker.back', 'login', 'bash']);
});
