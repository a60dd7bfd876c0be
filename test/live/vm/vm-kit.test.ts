import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type VmHost, vmKit } from '../../../src/live/vm/vm-kit.ts';
import { testFolder } from '../stand-in.ts';

/** The head of a bzImage: its magic, and where its version stands. */
function bzImage(release: string): Buffer {
  const image = Buffer.alloc(4096);
  image.write('HdrS', 0x202, 'latin1');
  image.writeUInt16LE(0x400, 0x20e);
  image.write(`${release} (debian-kernel@lists.debian.org) #1 SMP`, 0x600, 'latin1');
  return image;
}

async function computer(
  programs: readonly string[] = ['qemu-system-x86_64'],
): Promise<VmHost & { at: string }> {
  const at = await testFolder();
  for (const name of ['bin', 'boot', 'modules']) await mkdir(join(at, name));
  for (const program of programs) {
    await writeFile(join(at, 'bin', program), '');
    await chmod(join(at, 'bin', program), 0o755);
  }
  return {
    ...{ at, platform: 'linux', arch: 'x64', release: '6.1.0-1-amd64' },
    env: { PATH: `/nowhere:${join(at, 'bin')}` },
    kernelFolders: [join(at, 'boot')],
    moduleFolders: [join(at, 'modules')],
  };
}

test('a kernel that is not the running one comes first, then the newest', async () => {
  const host = await computer();
  const [running, older, newer] = ['6.1.0-1-amd64', '5.10.0-1-amd64', '6.12.0-1-amd64'];
  for (const [at, release] of [older, newer, running].entries()) {
    const path = join(host.at, 'boot', `vmlinuz-${release}`);
    await writeFile(path, bzImage(release ?? ''));
    await utimes(path, 1000 + at, 1000 + at);
  }
  expect(vmKit(host)).toMatchObject({
    kind: 'found',
    program: 'qemu-system-x86_64',
    kernel: join(host.at, 'boot/vmlinuz-6.12.0-1-amd64'),
    release: '6.12.0-1-amd64',
  });
});

test('a kernel beside its modules is found, and one that is named is taken', async () => {
  const host = await computer();
  await mkdir(join(host.at, 'modules/6.9.1-arch1'));
  await writeFile(join(host.at, 'modules/6.9.1-arch1/vmlinuz'), bzImage('6.9.1-arch1'));
  expect(vmKit(host)).toMatchObject({ release: '6.9.1-arch1' });
  await writeFile(join(host.at, 'mine'), bzImage('6.0.0-mine'));
  const env = { ...host.env, VMVSCONTAINER_KERNEL: join(host.at, 'mine') };
  expect(vmKit({ ...host, env })).toMatchObject({ kernel: join(host.at, 'mine'), release: '6.0.0-mine' });
});

test('what is missing is told apart, each with what to do', async () => {
  const bare = await computer([]);
  expect(vmKit(bare)).toMatchObject({
    reason: 'no-qemu',
    because: 'there is no qemu-system-x86_64 on this computer',
    remedy: expect.stringContaining('apt-get install --no-install-recommends qemu-system-x86 '),
  });
  expect(vmKit({ ...bare, platform: 'darwin', arch: 'arm64' })).toMatchObject({
    because: 'there is no qemu-system-aarch64 on this computer',
    remedy: 'Install it: brew install qemu',
  });
  const host = await computer();
  expect(vmKit(host)).toMatchObject({
    reason: 'no-kernel',
    remedy: expect.stringContaining('apt-get install linux-image-cloud-amd64'),
  });
  const env = { ...host.env, VMVSCONTAINER_KERNEL: '/etc/hostname' };
  expect(vmKit({ ...host, env })).toMatchObject({
    reason: 'not-linux-kernel',
    remedy: 'Name another file, or none: unset VMVSCONTAINER_KERNEL',
  });
  await writeFile(join(host.at, 'boot/vmlinuz-6.1.0-1-amd64'), 'no kernel at all');
  expect(vmKit(host)).toMatchObject({
    reason: 'kernel-not-readable',
    remedy: expect.stringContaining(`sudo install -m 644 ${host.at}/boot/vmlinuz-6.1.0-1-amd64`),
  });
});
