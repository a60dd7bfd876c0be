/**
 * XML as libvirt reads and writes it (libxml2's xmlReadMemory, virBufferAsprintf): elements, attributes, text.
 * Invariant: what was written reads back as the same tree. Left out: namespaces, DTDs, CDATA, mixed content.
 */
import { LibvirtError } from './libvirt-error.ts';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** Of an element without children. */
  readonly text: string;
}

export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  content: readonly Element[] | string = [],
): Element => ({
  name,
  attributes,
  children: typeof content === 'string' ? [] : content,
  text: typeof content === 'string' ? content : '',
});

export const child = (parent: Element, name: string): Element | null =>
  parent.children.find((one) => one.name === name) ?? null;
export const textOf = (parent: Element, name: string): string | null => child(parent, name)?.text ?? null;

export const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll("'", '&apos;')
    .replaceAll('"', '&quot;');

const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

/** Lists that libvirt writes with both tags even when they are empty. */
const KEPT_OPEN = new Set(['devices']);

/** Lines of two spaces a level, attributes in single quotes, as `virsh dumpxml` shows them. */
export function formatXml(node: Element, indent = ''): string {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}='${escapeXml(value)}'`)
    .join('');
  const open = `${indent}<${node.name}${attributes}`;
  if (node.children.length > 0 || KEPT_OPEN.has(node.name)) {
    const inner = node.children.map((one) => formatXml(one, `${indent}  `)).join('');
    return `${open}>\n${inner}${indent}</${node.name}>\n`;
  }
  return node.text === '' ? `${open}/>\n` : `${open}>${escapeXml(node.text)}</${node.name}>\n`;
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
  readonly children: Element[];
  text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+|</g;

/** Throws LibvirtError in libxml2's words; `label` is what the document is called in them. */
export function parseXml(text: string, label: string): Element {
  const stack: Open[] = [];
  let root: Element | null = null;
  const close = (open: Open): void => {
    const { name, attributes, children } = open;
    const done = {
      name,
      attributes,
      children,
      text: children.length > 0 ? '' : unescapeXml(open.text.trim()),
    };
    const parent = stack.at(-1);
    if (parent === undefined) root = done;
    else parent.children.push(done);
  };
  if (!text.trimStart().startsWith('<')) throw complaint(text, label, 0, "Start tag expected, '<' not found");
  for (const match of text.matchAll(TOKEN)) {
    const [token, closing, opening, attributes, empty] = match;
    if (closing !== undefined) endTag(closing, match.index, stack, { text, label }, close);
    else if (opening !== undefined) {
      const open = begin(opening, attributes ?? '', lineAt(text, match.index));
      if (empty === '/') close(open);
      else stack.push(open);
    } else if (!token.startsWith('<')) {
      const top = stack.at(-1);
      if (top !== undefined) top.text += token;
    }
  }
  const left = stack.at(-1);
  if (left !== undefined) {
    const line = lineAt(text, text.length);
    throw new LibvirtError(
      `(${label}):${line}: Premature end of data in tag ${left.name} line ${left.line}\n(null)\n^`,
    );
  }
  if (root === null) throw complaint(text, label, 0, 'Document is empty');
  return root;
}

function endTag(
  name: string,
  at: number,
  stack: Open[],
  source: { readonly text: string; readonly label: string },
  close: (open: Open) => void,
): void {
  const open = stack.pop();
  if (open === undefined || open.name !== name) {
    const end = at + name.length + 3;
    const words = `Opening and ending tag mismatch: ${open?.name ?? name} line ${open?.line ?? 0} and ${name}`;
    throw complaint(source.text, source.label, end, words);
  }
  close(open);
}

function begin(name: string, attributes: string, line: number): Open {
  const pairs = [...attributes.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  const read = pairs.map(([, key, double, single]) => [key ?? '', unescapeXml(double ?? single ?? '')]);
  return { name, attributes: Object.fromEntries(read), line, children: [], text: '' };
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function complaint(text: string, label: string, offset: number, words: string): LibvirtError {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start).split('\n')[0] ?? '';
  const pointer = `${'-'.repeat(Math.max(0, offset - start))}^`;
  return new LibvirtError(`(${label}):${lineAt(text, offset)}: ${words}\n${line}\n${pointer}`);
}
