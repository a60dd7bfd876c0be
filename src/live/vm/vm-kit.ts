import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type KernelImage, kernelImage } from './kernel-image.ts';

/** With what a small virtual machine can be booted on this computer, or what is missing. */
export type VmKit = FoundKit | MissingKit;

export interface FoundKit {
  readonly kind: 'found';
  /** `qemu-system-x86_64`, `qemu-system-aarch64`. */
  readonly program: string;
  /** The file that it starts. */
  readonly kernel: string;
  /** What `uname -r` will say in the machine; null: the file does not tell. */
  readonly release: string | null;
  /** Whether the CPU may help: /dev/kvm is there and this user may use it. Nothing here relies on it. */
  readonly kvm: 'usable' | 'not permitted' | 'not here';
}

export interface MissingKit {
  readonly kind: 'missing';
  readonly reason: 'no-qemu' | 'no-kernel' | 'kernel-not-readable' | 'not-linux-kernel';
  /** One clause, without a full stop. */
  readonly because: string;
  /** What to do about it, in a whole sentence. */
  readonly remedy: string;
}

/** The part of a computer that this is looked for on. */
export interface VmHost {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** The running kernel's release. */
  readonly release: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where kernels lie: folders with files `vmlinuz…`, and folders of folders that have one each. */
  readonly kernelFolders?: readonly string[];
  readonly moduleFolders?: readonly string[];
}

/** Names a kernel's file that is to be started instead of one that is found. */
export const kernelVariable = 'VMVSCONTAINER_KERNEL';

/** Looks at files only: nothing is run. */
export function vmKit(host: VmHost): VmKit {
  const program = host.arch === 'arm64' ? 'qemu-system-aarch64' : 'qemu-system-x86_64';
  if (!isOnPath(program, host.env)) return noQemu(program, host);
  const kernel = chosenKernel(host);
  return 'kind' in kernel ? kernel : { kind: 'found', program, ...kernel, kvm: kvmOf(host) };
}

type Kernel = Pick<FoundKit, 'kernel' | 'release'>;

function chosenKernel(host: VmHost): Kernel | MissingKit {
  const named = host.env[kernelVariable];
  if (named !== undefined && named !== '') {
    const image = kernelImage(named, host.arch);
    return image === null ? notAKernel(named) : { kernel: named, release: image.release };
  }
  const paths = candidates(host);
  const found = paths.flatMap((path) => {
    const image: KernelImage | null = kernelImage(path, host.arch);
    return image === null ? [] : [{ kernel: path, release: image.release }];
  });
  // Another than the running one shows at a glance that it is another.
  const [first] = [
    ...found.filter(({ release }) => release !== host.release),
    ...found.filter(({ release }) => release === host.release),
  ];
  return first ?? noKernel(host, paths[0]);
}

const defaultKernelFolders = ['/boot', '/'];
const defaultModuleFolders = ['/usr/lib/modules', '/lib/modules'];

/** Files that are called as kernels are, the newest first. */
function candidates({
  kernelFolders = defaultKernelFolders,
  moduleFolders = defaultModuleFolders,
}: VmHost): readonly string[] {
  const named = kernelFolders.flatMap((folder) =>
    namesIn(folder)
      .filter((name) => /^(?:vmlinuz|Image|bzImage)(?:[-.]|$)/.test(name) && !/rescue/.test(name))
      .map((name) => join(folder, name)),
  );
  const inModules = moduleFolders.flatMap((folder) =>
    namesIn(folder).map((name) => join(folder, name, 'vmlinuz')),
  );
  return [...named, ...inModules]
    .filter((path) => existsSync(path))
    .map((path) => ({ path, atMs: statSync(path).mtimeMs }))
    .sort((a, b) => b.atMs - a.atMs)
    .map(({ path }) => path);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort().reverse();
  } catch {
    return [];
  }
}

function isOnPath(program: string, env: VmHost['env']): boolean {
  return (env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && may(join(folder, program)));
}

function may(path: string, how = constants.X_OK): boolean {
  try {
    accessSync(path, how);
    return true;
  } catch {
    return false;
  }
}

function kvmOf({ platform }: VmHost): FoundKit['kvm'] {
  if (platform !== 'linux' || !existsSync('/dev/kvm')) return 'not here';
  return may('/dev/kvm', constants.R_OK | constants.W_OK) ? 'usable' : 'not permitted';
}

function noQemu(program: string, { platform, arch }: VmHost): MissingKit {
  const remedy =
    platform === 'darwin'
      ? 'Install it: brew install qemu'
      : `Install it: apt-get install --no-install-recommends ${arch === 'arm64' ? 'qemu-system-arm' : 'qemu-system-x86'} (or your system’s package of that name).`;
  return { kind: 'missing', reason: 'no-qemu', because: `there is no ${program} on this computer`, remedy };
}

function noKernel({ platform }: VmHost, unreadable: string | undefined): MissingKit {
  if (unreadable !== undefined)
    return {
      kind: 'missing',
      reason: 'kernel-not-readable',
      because: `this user may not read ${unreadable}, and there is no other kernel`,
      remedy: `Make a copy that you may read, and name it: sudo install -m 644 ${unreadable} /var/tmp/vmlinuz && export ${kernelVariable}=/var/tmp/vmlinuz`,
    };
  const where =
    platform === 'linux'
      ? 'Install one, it need not run here (apt-get install linux-image-cloud-amd64), or name its file'
      : 'Copy one from a Linux system or out of an image that has one (as linuxkit/kernel), and name its file';
  return {
    kind: 'missing',
    reason: 'no-kernel',
    because: 'there is no file of a Linux kernel on this computer that it could start',
    remedy: `${where}: export ${kernelVariable}=/path/to/vmlinuz`,
  };
}

const notAKernel = (path: string): MissingKit => ({
  kind: 'missing',
  reason: 'not-linux-kernel',
  because: `${path}, which ${kernelVariable} names, is no Linux kernel that it could start`,
  remedy: `Name another file, or none: unset ${kernelVariable}`,
});
