/** apt-get and dpkg in a container; outputs as recorded from apt 2.6.1 on bookworm, with another mirror's name. */
import { expect, test } from 'vitest';
import { nameLines, sizeWords } from '../../../../src/sim/programs/packages/apt-words.ts';
import { ONLINE_HOST } from '../../../../src/sim/worlds/online-host.ts';
import { freshMachine, lastSaid } from '../../worlds/answers.ts';

const START = 'docker run -q -d --name deb debian:bookworm-slim sleep 9999';
const started = async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  await lastSaid(machine, START);
  return machine;
};
const UPDATE = 'docker exec deb apt-get update';

test('without lists no package is known; update brings them', async () => {
  const machine = await started();
  expect(await lastSaid(machine, 'docker exec deb apt-get install -y curl')).toEqual({
    stdout: 'Reading package lists...\nBuilding dependency tree...\n',
    stderr: 'E: Unable to locate package curl\n',
    exitCode: 100,
  });
  expect(await lastSaid(machine, UPDATE)).toEqual({
    stdout: `Get:1 http://mirror.example/debian bookworm InRelease [151 kB]
Get:2 http://mirror.example/debian bookworm/main amd64 Packages [8790 kB]
Fetched 8941 kB in 2s (4471 kB/s)
Reading package lists...
`,
    stderr: '',
    exitCode: 0,
  });
});

test('what is installed works, is in dpkg and in docker diff, and is gone in the next container', async () => {
  const machine = await started();
  await lastSaid(machine, UPDATE);
  const said = await lastSaid(machine, 'docker exec deb apt-get install -y --no-install-recommends procps');
  expect(said.stdout).toBe(`Reading package lists...
Building dependency tree...
Reading state information...
The following additional packages will be installed:
  libncursesw6 libproc2-0
Recommended packages:
  libgpm2 psmisc
The following NEW packages will be installed:
  libncursesw6 libproc2-0 procps
0 upgraded, 3 newly installed, 0 to remove and 4 not upgraded.
Need to get 905 kB of archives.
After this operation, 2801 kB of additional disk space will be used.
Get:1 http://mirror.example/debian bookworm/main amd64 libncursesw6 amd64 6.4-4 [134 kB]
Get:2 http://mirror.example/debian bookworm/main amd64 libproc2-0 amd64 2:4.0.2-3 [62.8 kB]
Get:3 http://mirror.example/debian bookworm/main amd64 procps amd64 2:4.0.2-3 [709 kB]
Fetched 905 kB in 0s (20.0 MB/s)
Selecting previously unselected package libncursesw6:amd64.
(Reading database ... 6096 files and directories currently installed.)
Preparing to unpack .../0-libncursesw6_6.4-4_amd64.deb ...
Unpacking libncursesw6:amd64 (6.4-4) ...
Selecting previously unselected package libproc2-0:amd64.
Preparing to unpack .../1-libproc2-0_2%3a4.0.2-3_amd64.deb ...
Unpacking libproc2-0:amd64 (2:4.0.2-3) ...
Selecting previously unselected package procps.
Preparing to unpack .../2-procps_2%3a4.0.2-3_amd64.deb ...
Unpacking procps (2:4.0.2-3) ...
Setting up libncursesw6:amd64 (6.4-4) ...
Setting up libproc2-0:amd64 (2:4.0.2-3) ...
Setting up procps (2:4.0.2-3) ...
Processing triggers for libc-bin (2.36-9+deb12u13) ...
`);
  expect(said.stderr).toBe('debconf: delaying package configuration, since apt-utils is not installed\n');
  expect((await lastSaid(machine, 'docker exec deb ps -o pid,args')).exitCode).toBe(0);
  expect(await lastSaid(machine, 'docker exec deb dpkg -l procps nosuch')).toEqual({
    stdout: `Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
||/ Name           Version      Architecture Description
+++-==============-============-============-=================================
ii  procps         2:4.0.2-3    amd64        /proc file system utilities
`,
    stderr: 'dpkg-query: no packages found matching nosuch\n',
    exitCode: 1,
  });
  expect((await lastSaid(machine, 'docker diff deb')).stdout).toContain('A /usr/bin/ps\n');
  await lastSaid(machine, 'docker rm -f deb', START);
  expect((await lastSaid(machine, 'docker exec deb ps')).exitCode).toBe(127);
});

test('an upgrade is made once in a container and again in the next', async () => {
  const machine = await started();
  await lastSaid(machine, UPDATE);
  const upgraded = '4 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n';
  const nothing = '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n';
  const upgrade = 'docker exec deb apt-get upgrade -y | grep upgraded,';
  expect((await lastSaid(machine, upgrade)).stdout).toBe(upgraded);
  expect((await lastSaid(machine, upgrade)).stdout).toBe(nothing);
  await lastSaid(machine, 'docker rm -f deb', START, UPDATE);
  expect((await lastSaid(machine, upgrade)).stdout).toBe(upgraded);
});

test('without a yes nothing is done, and what is not there is named', async () => {
  const machine = await started();
  await lastSaid(machine, UPDATE);
  const asked = await lastSaid(machine, 'docker exec deb apt-get install procps');
  expect(asked.stdout.split('\n').at(-2)).toBe('Do you want to continue? [Y/n] Abort.');
  expect(asked.exitCode).toBe(1);
  expect((await lastSaid(machine, 'docker exec deb apt-get install -y nosuch')).stderr).toBe(
    'E: Unable to locate package nosuch\n',
  );
  expect((await lastSaid(machine, 'docker exec deb apt-get install -y vim')).stderr).toBe(
    'E: Package vim is real, but the mirror of this simulator does not have it\n',
  );
  expect((await lastSaid(machine, 'docker exec deb apt-get frob')).stderr).toBe(
    'E: Invalid operation frob\n',
  );
  expect((await lastSaid(machine, 'docker exec -u nobody deb apt-get update')).exitCode).toBe(100);
});

test('without a network the lists stay as they are', async () => {
  const machine = freshMachine({ world: ONLINE_HOST });
  await lastSaid(machine, 'docker pull -q debian');
  const said = await lastSaid(machine, 'docker run --rm --network none debian apt-get update');
  expect(said.exitCode).toBe(0);
  expect(
    said.stderr,
  ).toBe(`W: Failed to fetch http://mirror.example/debian/dists/trixie/InRelease  Temporary failure resolving 'mirror.example'
W: Some index files failed to download. They have been ignored, or old ones used instead.
`);
});

test('remove takes the files away again', async () => {
  const machine = await started();
  await lastSaid(
    machine,
    UPDATE,
    'docker exec deb apt-get install -y curl',
    'docker exec deb apt-get remove -y curl',
  );
  expect((await lastSaid(machine, 'docker exec deb curl --version')).exitCode).toBe(127);
  expect((await lastSaid(machine, 'docker exec deb dpkg -s curl')).stderr).toBe(
    "dpkg-query: package 'curl' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.\n",
  );
});

test('sizes and lists of names are worded as apt does', () => {
  expect([8808, 12_500, 155_000, 6_122_345, 15_700_000].map(sizeWords)).toEqual([
    '8808 B',
    '12.5 kB',
    '155 kB',
    '6122 kB',
    '15.7 MB',
  ]);
  expect(nameLines(['a'.repeat(40), 'b'.repeat(34), 'c'])).toBe(
    `  ${'a'.repeat(40)} ${'b'.repeat(34)}\n  c\n`,
  );
});
