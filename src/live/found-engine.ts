import type { FoundEngine } from './detection.ts';
import type { Endpoint } from './endpoint.ts';
import type { EngineInfo } from './engine-info.ts';
import { engineFacts, placeOf } from './engine-vm.ts';
import type { HostFacts } from './host-facts.ts';
import type { Way } from './way.ts';

export interface Answering {
  readonly engine: 'Docker' | 'Podman';
  readonly version: string;
  readonly way: Way;
  readonly endpoint: Endpoint | null;
  readonly info: EngineInfo | null;
  readonly hasBusybox: boolean;
  readonly host: HostFacts;
}

/** Words for an engine that answers. */
export function foundEngine({
  engine,
  version,
  way,
  endpoint,
  info,
  hasBusybox,
  host,
}: Answering): FoundEngine {
  const facts = info === null ? null : engineFacts(info, endpoint?.host ?? '', host);
  const short = version.split('.').slice(0, 2).join('.');
  const rootless = facts?.rootless === true && facts.vm === null ? ', rootless,' : '';
  const label = `${engine} ${short}${rootless} ${placeOf(facts?.vm ?? null)}`;
  const common = { kind: 'found', version, way, endpoint, facts } as const;
  return hasBusybox
    ? { ...common, label, because: 'it answers and has the busybox image', busybox: 'present' }
    : {
        ...common,
        label: `${label}, which has no busybox image yet`,
        because: `it answers; the first \`${way.program} run\` pulls the busybox image, or says why it cannot`,
        busybox: 'missing',
      };
}
