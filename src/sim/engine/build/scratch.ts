/** The empty base: what `FROM scratch` begins with. */
import { EMPTY_CONFIG } from '../image-config.ts';
import type { Built } from './definition.ts';

export const SCRATCH: Built = {
  layers: [],
  config: EMPTY_CONFIG,
  history: [],
  key: 'scratch',
  createdMs: 0,
  architecture: 'amd64',
};
