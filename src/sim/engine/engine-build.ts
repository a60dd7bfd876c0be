/** Which build of the engine a machine has: what `docker version` and `docker info` say of it. */
export interface EngineBuild {
  /** `Docker Desktop 4.49.0 (208700)`; empty for a distribution's package. */
  readonly platform: string;
  readonly version: string;
  readonly goVersion: string;
  readonly commit: string;
  /** As the text form shows it, and as the API does. */
  readonly built: string;
  readonly builtIso: string;
  readonly containerd: { readonly version: string; readonly commit: string };
  readonly runc: { readonly version: string; readonly commit: string };
  readonly initCommit: string;
}

export const DEBIAN_BUILD: EngineBuild = {
  platform: '',
  version: '28.5.2+dfsg4',
  goVersion: 'go1.27.1',
  commit: '3ef3c07c883be49a2e8097bcf6d2952fce1d70eb',
  built: 'Tue Sep 15 11:02:57 2026',
  builtIso: '2026-09-15T11:02:57.000000000+00:00',
  containerd: { version: '2.1.9+unknown', commit: '' },
  runc: { version: '1.3.6+ds1', commit: '1.3.6+ds1-1' },
  initCommit: '',
};

/** Docker Desktop 4.49.0 for Apple silicon. */
export const DESKTOP_BUILD: EngineBuild = {
  platform: 'Docker Desktop 4.49.0 (208700)',
  version: '28.5.1',
  goVersion: 'go1.24.8',
  commit: 'f8215cc',
  built: 'Wed Oct  8 12:18:25 2025',
  builtIso: '2025-10-08T12:18:25.000000000+00:00',
  containerd: { version: '1.7.27', commit: '05044ec0a9a75232cad458027ca83437aae3f4da' },
  runc: { version: '1.2.5', commit: 'v1.2.5-0-g59923ef' },
  initCommit: 'de40ad0',
};
