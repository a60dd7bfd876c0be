/** Which build of the client this is: Debian's package on Linux, Docker Desktop's on a Mac, whose current context is `desktop-linux`. */
import type { Sys } from '../kernel/sys.ts';

export interface ClientBuild {
  readonly version: string;
  readonly goVersion: string;
  readonly commit: string;
  readonly built: string;
  readonly os: 'linux' | 'darwin';
  readonly context: string;
}

const DEBIAN: ClientBuild = {
  version: '28.5.2+dfsg4',
  goVersion: 'go1.27.1',
  commit: '9cc6dea35e9a963f281434761c656fba4ac43aed',
  built: 'Tue Sep 15 11:02:57 2026',
  os: 'linux',
  context: 'default',
};
const MAC: ClientBuild = {
  version: '28.5.1',
  goVersion: 'go1.24.8',
  commit: 'e180ab8',
  built: 'Wed Oct  8 12:16:17 2025',
  os: 'darwin',
  context: 'desktop-linux',
};

export const clientBuild = (sys: Sys): ClientBuild => (sys.uname().sysname === 'Darwin' ? MAC : DEBIAN);
