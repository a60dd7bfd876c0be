import { expect, test } from 'vitest';
import { TerminalTail } from '../../../src/app/output/terminal-tail.ts';

function tail(text: string, most = 10): readonly string[] {
  const kept = new TerminalTail();
  kept.write(text);
  return kept.lines(most);
}

test('lines as they stood in the end, the last of them', () => {
  expect(tail('/ # hostname\r\nabc\r\n/ # exit\r\n')).toEqual(['/ # hostname', 'abc', '/ # exit']);
  expect(tail('1\r\n2\r\n3\r\n', 2)).toEqual(['2', '3']);
});

test('what was rubbed out, overwritten or cleared is not there', () => {
  expect(tail('/ # lx\b\u001b[Js\r\nbin\r\n')).toEqual(['/ # ls', 'bin']);
  expect(tail('/ # abcdef\u001b[4D\u001b[Jxy\r\n')).toEqual(['/ # abxy']);
  expect(tail('10 %\r100 %\r\n')).toEqual(['100 %']);
  expect(tail('old\r\n\u001b[H\u001b[J/ # new\r\n')).toEqual(['/ # new']);
});

test('a tab goes to the next of the stops, eight apart', () => {
  expect(tail('CapEff:\t00\r\n12345678\tx\r\nabc\r\tx\r\n')).toEqual([
    'CapEff: 00',
    '12345678        x',
    'abc     x',
  ]);
});

test('colours and titles leave no trace', () => {
  expect(tail('\u001b[1;34mbin\u001b[m\u0007\u001b(B\r\n')).toEqual(['bin']);
});
