/** What the programs of this folder take from the others' library. */
export { Lines, readText } from '../lib/io.ts';
export { words } from '../lib/program.ts';
