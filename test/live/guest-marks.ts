import { labFolderElsewhere } from '../../src/live/rules/lab-folder.ts';
import type { Marks } from '../../src/live/rules/marks.ts';

/** What a session on Docker keeps to, with a folder of its own and somebody listening on port 5000. */
export const guestMarks: Marks = {
  label: 'vmvscontainer.session=ab',
  memory: '256m',
  cpus: '1',
  pidsLimit: '128',
  guest: {
    engine: 'docker',
    namePrefixes: ['vvc-'],
    autoName: 'vvc-ab-1',
    folder: labFolderElsewhere('/lab'),
    placePort: (port) => (port === 5000 ? 5001 : port),
    movedPort: (port) => (port === 5000 ? 5001 : port),
    networks: ['192.168.1.10/24'],
    vm: {
      name: 'vvc-vm-ab',
      kit: {
        kind: 'found',
        program: 'qemu-system-x86_64',
        kernel: '/boot/vmlinuz-6.1.0-56-cloud-amd64',
        release: '6.1.0-56-cloud-amd64',
        kvm: 'not here',
      },
    },
  },
};

export const podmanMarks: Marks = {
  ...guestMarks,
  ...(guestMarks.guest === undefined ? {} : { guest: { ...guestMarks.guest, engine: 'podman' } }),
};
