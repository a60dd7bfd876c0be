import type { LabSpace } from '../../src/live/lab-space.ts';
import { labFolderElsewhere } from '../../src/live/rules/lab-folder.ts';
import { plainDocker, type Way } from '../../src/live/way.ts';

/** How the engine of ENGINE_KIND is spoken to. */
export function engineWay(): Way {
  return process.env.ENGINE_KIND?.startsWith('podman') === true
    ? { program: 'podman', engine: 'podman', env: {} }
    : plainDocker;
}

/** On the engine's host every command begins in one folder. */
export const labsElsewhere = (): LabSpace => ({
  folder: labFolderElsewhere('/root/work'),
  make: async () => {},
  remove: async () => true,
});

/** podman has words of its own: cases that compare Docker's word for word are left to Docker. */
export const isDocker = engineWay().engine === 'docker';
