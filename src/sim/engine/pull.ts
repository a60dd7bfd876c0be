/**
 * `POST /images/create`: what the registry has is fetched layer by layer (moby `distribution/pull_v2.go`). Where no registry can
 * be reached, the words and the time of the reference engine without a network.
 */
import type { Task } from '../kernel/sys.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { familiarName } from './image-store.ts';
import type { Image } from './model.ts';
import { REGISTRY_HOST, registryUnreachable } from './registry/connection.ts';
import { fetchImage, type PullProgress } from './registry/fetch.ts';

/** Throws EngineError. `progress` hears each line the client shows. */
export function* pullImage(
  engine: Engine,
  reference: string,
  progress: PullProgress = () => {},
  platform: string | null = null,
): Task<Image> {
  const [, host, rest] = /^([^/]*[.:][^/]*|localhost)\/(.*)$/.exec(familiarName(reference)) ?? [];
  if (host !== undefined && rest !== undefined) {
    yield* registryUnreachable(engine, host, '/v2/');
    throw new EngineError('system', `Get "https://${host}/v2/": dial tcp: lookup ${host}: no such host`);
  }
  yield* registryUnreachable(engine, REGISTRY_HOST, '/v2/');
  return yield* fetchImage(engine, familiarName(reference), progress, platform);
}
