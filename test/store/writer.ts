import { writeSync } from 'node:fs';
import { itemId, lessonId } from '../../src/domain/ids.ts';
import { openStore } from '../../src/store/open-store.ts';

/**
 * A session of its own for faults.test.ts: appends `count` answers of `size` characters to the log in `dir`
 * and prints its notice, and for each answer, once it has been told, how the append ended: `saved ID` or
 * `refused because`.
 */
const [dir = '', count = '0', size = '0'] = process.argv.slice(2);
const { progress } = await openStore({ dir, clock: { now: () => Date.now() }, random: Math.random });
if (progress.notice !== null) writeSync(1, `notice ${progress.notice}\n`);
for (let index = 0; index < Number(count); index++) {
  const { written } = progress.append({
    kind: 'question-answered',
    lesson: lessonId('pid1'),
    item: itemId('q1'),
    hash: 'h1',
    answer: 'x'.repeat(Number(size)),
    verdict: 'right',
  });
  const saved = await written;
  writeSync(1, saved.saved ? `saved ${saved.event.id}\n` : `refused ${saved.because}\n`);
}
