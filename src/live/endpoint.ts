import { ask } from './ask.ts';
import type { Launch } from './launch.ts';

/** Where the client would find its engine: DOCKER_HOST, DOCKER_CONTEXT and the chosen context are all in it. */
export interface Endpoint {
  readonly context: string;
  /** `unix:///var/run/docker.sock`, `ssh://me@build.example`. */
  readonly host: string;
}

interface Context {
  readonly Name?: string;
  readonly Endpoints?: { readonly docker?: { readonly Host?: string } };
}

/** Asks the client alone: no engine is spoken to. null: this client cannot say (podman's, or one before 19.03). */
export async function endpointOf(launch: Launch, timeoutMs: number): Promise<Endpoint | null> {
  const asked = await ask(launch, ['docker', 'context', 'inspect'], timeoutMs);
  if (asked.kind !== 'answered' || asked.exitCode !== 0) return null;
  try {
    const [context] = JSON.parse(asked.stdout) as readonly Context[];
    const host = context?.Endpoints?.docker?.Host;
    return host === undefined ? null : { context: context?.Name ?? 'default', host };
  } catch {
    return null;
  }
}

/** The other computer an endpoint names; null: it is on this one. */
export function remoteHost(endpoint: string, hostname: string): string | null {
  const named = /^(?:tcp|ssh|https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]*)/.exec(endpoint)?.[1];
  if (named === undefined || named === '') return null;
  const host = named.replace(/^\[|\]$/g, '');
  const here =
    host === 'localhost' ||
    host === '::1' ||
    /^127\.\d/.test(host) ||
    host === '0.0.0.0' ||
    host === hostname;
  return here ? null : host;
}
