import { expect, test } from 'vitest';
import { createSimulatedMachine } from '../../../src/sim/simulated-machine.ts';
import { ONLINE_HOST } from '../../../src/sim/worlds/online-host.ts';

async function ran(...lines: readonly string[]): Promise<{ said: string; exitCode: number }> {
  const machine = createSimulatedMachine({ world: ONLINE_HOST });
  await machine.prepare();
  let last = { said: '', exitCode: -1 };
  for (const line of lines) {
    const run = machine.run(line);
    let said = '';
    for await (const { text } of run.output) said += text;
    last = { said: said.replaceAll('\r', ''), exitCode: (await run.exit).exitCode };
  }
  await machine.dispose();
  return last;
}

const pack = "docker run --rm busybox sh -c 'find . -xdev | cpio -o -H newc' > root.cpio";
const qemu = 'qemu-system-x86_64 -m 128 -nodefaults -no-reboot -display none -serial stdio';
const boot = (append: string, initrd = '-initrd root.cpio') =>
  `${qemu} -kernel /boot/vmlinuz ${initrd} -append '${append}'`;
const shell = (commands: string) => boot(`console=ttyS0 quiet panic=-1 rdinit=/bin/sh -- -c "${commands}"`);

test('a machine of the image’s files has a kernel, a PID 1 and memory of its own', async () => {
  const commands = 'uname -r; mount -t proc proc /proc; ps; head -1 /proc/meminfo; hostname; poweroff -f';
  expect(await ran(pack, shell(commands))).toEqual({
    said: `6.12.48+deb13-amd64
PID   USER     COMMAND
    1 root     /bin/sh -c ${commands.slice(0, 53)}
    4 root     ps
MemTotal:          95232 kB
(none)
[    1.700251] reboot: Power down
`,
    exitCode: 0,
  });
});

test('its boot_id is its own, each time another, and the containers’ is the host’s', async () => {
  const id = 'cat /proc/sys/kernel/random/boot_id';
  const vm = shell(`mount -t proc proc /proc; ${id}; poweroff -f`);
  const all = await ran(pack, `${id}; docker run --rm busybox ${id}; ${vm}; ${vm}`);
  const ids = all.said.split('\n').filter((line) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(line));
  expect(ids).toHaveLength(4);
  expect(ids[0]).toBe(ids[1]);
  expect(new Set(ids).size).toBe(3);
});

test('a kernel panics when its PID 1 has ended, or there is none', async () => {
  const panic = (why: string, comm: string) => [
    `Kernel panic - not syncing: ${why}`,
    `CPU: 0 PID: 1 Comm: ${comm} Not tainted 6.12.48+deb13-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.12.48-1 (2025-09-20)`,
    'Hardware name: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014',
  ];
  const words = ({ said }: { said: string }) =>
    said
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^\[ *[\d.]+\] /, ''));
  const quiet = 'console=ttyS0 quiet panic=-1';
  expect(words(await ran(pack, boot(`${quiet} rdinit=/bin/true`)))).toEqual(
    panic('Attempted to kill init! exitcode=0x00000000', 'true'),
  );
  expect(words(await ran(pack, shell('exit 3')))).toEqual(
    panic('Attempted to kill init! exitcode=0x00000300', 'sh'),
  );
  const noRoot = panic('VFS: Unable to mount root fs on unknown-block(0,0)', 'swapper/0');
  expect(words(await ran(boot(quiet, '')))).toEqual(noRoot);
  expect(words(await ran('echo junk > root.cpio', boot(quiet)))).toEqual([
    'Initramfs unpacking failed: invalid magic at start of compressed archive',
    ...noRoot,
  ]);
});

test('its memory is the host’s, and goes back', async () => {
  const free = "free -m | awk '/Mem/ {print $3}'";
  const { said } = await ran(pack, `${free}; ${shell('poweroff -f')}; ${free}`);
  const [before, , after] = said.trimEnd().split('\n').map(Number);
  expect(after).toBe(before);
});

// As QEMU 7.2 answered.
test.each([
  [`${qemu} -kernel nosuch`, "qemu: could not open kernel file 'nosuch': No such file or directory\n"],
  [
    `${qemu} -kernel /boot/vmlinuz -initrd nosuch`,
    'qemu: error reading initrd nosuch: Failed to open file “nosuch”: open() failed: No such file or directory\n',
  ],
  [`${qemu} -kernel /etc/hostname`, 'qemu: invalid kernel header\n'],
  [`${qemu} -nosuch`, 'qemu-system-x86_64: -nosuch: invalid option\n'],
  [`${qemu} -append x`, 'qemu-system-x86_64: -append only allowed with -kernel option\n'],
  [`${qemu} -initrd x`, 'qemu-system-x86_64: -initrd only allowed with -kernel option\n'],
  [`${qemu} -kernel`, 'qemu-system-x86_64: -kernel: requires an argument\n'],
  [
    `${qemu} -M nosuch -kernel /boot/vmlinuz`,
    'qemu-system-x86_64: unsupported machine type\nUse -machine help to list supported machines\n',
  ],
  [
    `${qemu} -accel nosuch -kernel /boot/vmlinuz`,
    'qemu-system-x86_64: -accel nosuch: invalid accelerator nosuch\n',
  ],
  [
    `${qemu} -m x -kernel /boot/vmlinuz`,
    "qemu-system-x86_64: -m x: Parameter 'size' expects a non-negative number below 2^64\nOptional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-\nand exabytes, respectively.\n",
  ],
  [
    `${qemu} -m 100000000 -kernel /boot/vmlinuz`,
    "qemu-system-x86_64: cannot set up guest memory 'pc.ram': Cannot allocate memory\n",
  ],
  [
    `${qemu} -kernel /boot/vmlinuz -nic user`,
    'qemu-system-x86_64: -nic is real, but this simulator does not model it\n',
  ],
])('%s', async (line, said) => {
  expect(await ran(line)).toEqual({ said, exitCode: 1 });
});
