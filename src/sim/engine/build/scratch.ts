/** The empty base: what `FROM scratch` begins with. */
import type { Built } from './definition.ts';

export const SCRATCH: Built = {
  layers: [],
  config: {
    cmd: null,
    entrypoint: null,
    env: null,
    labels: null,
    user: '',
    workingDir: '',
    volumes: null,
    exposedPorts: null,
    stopSignal: null,
    healthcheck: null,
  },
  history: [],
  key: 'scratch',
  createdMs: 0,
  architecture: 'amd64',
};
