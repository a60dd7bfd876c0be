/**
 * `--change` of commit and import: Dockerfile instructions that alter only the configuration (moby
 * `builder/dockerfile/dispatchers.go`). Errors are the daemon's.
 */
import { parseConfigInstruction } from './build/config-instructions.ts';
import { EngineError } from './errors.ts';
import type { ImageConfig } from './model.ts';

const ALLOWED = new Set([
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'ONBUILD',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
]);

export function changedConfig(config: ImageConfig, changes: readonly string[]): ImageConfig {
  let result = config;
  for (const line of changes.flatMap((change) => change.split('\n')).filter((one) => one.trim() !== '')) {
    const [, word = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
    const name = word.toUpperCase();
    if (!ALLOWED.has(name)) throw new EngineError('invalid', `${name} is not a valid change command`);
    result = parseConfigInstruction(result, name, rest.trim(), (text) => text);
  }
  return result;
}
