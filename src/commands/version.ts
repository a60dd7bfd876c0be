import { existsSync, readFileSync } from 'node:fs';

/** The version in package.json, which stands beside dist/ in the repository and in the package alike. */
export function programVersion(): string {
  const places = ['../package.json', '../../package.json'].map((path) => new URL(path, import.meta.url));
  // Run from source, this file is one folder further down than in the bundle.
  const found = places.find((place) => existsSync(place)) ?? places[0];
  const manifest: { version: string } = JSON.parse(readFileSync(found ?? '', 'utf8'));
  return manifest.version;
}
