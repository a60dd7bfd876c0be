import type { Assertion, RanCommand } from '../../src/domain/goal.ts';
import type { ContainerFacts, ProcessFacts, Query } from '../../src/domain/observation.ts';
import { type Observation, observation } from '../../src/domain/observed-facts.ts';
import { plainContainer } from './plain-container.ts';

export const ofKeep: Query = { kind: 'container', name: 'vvc-keep' };
export const container = (facts: Partial<ContainerFacts> | null): Observation =>
  observation(ofKeep, { known: true, value: facts === null ? null : { ...plainContainer, ...facts } });
export const logs = (value: string | null): Observation =>
  observation({ kind: 'logs', container: 'vvc-keep' }, { known: true, value });
export const processes = (value: readonly ProcessFacts[] | null): Observation =>
  observation({ kind: 'processes', of: { kind: 'container', name: 'vvc-keep' } }, { known: true, value });
export const process = (pid: number, comm: string, state: ProcessFacts['state']): ProcessFacts => ({
  pid,
  ppid: 0,
  state,
  comm,
  args: [comm],
});
export const ran = (commandLine: string, tookMs = 100): RanCommand => ({ commandLine, exitCode: 0, tookMs });

export type Fields<Kind extends Assertion['kind']> = Omit<
  Extract<Assertion, { kind: Kind }>,
  'kind' | 'name' | 'container'
>;
export const is = (fields: Fields<'container'>): Assertion => ({
  kind: 'container',
  name: 'vvc-keep',
  ...fields,
});
