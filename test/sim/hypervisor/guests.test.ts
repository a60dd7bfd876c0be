import { describe, expect, it } from 'vitest';
import { createSimulatedMachine, type SimulatedMachine } from '../../../src/sim/simulated-machine.ts';
import { VM_HOST } from '../../../src/sim/worlds/vm-host.ts';
import { ran, told } from '../on-machine.ts';

const vmHost = (): SimulatedMachine =>
  createSimulatedMachine({
    world: VM_HOST,
    yieldToHost: () => new Promise((resolve) => setImmediate(resolve)),
  });

/** Stdout of each line, in order; every line must succeed. */
async function saying(machine: SimulatedMachine, ...lines: readonly string[]): Promise<readonly string[]> {
  const all: string[] = [];
  for (const line of lines) all.push(await told(machine, line));
  return all;
}

describe('a command in a guest by ssh', () => {
  it('reads what ssh reads, a file, a pipe or much of either, and nothing with -n', async () => {
    const machine = vmHost();
    expect(
      await saying(
        machine,
        'echo hello >/tmp/f; ssh web cat </tmp/f',
        'head -c 500000 /dev/zero | ssh web cat | wc -c',
        'printf "a\\nb\\n" | while read -r l; do echo $l; ssh web true; done',
        'printf "a\\nb\\n" | while read -r l; do echo $l; ssh -n web true; done',
      ),
    ).toEqual(['hello\n', '500000\n', 'a\n', 'a\nb\n']);
  });

  it('runs in the guest’s own bash', async () => {
    expect(await told(vmHost(), "ssh web 'echo $BASH_VERSION'; echo $BASH_VERSION")).toBe(
      '5.2.15(1)-release\n5.3.15(1)-release\n',
    );
  });
});

describe('a guest is a machine of its own', () => {
  it('has its own kernel, PID 1, processes and memory, and is one process of its host', async () => {
    const machine = vmHost();
    expect(await told(machine, 'uname -r; ssh web uname -r')).toBe('6.12.48+deb13-amd64\n6.1.0-41-amd64\n');
    expect(await told(machine, 'ssh web ps -e | head -4')).toBe(
      '    PID TTY          TIME CMD\n      1 ?        00:00:00 systemd\n      2 ?        00:00:00 systemd-journal\n      3 ?        00:00:00 systemd-udevd\n',
    );
    expect(
      await told(
        machine,
        'pgrep -c qemu; ssh web sleep 100 & sleep 1; pgrep -c qemu; pgrep -cx sleep || true',
      ),
    ).toBe('1\n1\n0\n');
    expect(await told(machine, 'ssh web grep MemTotal /proc/meminfo')).toBe('MemTotal:        2097152 kB\n');
    expect(await told(machine, 'ssh web grep -ow hypervisor /proc/cpuinfo | sort -u')).toBe('hypervisor\n');
    expect((await ran(machine, 'grep -c hypervisor /proc/cpuinfo')).stdout).toBe('0\n');
  });

  it('runs its own Docker, of which the host sees nothing', async () => {
    const machine = vmHost();
    await told(machine, 'ssh web docker run -d --name inner busybox sleep 1000');
    const names = "docker ps --format '{{.Names}}'";
    expect(await saying(machine, `ssh web "${names}"`, names)).toEqual(['inner\n', '']);
  });

  it('takes its memory from the host when it starts, and a balloon gives some of it back', async () => {
    const machine = vmHost();
    const free = "free -m | awk '/Mem/ {print $3}'";
    const before = Number(await told(machine, free));
    await told(machine, 'virsh start win');
    const during = Number(await told(machine, free));
    await told(machine, 'virsh setmem win 1G');
    const ballooned = Number(await told(machine, free));
    await told(machine, 'virsh destroy win');
    const after = Number(await told(machine, free));
    expect([during - before, during - ballooned, after - before]).toEqual([4144, 3072, 0]);
  });

  it('ends with its QEMU process', async () => {
    const machine = vmHost();
    await told(machine, 'kill -9 $(pgrep qemu); sleep 1');
    expect(await told(machine, 'virsh domstate web --reason')).toBe('shut off (crashed)\n\n');
    expect((await ran(machine, 'ssh web true')).stderr).toBe(
      'ssh: connect to host web port 22: No route to host\n',
    );
  });
});

describe('power', () => {
  it('takes seconds to boot, and services end before it is off', async () => {
    const machine = vmHost();
    await told(machine, 'virsh shutdown web');
    const states = await saying(machine, 'virsh domstate web', 'sleep 3; virsh domstate web --reason');
    expect(states).toEqual(['running\n\n', 'shut off (shutdown)\n\n']);
    const ready =
      'virsh start web; s=$(date +%s); until ssh web true 2>/dev/null; do sleep 1; done; e=$(date +%s); echo $((e - s))';
    const took = Number((await told(machine, ready)).trim().split('\n').at(-1));
    expect(took).toBeGreaterThanOrEqual(4);
    expect(took).toBeLessThanOrEqual(30);
    expect(await told(machine, 'ssh web "dmesg | grep -c Hypervisor"')).toBe('1\n');
  });

  it('stands still while it is suspended', async () => {
    const machine = vmHost();
    await told(machine, 'virsh suspend web');
    expect((await ran(machine, 'ping -c 1 -W 1 web')).exitCode).toBe(1);
    await told(machine, 'virsh resume web');
    expect((await ran(machine, 'ping -c 1 -W 1 web')).exitCode).toBe(0);
    expect(await told(machine, 'virsh domstate web --reason')).toBe('running (unpaused)\n\n');
  });

  it('is switched off from inside', async () => {
    const machine = vmHost();
    await told(machine, 'ssh web poweroff; sleep 3');
    expect(await told(machine, 'virsh list --all')).toBe(
      ' Id   Name   State\n-----------------------\n -    bsd    shut off\n -    web    shut off\n -    win    shut off\n\n',
    );
  });
});

describe('disks', () => {
  it('keep what was written over reboots, and go back with a snapshot', async () => {
    const machine = vmHost();
    await told(machine, 'ssh web "echo kept >/root/file"; virsh shutdown web; sleep 3');
    await told(machine, 'virsh snapshot-create-as web before');
    await told(machine, 'virsh start web; sleep 10; ssh web cat /root/file; ssh web rm /root/file');
    await told(machine, 'virsh destroy web; virsh start web; sleep 10');
    expect((await ran(machine, 'ssh web cat /root/file')).stderr).toBe(
      'cat: /root/file: No such file or directory\n',
    );
    await told(machine, 'virsh snapshot-revert web before --running; sleep 10');
    expect(await told(machine, 'ssh web cat /root/file')).toBe('kept\n');
  });

  it('are files: another name and another format boot the same system', async () => {
    const machine = vmHost();
    await told(machine, 'ssh web "echo copied >/root/file"; virsh shutdown web; sleep 3');
    await told(
      machine,
      'cd /var/lib/libvirt/images; qemu-img convert -O raw web.qcow2 web.img; rm web.qcow2',
    );
    await told(machine, 'qemu-img convert -f raw -O qcow2 web.img web.qcow2; virsh start web; sleep 10');
    expect(await told(machine, 'ssh web cat /root/file')).toBe('copied\n');
  });

  it('must be there, and must hold a system', async () => {
    const machine = vmHost();
    await told(machine, 'virsh destroy web; rm /var/lib/libvirt/images/web.qcow2');
    expect(await ran(machine, 'virsh start web')).toEqual({
      stdout: '\n',
      stderr:
        "error: Failed to start domain 'web'\nerror: Cannot access storage file '/var/lib/libvirt/images/web.qcow2': No such file or directory\n",
      kind: 'exited',
      exitCode: 1,
    });
    await told(
      machine,
      'qemu-img create -q -f qcow2 /var/lib/libvirt/images/web.qcow2 10G; virsh start web; sleep 10',
    );
    expect((await ran(machine, 'ssh web true')).exitCode).toBe(255);
  });

  it('refuses a snapshot with memory in one sentence', async () => {
    const { stderr, exitCode } = await ran(vmHost(), 'virsh snapshot-create-as web s1');
    expect({ stderr, exitCode }).toEqual({
      stderr:
        'error: unsupported configuration: a snapshot with the memory of a running guest is real, but this simulator does not model it: shut the domain down first\n',
      exitCode: 1,
    });
  });
});

it('a host without libvirt has no virsh', async () => {
  const { stderr, exitCode } = await ran(createSimulatedMachine({}), 'virsh list');
  expect({ stderr, exitCode }).toEqual({ stderr: 'bash: line 1: virsh: command not found\n', exitCode: 127 });
});

it('a guest reaches the world behind its host, and the host reaches it', async () => {
  const machine = vmHost();
  expect(await told(machine, 'ssh web ping -c 1 192.168.1.20 | tail -2 | head -1')).toBe(
    '1 packets transmitted, 1 received, 0% packet loss, time 0ms\n',
  );
  expect(await told(machine, 'curl -s http://web/')).toBe(
    '<!DOCTYPE html>\n<html><body><h1>Hello from the guest called web</h1></body></html>\n',
  );
  expect(await told(machine, 'ssh web systemd-detect-virt')).toBe('kvm\n');
});

describe('a saved machine', () => {
  it('is no process and takes no memory, and goes on where it was', async () => {
    const machine = vmHost();
    await told(machine, 'ssh web docker run -d --name inner busybox sleep 5000');
    expect(
      await saying(
        machine,
        'virsh -q managedsave web; pgrep -c qemu || true; virsh list --all --name --with-managed-save',
        'virsh domstate web --reason; virsh dominfo web | grep Managed',
        "virsh -q start web; virsh domstate web --reason; ssh web docker ps --format '{{.Names}}'",
      ),
    ).toEqual(['0\nweb\n\n', 'shut off (saved)\n\nManaged save:   yes\n', 'running (restored)\n\ninner\n']);
  });

  it('goes on from its file once, and not after its disk was booted again', async () => {
    const machine = vmHost();
    await told(machine, 'virsh save web w.save && virsh restore w.save && virsh destroy web');
    expect((await ran(machine, 'virsh restore w.save')).stderr).toContain('does not model it');
    await told(machine, 'virsh start web && virsh save web x.save && virsh start web && virsh destroy web');
    expect((await ran(machine, 'virsh restore x.save')).stderr).toContain('does not model it');
  });
});
