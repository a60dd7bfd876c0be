/** Which references the registry answers, and that different ones are different images. */
import { expect, test } from 'vitest';
import { REGISTRY } from '../../../../src/sim/worlds/registry/images.ts';

const COMMON =
  `alpine:3.19 alpine:3.20 alpine:latest debian:bookworm debian:bookworm-slim debian:12 debian:latest ubuntu:22.04 ubuntu:24.04 nginx:latest nginx:alpine nginx:1.27
python:3.12 python:3.12-slim python:2.7 node:20 node:22 node:alpine mysql:8 mysql:8.0 mysql:8.4 postgres:15 postgres:16 postgres:17 redis:7 redis:alpine httpd:2.4
portainer/portainer-ce:latest hello-world:latest wordpress:latest busybox:stable`.split(/\s+/);

test('common references are there', () => {
  const missing = COMMON.filter((reference) => {
    const at = reference.lastIndexOf(':');
    return REGISTRY.find(reference.slice(0, at), reference.slice(at + 1)) === null;
  });
  expect(missing).toEqual([]);
});

test('no tag names two images, and releases have layers of their own', () => {
  for (const name of [
    'alpine',
    'debian',
    'ubuntu',
    'nginx',
    'python',
    'node',
    'mysql',
    'postgres',
    'redis',
  ]) {
    const images = REGISTRY.repository(name);
    const tags = images.flatMap((image) => image.tags);
    expect([name, tags.length - new Set(tags).size]).toEqual([name, 0]);
    const layers = images.map((image) =>
      JSON.stringify(image.steps.map(({ createdBy, sizeBytes }) => [createdBy, sizeBytes])),
    );
    expect([name, layers.length - new Set(layers).size]).toEqual([name, 0]);
  }
});

test('configurations are those of the images', () => {
  const config = (name: string, tag: string) => REGISTRY.find(name, tag)?.config;
  expect(config('mysql', '8.4')?.volumes).toEqual(['/var/lib/mysql']);
  expect(config('mysql', '8.4')?.env).toContain('MYSQL_MAJOR=8.4');
  expect(config('postgres', '16')?.volumes).toEqual(['/var/lib/postgresql/data']);
  expect(config('postgres', '18')?.volumes).toEqual(['/var/lib/postgresql']);
  expect(config('redis', '7')?.exposedPorts).toEqual(['6379/tcp']);
  expect(config('nginx', '1.27')?.stopSignal).toBe('SIGQUIT');
  expect(config('httpd', '2.4')?.cmd).toEqual(['httpd-foreground']);
});
