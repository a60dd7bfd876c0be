/** docker events (docker/cli `system/events.go`; filters as moby `daemon/events/filter.go`). */
import { EngineError } from '../../engine/errors.ts';
import type { EngineEvent } from '../../engine/events.ts';
import { type GoStruct, goJson } from '../../engine/go-value.ts';
import { Inbox } from '../../engine/inbox.ts';
import { rfc3339NanoFixed } from '../../engine/timestamps.ts';
import { type Cli, CliError, type Verb } from '../cli.ts';
import { TemplateExecError } from '../template/ast.ts';
import { fillNodes } from '../template/execute.ts';
import { parseTemplate } from '../template/parser.ts';
import { parseWhen } from '../when.ts';

const KNOWN = [
  'config',
  'container',
  'daemon',
  'event',
  'image',
  'label',
  'network',
  'node',
  'plugin',
  'scope',
  'secret',
  'service',
  'type',
  'volume',
];

export const events: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['filter', 'format', 'since', 'until'],
  *run(cli, { flags }) {
    const now = cli.sys.realtimeMs();
    const since = timeOf(flags.text('since'), now);
    const until = timeOf(flags.text('until'), now);
    const filters = readFilters(flags.list('filter'));
    const write = writerOf(flags.text('format'));
    const coming = new Inbox<EngineEvent>(cli.sys);
    const { engine } = cli.daemon();
    const stop = engine.events.listen((event) => coming.push(event));
    try {
      const past = since === null ? [] : engine.events.recent.filter(({ stampMs }) => stampMs >= since);
      for (const event of past) {
        if ((until === null || event.stampMs <= until) && fits(event, filters)) yield* write(cli, event);
      }
      for (;;) {
        const left = until === null ? null : until - cli.sys.realtimeMs();
        if (left !== null && left <= 0) return 0;
        const event = left === null ? yield* coming.take() : yield* coming.takeWithin(left);
        if (event !== null && fits(event, filters)) yield* write(cli, event);
      }
    } finally {
      stop();
    }
  },
};

function timeOf(word: string | null, now: number): number | null {
  if (word === null || word === '') return null;
  const when = parseWhen(word, now);
  if (when === null) throw new CliError(`failed to parse value as time or duration: ${JSON.stringify(word)}`);
  return when;
}

type Filters = ReadonlyMap<string, readonly string[]>;

function readFilters(words: readonly string[]): Filters {
  const filters = new Map<string, string[]>();
  for (const word of words) {
    const at = word.indexOf('=');
    const name = word.slice(0, at).trim().toLowerCase();
    if (!KNOWN.includes(name)) throw new EngineError('invalid', `invalid filter '${name}'`);
    filters.set(name, [...(filters.get(name) ?? []), word.slice(at + 1).trim()]);
  }
  return filters;
}

function fits(event: EngineEvent, filters: Filters): boolean {
  return [...filters].every(([name, values]) => {
    if (name === 'label') return values.every((value) => hasLabel(event, value));
    return values.some((value) => matches(event, name, value));
  });
}

function hasLabel(event: EngineEvent, word: string): boolean {
  const at = word.indexOf('=');
  return at < 0 ? event.attributes.has(word) : event.attributes.get(word.slice(0, at)) === word.slice(at + 1);
}

function matches(event: EngineEvent, name: string, value: string): boolean {
  const named = event.id === value || event.attributes.get('name') === value;
  switch (name) {
    case 'type':
      return event.type === value;
    case 'event':
      return event.action === value || event.action.split(':')[0] === value;
    case 'scope':
      return value === 'local';
    case 'container':
      return event.type === 'container' && (named || event.id.startsWith(value));
    case 'image':
      return imageMatches(event, value);
    default:
      return event.type === name && (named || event.id.startsWith(value));
  }
}

function imageMatches(event: EngineEvent, value: string): boolean {
  const name = event.type === 'image' ? event.attributes.get('name') : event.attributes.get('image');
  const bare = (text: string): string => text.replace(/:[^/]*$/, '');
  if (event.type === 'image' && event.id === value) return true;
  return name !== undefined && (name === value || bare(name) === value);
}

type Writer = (cli: Cli, event: EngineEvent) => ReturnType<Cli['out']>;

function writerOf(format: string | null): Writer {
  if (format === null || format === '') return (cli, event) => cli.out(`${eventLine(event)}\n`);
  if (format === 'json') return (cli, event) => cli.out(`${goJson(eventFacts(event), true)}\n`);
  const nodes = parsed(format);
  const missing = (field: string): string => `can't evaluate field ${field} in type *events.Message`;
  return (cli, event) => cli.out(`${filled(nodes, event, missing)}\n`);
}

function filled(
  nodes: ReturnType<typeof parseTemplate>,
  event: EngineEvent,
  missing: (field: string) => string,
): string {
  try {
    return fillNodes(nodes, eventFacts(event), { missing });
  } catch (error) {
    if (!(error instanceof TemplateExecError)) throw error;
    throw new CliError(`Error parsing format: ${error.message}`, 64);
  }
}

function parsed(format: string): ReturnType<typeof parseTemplate> {
  try {
    return parseTemplate(format);
  } catch (error) {
    throw new CliError(`Error parsing format: ${error instanceof Error ? error.message : String(error)}`, 64);
  }
}

/** `2026-...Z container create ID (image=busybox, name=x)`. */
function eventLine(event: EngineEvent): string {
  const attributes = [...event.attributes]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ');
  const tail = attributes === '' ? '' : ` (${attributes})`;
  return `${rfc3339NanoFixed(event.stampMs)} ${event.type} ${event.action} ${event.id}${tail}`;
}

const eventFacts = (event: EngineEvent): GoStruct => ({
  ...(['container', 'image'].includes(event.type)
    ? {
        status: event.action,
        id: event.id,
        ...(event.type === 'container' ? { from: event.attributes.get('image') ?? '' } : {}),
      }
    : {}),
  Type: event.type,
  Action: event.action,
  Actor: { ID: event.id, Attributes: new Map([...event.attributes].sort(([a], [b]) => (a < b ? -1 : 1))) },
  scope: 'local',
  time: Math.floor(event.stampMs / 1000),
  timeNano: Math.floor(event.stampMs * 1e6),
});
