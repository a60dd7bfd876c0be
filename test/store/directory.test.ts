import { homedir } from 'node:os';
import envPaths from 'env-paths';
import { expect, it } from 'vitest';
import { directoryFacts, progressDirectory } from '../../src/store/directory.ts';

const linux = { platform: 'linux', env: {}, home: '/home/ada' } as const;

it('is where conf would put it on this computer', () => {
  const { VMVSCONTAINER_HOME: _, ...env } = process.env;
  expect(progressDirectory({ ...directoryFacts(), env })).toBe(envPaths('vmvscontainer').config);
  expect(directoryFacts().home).toBe(homedir());
});

it('is VMVSCONTAINER_HOME where that is set', () => {
  expect(progressDirectory({ ...linux, env: { VMVSCONTAINER_HOME: '/srv/me' } })).toBe('/srv/me');
});

it('follows each system', () => {
  expect(progressDirectory(linux)).toBe('/home/ada/.config/vmvscontainer-nodejs');
  expect(progressDirectory({ ...linux, env: { XDG_CONFIG_HOME: '/cfg' } })).toBe('/cfg/vmvscontainer-nodejs');
  expect(progressDirectory({ ...linux, platform: 'darwin' })).toBe(
    '/home/ada/Library/Preferences/vmvscontainer-nodejs',
  );
  expect(progressDirectory({ platform: 'win32', env: { APPDATA: 'C:\\A' }, home: null })).toBe(
    'C:\\A\\vmvscontainer-nodejs\\Config',
  );
});

it('is nowhere for an account without a home', () => {
  expect(progressDirectory({ ...linux, home: null })).toBeNull();
});
