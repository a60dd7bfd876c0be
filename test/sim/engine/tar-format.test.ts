import { expect, test } from 'vitest';
import {
  padding,
  readTar,
  TAR_END,
  type TarEntry,
  TarError,
  tarHeader,
} from '../../../src/sim/engine/tar/tar-format.ts';

const entry = (change: Partial<TarEntry>): TarEntry => ({
  name: 'a',
  kind: 'file',
  mode: 0o644,
  uid: 1000,
  gid: 5,
  sizeBytes: 0,
  mtimeMs: 1795197840000,
  target: '',
  rdev: { major: 0, minor: 0 },
  ...change,
});

function archive(...members: readonly { entry: TarEntry; data: string }[]): Uint8Array {
  const parts = members.flatMap(({ entry: one, data }) => [
    tarHeader(one),
    new TextEncoder().encode(data),
    new Uint8Array(padding(data.length)),
  ]);
  return Uint8Array.from([...parts, TAR_END].flatMap((part) => [...part]));
}

test('what is written is read back: files, directories, links, devices, long names', () => {
  const long = `${'directory/'.repeat(20)}file`;
  const entries = [
    entry({ name: 'd', kind: 'directory', mode: 0o1777 }),
    entry({ name: 'd/text', sizeBytes: 3 }),
    entry({ name: 'soft', kind: 'symlink', target: long }),
    entry({ name: 'hard', kind: 'hardlink', target: 'd/text' }),
    entry({ name: 'null', kind: 'char-device', rdev: { major: 1, minor: 3 } }),
    entry({ name: long }),
  ];
  const members = readTar(
    archive(...entries.map((one) => ({ entry: one, data: one.name === 'd/text' ? 'hi\n' : '' }))),
  );
  expect(members.map((member) => member.entry)).toEqual(entries);
  expect(new TextDecoder().decode(members[1]?.data)).toBe('hi\n');
});

test('what is no archive says so in the words of archive/tar', () => {
  expect(() => readTar(new TextEncoder().encode('not a tar\n'))).toThrow(new TarError('unexpected EOF'));
  expect(() => readTar(new TextEncoder().encode('x'.repeat(512)))).toThrow(
    new TarError('archive/tar: invalid tar header'),
  );
});
