/** docker context ls, show, inspect, use: the one context there is (docker/cli `cli/context`). */
import { type GoStruct, goJsonIndented } from '../../engine/go-value.ts';
import { sha256Hex } from '../../engine/sha256.ts';
import type { Sys } from '../../kernel/sys.ts';
import type { Cli, Verb } from '../cli.ts';
import { CliError } from '../cli.ts';
import { clientBuild } from '../client-build.ts';
import { type Listing, present } from '../formatted.ts';
import { fillTemplate } from '../template/execute.ts';

const LISTING: Listing = {
  type: '*formatter.clientContextContext',
  heads: {
    Name: 'NAME',
    Description: 'DESCRIPTION',
    DockerEndpoint: 'DOCKER ENDPOINT',
    Error: 'ERROR',
    Current: 'CURRENT',
  },
  defaultTemplate: '{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}',
};
const TABLE: Listing = {
  ...LISTING,
  defaultTemplate: '{{.Name}}\t{{.Description}}\t{{.DockerEndpoint}}\t{{.Error}}',
};

/** Docker Desktop has two contexts, of which only the current one's engine is there. Throws CliError. */
function refuseDesktop(cli: Cli, verb: string): void {
  if (clientBuild(cli.sys).os === 'linux') return;
  throw new CliError(
    `docker context ${verb}: a real Docker command, but this simulator does not model it on a Mac. Modelled here: docker context show.`,
  );
}

type ContextRow = Readonly<Record<'Description' | 'DockerEndpoint' | 'Error' | 'Name', string>> & {
  readonly Current: boolean;
};

const starred = (row: ContextRow): ContextRow => (row.Current ? { ...row, Name: `${row.Name} *` } : row);

/** Docker Desktop's own context is the current one; the other leads to the socket where Linux has it. */
const desktopRows = (cli: Cli, row: ContextRow): readonly ContextRow[] => [
  { ...row, Current: false, DockerEndpoint: 'unix:///var/run/docker.sock' },
  {
    ...row,
    Description: 'Docker Desktop',
    DockerEndpoint: `unix://${cli.sys.env.get('HOME') ?? ''}/.docker/run/docker.sock`,
    Name: 'desktop-linux',
  },
];

export const contextLs: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['format', 'quiet'],
  *run(cli, { flags }) {
    const format = flags.text('format');
    const desktop = clientBuild(cli.sys).os === 'darwin';
    const row = {
      Current: true,
      Description: 'Current DOCKER_HOST based configuration',
      DockerEndpoint: cli.endpoint,
      Error: '',
      Name: 'default',
    };
    const rows = desktop ? desktopRows(cli, row) : [row];
    const table = format === null || format === 'table';
    if (flags.on('quiet')) yield* cli.out(rows.map(({ Name }) => `${Name}\n`).join(''));
    else yield* cli.out(present(TABLE, format, table ? rows.map(starred) : rows));
    return 0;
  },
};

export const contextShow: Verb = {
  args: { least: 0, most: 0 },
  modelled: [],
  *run(cli) {
    yield* cli.out(`${clientBuild(cli.sys).context}\n`);
    return 0;
  },
};

export const contextNotFound = (sys: Sys, name: string): string =>
  `context "${name}": context not found: open ${sys.env.get('HOME') ?? ''}/.docker/contexts/meta/${sha256Hex(name)}/meta.json: no such file or directory`;

const notFound = (cli: Cli, name: string): CliError => new CliError(contextNotFound(cli.sys, name));

export const contextInspect: Verb = {
  args: { least: 0, most: null },
  modelled: ['format'],
  *run(cli, { flags, args }) {
    refuseDesktop(cli, 'inspect');
    const names = args.length === 0 ? ['default'] : args;
    const known = names.filter((name) => name === 'default').map(() => facts(cli));
    const format = flags.text('format');
    const missing = (field: string): string => `map has no entry for key "${field}"`;
    if (format === null)
      yield* cli.out(`${goJsonIndented(known).replace(/</g, '\\u003c').replace(/>/g, '\\u003e')}\n`);
    else for (const one of known) yield* cli.out(`${fillTemplate(format, one, { missing })}\n`);
    const unknown = names.find((name) => name !== 'default');
    if (unknown !== undefined) throw notFound(cli, unknown);
    return 0;
  },
};

const facts = (cli: Cli): GoStruct => ({
  Name: 'default',
  Metadata: {},
  Endpoints: { docker: { Host: cli.endpoint, SkipTLSVerify: false } },
  TLSMaterial: {},
  Storage: { MetadataPath: '<IN MEMORY>', TLSPath: '<IN MEMORY>' },
});

export const contextUse: Verb = {
  args: { least: 1, most: 1 },
  modelled: [],
  *run(cli, { args: [name = ''] }) {
    refuseDesktop(cli, 'use');
    if (name !== 'default') throw notFound(cli, name);
    yield* cli.out('default\n');
    yield* cli.err('Current context is now "default"\n');
    return 0;
  },
};

export const contextRm: Verb = {
  args: { least: 1, most: null },
  modelled: ['force'],
  *run(cli, { flags, args }) {
    const problems = args
      .filter((name) => name === 'default' || !flags.on('force'))
      .map((name) =>
        name === 'default' ? 'context "default" cannot be removed' : contextNotFound(cli.sys, name),
      );
    if (problems.length > 0) throw new CliError(problems.join('\n'));
    return 0;
  },
};

export const contextCreate: Verb = {
  args: { least: 1, most: 1 },
  modelled: [],
  // biome-ignore lint/correctness/useYield: it only refuses.
  *run(_cli, { args: [name = ''] }) {
    if (name === 'default') throw new CliError('"default" is a reserved context name');
    throw new CliError(
      'docker context create: a real Docker command, but this simulator has one engine and so one context, default.',
    );
  },
};
