/** Models base64(1) of coreutils and busybox. Left out: -i. */
import { type Program, STDOUT } from '../../kernel/sys.ts';
import { readFile } from '../lib/io.ts';
import { type Context, Failure, words } from '../lib/program.ts';
import { quotedReason } from '../lib/quote-name.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function encoded(data: Uint8Array): string {
  let text = '';
  for (let at = 0; at < data.length; at += 3) {
    const group = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    const left = data.length - at;
    for (let index = 0; index < 4; index++)
      text += index > left ? '=' : (LETTERS[(group >> (18 - 6 * index)) & 63] ?? '');
  }
  return text;
}

/** The bytes up to the first that is no base64, and whether there was one. */
function decoded(text: string): { readonly data: Uint8Array; readonly bad: boolean } {
  const clean = text.replace(/\s/g, '');
  const good = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(clean)?.[0] ?? '';
  const bytes: number[] = [];
  for (let at = 0; at < good.length; at += 4) {
    const letters = good.slice(at, at + 4).replace(/=/g, '');
    const group = [...letters.padEnd(4, 'A')].reduce(
      (sum, letter) => (sum << 6) | LETTERS.indexOf(letter),
      0,
    );
    bytes.push(...[(group >> 16) & 255, (group >> 8) & 255, group & 255].slice(0, letters.length - 1));
  }
  return { data: Uint8Array.from(bytes), bad: good.length < clean.length };
}

export const base64 = (gnu: boolean) => (context: Context) => run(context, gnu);

function* run(context: Context, gnu: boolean): Program {
  const path = context.operands[0] ?? '-';
  let data: Uint8Array;
  try {
    data = yield* readFile(context.sys, path);
  } catch (error) {
    throw new Failure(gnu ? quotedReason(path, words(error)) : `can't open '${path}': ${words(error)}`);
  }
  if (context.has('d')) {
    const result = decoded(new TextDecoder().decode(data));
    yield* context.sys.write(STDOUT, result.data);
    if (result.bad && gnu) throw new Failure('invalid input');
    return 0;
  }
  const width = Number(context.value('w') ?? '76');
  const text = encoded(data);
  const lines = width === 0 ? [text] : (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []);
  yield* context.out(width === 0 ? text : lines.map((line) => `${line}\n`).join(''));
  return 0;
}
