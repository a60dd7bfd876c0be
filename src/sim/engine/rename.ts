/** `docker rename` (moby `daemon/rename.go`). */

import { checkName } from './container-names.ts';
import { nameInUse } from './create.ts';
import { dnsNamesOf } from './endpoints.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';

export function renameContainer(engine: Engine, reference: string, wanted: string): void {
  const container = engine.containers.get(reference);
  const oldName = container.name;
  const name = wanted.replace(/^\//, '');
  if (oldName === name) {
    throw new EngineError('invalid', 'Renaming a container with the same name as its current name');
  }
  try {
    checkName(name, `/${name}`);
    const holder = engine.containers.byName(name);
    if (holder !== null) throw nameInUse(name, holder.id);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new EngineError(error.kind, `Error when allocating new name: ${error.message}`);
  }
  container.name = name;
  for (const endpoint of container.network.endpoints.values()) {
    if (endpoint.dnsNames !== null) endpoint.dnsNames = dnsNamesOf(container, endpoint);
  }
  engine.emit(container, 'rename', { oldName: `/${oldName}` });
}
