import { createReadStream, writeSync } from 'node:fs';
import { importLog } from '../../src/store/import-log.ts';

/** An import of its own process for faults.test.ts: says `begun`, and how it ended. */
const [dir = '', file = ''] = process.argv.slice(2);
writeSync(1, 'begun\n');
const imported = await importLog(dir, createReadStream(file, { highWaterMark: 4096 }));
writeSync(1, `${imported.kind}\n`);
