/** docker inspect, container inspect, image inspect. */
import type { Engine } from '../../engine/engine.ts';
import { EngineError } from '../../engine/errors.ts';
import { type GoStruct, goJson, goJsonIndented } from '../../engine/go-value.ts';
import { treeBytes } from '../../engine/host-files.ts';
import { imageBytes } from '../../engine/image-store.ts';
import { inspectContainer } from '../../engine/inspect-container.ts';
import { inspectImage } from '../../engine/inspect-image.ts';
import { inspectNetwork, inspectVolume } from '../../engine/inspect-other.ts';
import { upperDirectory } from '../../engine/paths.ts';
import type { Task } from '../../kernel/sys.ts';
import { type Cli, CliError, daemonWords, type Invocation, type Verb } from '../cli.ts';
import { TemplateExecError, TemplateParseError } from '../template/ast.ts';
import { fillInspected } from '../template/execute.ts';
import { parseTemplate } from '../template/parser.ts';

/** Looks one name up; null when there is no such thing, EngineError when the daemon has words for that. */
type Lookup = (engine: Engine, name: string, size: boolean) => GoStruct | null;

const containerLookup: Lookup = (engine, name, size) => {
  const container = engine.containers.find(name);
  if (container === null) return null;
  if (!size) return inspectContainer(container, null);
  const rwBytes = treeBytes(engine.sys, upperDirectory(container.layer));
  return inspectContainer(container, { rwBytes, rootBytes: rwBytes + imageBytes(container.image) });
};

const LOOKUPS: Readonly<Record<string, Lookup>> = {
  container: containerLookup,
  image: (engine, name) => {
    const image = engine.images.find(name);
    return image === null ? null : inspectImage(image);
  },
  network: (engine, name) => {
    const network = engine.networks.find(name);
    return network === null ? null : inspectNetwork(engine, network);
  },
  volume: (engine, name) => {
    const volume = engine.volumes.find(name);
    return volume === null ? null : inspectVolume(volume);
  },
};

const any: Lookup = (engine, name, size) => {
  for (const lookup of Object.values(LOOKUPS)) {
    const found = lookup(engine, name, size);
    if (found !== null) return found;
  }
  return null;
};

/** The daemon's own words for a thing of this type that is not there. */
const strictly =
  (type: string): Lookup =>
  (engine, name, size) => {
    const found = LOOKUPS[type]?.(engine, name, size) ?? null;
    if (found !== null) return found;
    if (type === 'container') engine.containers.get(name);
    if (type === 'image') engine.images.get(name);
    if (type === 'network') engine.networks.get(name);
    if (type === 'volume') engine.volumes.get(name);
    return null;
  };

const verb = (lookupOf: (call: Invocation) => Lookup, modelled: readonly string[]): Verb => ({
  args: { least: 1, most: null },
  modelled,
  run: (cli, call) => inspectAll(cli, call, lookupOf(call)),
});

export const inspect = verb(
  ({ flags }) => {
    const type = flags.text('type');
    if (type === null) return any;
    if (LOOKUPS[type] === undefined) {
      throw new CliError(
        `unknown type: "${type}": must be one of "config", "container", "image", "network", "node", "plugin", "secret", "service", "task", "volume"`,
      );
    }
    return strictly(type);
  },
  ['format', 'size', 'type'],
);
export const inspectContainers = verb(() => strictly('container'), ['format', 'size']);
export const inspectImages = verb(() => strictly('image'), ['format']);
export const inspectVolumes = verb(() => strictly('volume'), ['format']);
export const inspectNetworks = verb(() => strictly('network'), ['format']);

function* inspectAll(cli: Cli, { flags, args }: Invocation, lookup: Lookup): Task<number> {
  const format = flags.text('format');
  const write = format === null || format === '' || format === 'json' ? null : templateWriter(format);
  const found: GoStruct[] = [];
  const problems: string[] = [];
  for (const name of args) {
    try {
      const value = yield* cli.ask((engine) => lookup(engine, name, flags.on('size')));
      if (value === null) problems.push(`Error: No such object: ${name}`);
      else found.push(value);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      problems.push(daemonWords(error));
    }
  }
  if (write === null) yield* cli.out(`${format === 'json' ? goJson(found) : goJsonIndented(found)}\n`);
  else {
    const written = found.map(write);
    const text = written.map((one) => (one.error === null ? `${one.text}\n` : '')).join('');
    yield* cli.out(text === '' ? '\n' : text);
    problems.unshift(...written.flatMap(({ error }) => (error === null ? [] : [error])));
  }
  yield* cli.err(problems.map((line) => `${line}\n`).join(''));
  return problems.length === 0 ? 0 : 1;
}

type Written = { readonly text: string; readonly error: string | null };

/** What cannot be filled in is told after everything that can. */
function templateWriter(format: string): (value: GoStruct) => Written {
  const nodes = parsedFormat(format);
  return (value) => {
    try {
      return { text: fillInspected(nodes, value), error: null };
    } catch (error) {
      if (!(error instanceof TemplateExecError)) throw error;
      return { text: '', error: `template parsing error: ${error.message}` };
    }
  };
}

function parsedFormat(format: string): ReturnType<typeof parseTemplate> {
  try {
    return parseTemplate(format);
  } catch (error) {
    if (!(error instanceof TemplateParseError)) throw error;
    throw new CliError(`template parsing error: ${error.message}`, 64);
  }
}
