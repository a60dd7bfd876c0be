import { readFileSync } from 'node:fs';

/** The version in package.json, which stands beside dist/ in the repository and in the package alike. */
export function programVersion(): string {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version;
}
