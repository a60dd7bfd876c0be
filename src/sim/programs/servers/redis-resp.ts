/** RESP2, Redis's wire format: what clients send, and how redis-cli shows what comes back. */

/** Whole commands at the beginning of a text, and what is left of it. Lines as typed into nc are commands too. */
export function commandsIn(text: string): {
  readonly commands: readonly (readonly string[])[];
  readonly rest: string;
} {
  const commands: (readonly string[])[] = [];
  let rest = text;
  for (;;) {
    const read = rest.startsWith('*') ? arrayAt(rest) : lineAt(rest);
    if (read === null) return { commands, rest };
    if (read.words.length > 0) commands.push(read.words);
    rest = read.rest;
  }
}

function lineAt(text: string): { words: readonly string[]; rest: string } | null {
  const end = text.indexOf('\n');
  return end < 0
    ? null
    : {
        words: text
          .slice(0, end)
          .trim()
          .split(/\s+/)
          .filter((word) => word !== ''),
        rest: text.slice(end + 1),
      };
}

function arrayAt(text: string): { words: readonly string[]; rest: string } | null {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (head === null) return null;
  let at = head[0].length;
  const words: string[] = [];
  for (let left = Number(head[1]); left > 0; left -= 1) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (size === null) return null;
    const from = at + size[0].length;
    const word = new TextDecoder().decode(
      new TextEncoder().encode(text.slice(from)).subarray(0, Number(size[1])),
    );
    at = from + word.length + 2;
    if (text.length < at) return null;
    words.push(word);
  }
  return { words, rest: text.slice(at) };
}

export type Reply =
  | { readonly kind: 'status' | 'error' | 'bulk'; readonly text: string }
  | { readonly kind: 'integer'; readonly text: string }
  | { readonly kind: 'nil' }
  | { readonly kind: 'array'; readonly items: readonly Reply[] };

/** The first reply of a text; null while it is not whole. */
export function replyIn(text: string): { readonly reply: Reply; readonly rest: string } | null {
  const end = text.indexOf('\r\n');
  if (end < 0) return null;
  const line = text.slice(1, end);
  const rest = text.slice(end + 2);
  switch (text[0]) {
    case '+':
      return { reply: { kind: 'status', text: line }, rest };
    case '-':
      return { reply: { kind: 'error', text: line }, rest };
    case ':':
      return { reply: { kind: 'integer', text: line }, rest };
    case '$':
      return bulkIn(Number(line), rest);
    default:
      return arrayIn(Number(line), rest);
  }
}

function bulkIn(length: number, rest: string): ReturnType<typeof replyIn> {
  if (length < 0) return { reply: { kind: 'nil' }, rest };
  const word = new TextDecoder().decode(new TextEncoder().encode(rest).subarray(0, length));
  return rest.length < word.length + 2
    ? null
    : { reply: { kind: 'bulk', text: word }, rest: rest.slice(word.length + 2) };
}

function arrayIn(count: number, text: string): ReturnType<typeof replyIn> {
  const items: Reply[] = [];
  let rest = text;
  for (let left = count; left > 0; left -= 1) {
    const one = replyIn(rest);
    if (one === null) return null;
    items.push(one.reply);
    rest = one.rest;
  }
  return { reply: { kind: 'array', items }, rest };
}

/** At a terminal: types are shown. */
export function shownReply(reply: Reply, indent = ''): string {
  switch (reply.kind) {
    case 'status':
      return `${reply.text}\n`;
    case 'error':
      return `(error) ${reply.text}\n`;
    case 'integer':
      return `(integer) ${reply.text}\n`;
    case 'nil':
      return '(nil)\n';
    case 'bulk':
      return `${JSON.stringify(reply.text)}\n`;
    case 'array': {
      if (reply.items.length === 0) return '(empty array)\n';
      const width = String(reply.items.length).length;
      return reply.items
        .map(
          (one, at) =>
            `${at === 0 ? '' : indent}${String(at + 1).padStart(width)}) ${shownReply(one, `${indent}${' '.repeat(width + 2)}`)}`,
        )
        .join('');
    }
  }
}

/** In a pipe: the bare text; an error has an empty line after it, as nothing has. */
export function rawReply(reply: Reply): string {
  switch (reply.kind) {
    case 'nil':
      return '\n';
    case 'error':
      return `${reply.text}\n\n`;
    case 'array':
      return reply.items.length === 0 ? '\n' : reply.items.map(rawReply).join('');
    default:
      return `${reply.text}\n`;
  }
}
