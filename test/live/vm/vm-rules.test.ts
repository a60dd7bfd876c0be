import { describe, expect, test } from 'vitest';
import { judgeLine } from '../../../src/live/judge-line.ts';
import type { Marks } from '../../../src/live/rules/marks.ts';
import type { VmKit } from '../../../src/live/vm/vm-kit.ts';
import { guestMarks } from '../guest-marks.ts';

const kit: VmKit = {
  kind: 'found',
  program: 'qemu-system-x86_64',
  kernel: '/boot/vmlinuz-6.1.0-56-cloud-amd64',
  release: '6.1.0-56-cloud-amd64',
  kvm: 'not here',
};
const marksWith = (own: VmKit): Marks => ({
  ...guestMarks,
  ...(guestMarks.guest === undefined
    ? {}
    : { guest: { ...guestMarks.guest, vm: { kit: own, name: 'vvc-vm-ab' } } }),
});

const shown = (line: string, own: VmKit = kit): string => {
  const judged = judgeLine(line, marksWith(own));
  return judged.kind === 'runs' ? judged.shown : judged.refusal.sentence;
};

const lesson =
  "qemu-system-x86_64 -m 128 -nodefaults -no-reboot -display none -serial stdio -kernel /boot/vmlinuz -initrd vvc-root.cpio -append 'console=ttyS0 quiet rdinit=/bin/sh'";

describe('a virtual machine', () => {
  test('starts the kernel of this computer, with a name that tells whose it is', () => {
    expect(shown(lesson)).toBe(
      "qemu-system-x86_64 -name vvc-vm-ab -m 128 -nodefaults -no-reboot -display none -serial stdio -kernel /boot/vmlinuz-6.1.0-56-cloud-amd64 -initrd /lab/vvc-root.cpio -append 'console=ttyS0 quiet rdinit=/bin/sh'",
    );
  });

  test('is kept small where nothing was said', () => {
    expect(shown('qemu-system-x86_64 -kernel /boot/vmlinuz')).toBe(
      'qemu-system-x86_64 -name vvc-vm-ab -m 128 -nodefaults -no-reboot -display none -serial stdio -kernel /boot/vmlinuz-6.1.0-56-cloud-amd64',
    );
  });

  test('is another on arm64, and the same to whoever types', () => {
    const arm: VmKit = { ...kit, program: 'qemu-system-aarch64', kernel: '/boot/vmlinuz-arm' };
    expect(shown(lesson, arm)).toBe(
      "qemu-system-aarch64 -name vvc-vm-ab -M virt -cpu max -m 128 -nodefaults -no-reboot -display none -serial stdio -kernel /boot/vmlinuz-arm -initrd /lab/vvc-root.cpio -append 'console=ttyAMA0 quiet rdinit=/bin/sh'",
    );
  });

  test('tells its version', () => {
    expect(shown('qemu-system-x86_64 --version')).toBe('qemu-system-x86_64 -version');
  });

  test.each([
    '-hda x',
    '-drive file=/dev/sda',
    '-netdev user,id=a',
    '-nic user',
    '-device virtio-net-pci',
    '-monitor stdio',
    '-qmp tcp::4444',
    '-chardev pty,id=a',
    '-virtfs local,path=/',
    '-fw_cfg name=a,file=/etc/shadow',
    '-daemonize',
    '-snapshot',
    '-nographic',
    '-name other',
    '-cpu host',
    'disk.img',
  ])('is not given %s', (words) => {
    expect(shown(`qemu-system-x86_64 -kernel /boot/vmlinuz ${words}`)).toBe(
      `A virtual machine here is given no disk, no network and no device of your computer, so \`${words.split(' ')[0]}\` is not allowed.`,
    );
  });

  test.each([
    ['-m 257', '`-m 256`'],
    ['-m 1G', '`-m 256`'],
    ['-m size=64', '`-m 256`'],
    ['-display gtk', '`-display none -serial stdio`'],
    ['-serial file:/etc/passwd', '`-serial stdio`'],
    ['-serial mon:stdio', '`-serial stdio`'],
    ['-accel hax', '`-accel tcg`'],
    ['-M q35,usb=on', 'machines'],
    ['-smp 4', 'one CPU'],
    ['-initrd /etc/shadow', 'outside the folder of the labs'],
    ['-initrd', 'needs a word after it'],
  ])('is refused %s', (words, because) => {
    expect(shown(`qemu-system-x86_64 -kernel /boot/vmlinuz ${words}`)).toContain(because);
  });

  test.each([
    ['qemu-system-x86_64', 'starts a kernel directly'],
    ['qemu-system-x86_64 -kernel /etc/shadow', 'outside the folder of the labs'],
    ['qemu-system-x86_64 -kernel /boot/../etc/shadow', 'outside the folder of the labs'],
    ['qemu-system-arm -kernel /boot/vmlinuz', 'another kind of computer'],
    ['qemu-img create a 1G', 'does not run on your own machine'],
  ])('%s: %s', (line, because) => {
    expect(shown(line)).toContain(because);
  });

  test('is not booted where something is missing, and that is said', () => {
    const missing: VmKit = {
      kind: 'missing',
      reason: 'no-qemu',
      because: 'there is no qemu-system-x86_64 on this computer',
      remedy: 'Install it.',
    };
    expect(shown(lesson, missing)).toBe(
      'No virtual machine can be booted here: there is no qemu-system-x86_64 on this computer.',
    );
  });
});
