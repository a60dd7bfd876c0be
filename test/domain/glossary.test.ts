import { expect, it } from 'vitest';
import { findTerm, termsUsedIn } from '../../src/domain/glossary.ts';

const term = (name: string, ...spellings: readonly string[]) => ({ term: name, spellings, text: 't' });
const glossary = [
  term('cgroup', 'control group'),
  term('copy-on-write', 'COW'),
  term('image'),
  term('PID 1'),
  term('process', 'processes'),
  term('volume'),
];

it.each([
  ['An **image** has layers.', ['image']],
  ['Images, volumes: and `cgroups`.', ['cgroup', 'image', 'volume']],
  ['Copy on write is COW.', ['copy-on-write']],
  ['Its PID 1 is one of its processes.', ['PID 1', 'process']],
  ['Imagine a voluminous pid 10.', []],
  ['', []],
])('%j uses %j', (text, names) => {
  expect(termsUsedIn(text, glossary).map((found) => found.term)).toEqual(names);
});

it.each([
  ['image', 'image'],
  ['IMAGES', 'image'],
  ['pid-1', 'PID 1'],
  ['Control Groups', 'cgroup'],
  ['processes', 'process'],
  ['imag', undefined],
])('%j is %j', (name, expected) => {
  expect(findTerm(name, glossary)?.term).toBe(expected);
});
