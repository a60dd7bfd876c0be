import { helpRows } from './hints.ts';
import type { Mode } from './mode.ts';

const places: readonly (readonly [title: string, mode: Mode])[] = [
  ['Course map', 'map'],
  ['Reading a page', 'reading-run'],
  ['A command', 'ran'],
  ['The prompt of a task', 'prompt'],
  ['A question', 'choosing'],
  ['A question with several right answers', 'marking'],
  ['Putting in order', 'ordering'],
  ['Matching', 'matching'],
  ['After an answer', 'predicted'],
  ['A question of a quiz', 'quiz-choosing'],
  ['After an answer in a quiz', 'quiz-answered'],
];

/** The keys as markdown, for the README; made from the keymap so that it cannot lag behind. */
export function keyTable(): string {
  const sections = places.map(([title, mode]) => {
    const rows = helpRows(mode).map(({ keys, help }) => `| \`${keys}\` | ${help} |`);
    return [`### ${title}`, '', '| Key | What it does |', '|---|---|', ...rows].join('\n');
  });
  return `${sections.join('\n\n')}\n`;
}
