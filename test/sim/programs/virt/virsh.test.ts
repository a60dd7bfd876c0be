import { describe, expect, it, test } from 'vitest';
import { commandSpec } from '../../../../src/sim/programs/virt/virsh/help.ts';
import { splitCommands } from '../../../../src/sim/programs/virt/virsh/lexer.ts';
import { parseCommand } from '../../../../src/sim/programs/virt/virsh/parse.ts';
import { table, tree } from '../../../../src/sim/programs/virt/virsh/table.ts';

describe('command strings', () => {
  test.each([
    ['list; start "a b"', [['list'], ['start', 'a b']]],
    ["echo a\\ b 'c d'e", [['echo', 'a b', 'c de']]],
    ['list # all of them\nuri', [['list'], ['uri']]],
    [';;', []],
  ])('%j', (text, commands) => {
    expect(splitCommands(text)).toEqual(commands);
  });

  it('wants a closing quote', () => {
    expect(() => splitCommands('start "x')).toThrow('missing "');
  });
});

describe('options', () => {
  test.each([
    ['list extra', "unexpected data 'extra'"],
    ['list --nosuch', "command 'list' doesn't support option --nosuch"],
    ['list --all=x', "invalid '=' after option --all"],
    ['list --all --all', 'option --all already seen'],
    ['setmem', "command 'setmem' requires <domain> option\nerror: command 'setmem' requires --size option"],
    ['setmem x --size', 'expected syntax: --size <number>'],
    ['nosuch', "unknown command: 'nosuch'"],
  ])('%s', (line, words) => {
    expect(() => parseCommand(line.split(' '))).toThrow(words);
  });

  it('may stand by position or by name', () => {
    const command = parseCommand(['snapshot-create-as', '--domain', 'web', 's1', 'a text', '--halt']);
    expect([
      command.text('domain'),
      command.text('name'),
      command.text('description'),
      command.has('halt'),
    ]).toEqual(['web', 's1', 'a text', true]);
  });

  it('come from the help text', () => {
    expect(
      commandSpec('setvcpus')?.options.map(({ name, kind, required }) => [name, kind, required]),
    ).toEqual([
      ['domain', 'string', true],
      ['count', 'number', true],
      ['maximum', 'bool', false],
      ['config', 'bool', false],
      ['live', 'bool', false],
      ['current', 'bool', false],
      ['guest', 'bool', false],
      ['hotpluggable', 'bool', false],
    ]);
  });
});

test('a table is as wide as its widest cells', () => {
  expect(table(['Id', 'Name'], [['1', 'longer']], false)).toBe(' Id   Name\n--------------\n 1    longer\n');
  expect(table(['Id', 'Name'], [['1', 'x']], true)).toBe(' 1   x\n');
});

test('a tree shows who came from whom', () => {
  const nodes = [
    { name: 'a', parent: null },
    { name: 'b', parent: 'a' },
    { name: 'c', parent: 'a' },
    { name: 'd', parent: 'b' },
  ];
  expect(tree(nodes)).toBe('a\n  |\n  +- b\n  |   |\n  |   +- d\n  |     \n  +- c\n    \n');
});
