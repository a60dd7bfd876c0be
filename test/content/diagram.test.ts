import { describe, expect, it } from 'vitest';
import { lesson, problems } from './lesson-source.ts';

const ALT = 'alt="Two boxes side by side: a container and a virtual machine."';
const fence = (info: string, ...rows: readonly string[]): string =>
  `## One\n\`\`\`diagram ${info}\n${rows.join('\n')}\n\`\`\`\n`;

describe('a diagram', () => {
  it('is prose, with its description', () => {
    const body = fence(ALT, '┌──┐ ╔══╗', '│a │→║ b║', '└──┘ ╚══╝');
    expect(lesson(body).pages).toEqual([
      { id: 'one', heading: 'One', prose: body.split('\n').slice(1, -1).join('\n'), activity: null },
    ]);
  });

  it.each([
    ['', ['┌┐'], ['2: diagram: alt is missing; say in a sentence what the picture shows, alt="…"']],
    ['alt=""', ['┌┐'], ['2: diagram: alt is missing; say in a sentence what the picture shows, alt="…"']],
    ['alt="Layers"', ['┌┐'], ['2: diagram: alt is too short to say what the picture shows: "Layers"']],
    [`${ALT} id=x`, ['┌┐'], ['2: diagram: expected alt="…" and nothing else, found "id"']],
    [ALT, [''], ['3: diagram: expected a picture, found none']],
    [ALT, ['a', '⇒'], ['4: diagram: "⇒" has no twin in ASCII; FORMAT.md lists what may be used']],
    [ALT, ['a', '\tb'], ['4: diagram: "\ufffd" has no twin in ASCII; FORMAT.md lists what may be used']],
    [ALT, ['ß'], ['3: diagram: "ß" has no twin in ASCII; FORMAT.md lists what may be used']],
    [ALT, ['─'.repeat(75)], ['3: diagram: expected at most 74 columns, found 75']],
    [ALT, Array(17).fill('│'), ['19: diagram: expected at most 16 rows, found 17']],
    [ALT, [...Array(15).fill('─'.repeat(74)), 'x'], []],
  ])('%s %j', (info, rows, expected) => {
    expect(problems(fence(info, ...rows))).toEqual(expected);
  });
});
