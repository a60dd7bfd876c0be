/** docker version. */
import { goArchitecture } from '../../engine/architecture.ts';
import type { Engine } from '../../engine/engine.ts';
import { DEBIAN_BUILD, type EngineBuild } from '../../engine/engine-build.ts';
import { type GoStruct, goJson, NIL_POINTER, OMITTED } from '../../engine/go-value.ts';
import { connectDocker } from '../../engine/service.ts';
import type { Sys } from '../../kernel/sys.ts';
import { type Cli, CliError, FormatFailure, type Verb } from '../cli.ts';
import { clientBuild } from '../client-build.ts';
import { TemplateExecError, TemplateParseError } from '../template/ast.ts';
import { fillTemplate } from '../template/execute.ts';

const clientFacts = (sys: Sys): GoStruct => {
  const build = clientBuild(sys);
  return {
    [OMITTED]: { Platform: NIL_POINTER },
    Version: build.version,
    ApiVersion: '1.51',
    DefaultAPIVersion: '1.51',
    GitCommit: build.commit,
    GoVersion: build.goVersion,
    Os: build.os,
    Arch: goArchitecture(sys.uname().machine),
    BuildTime: build.built,
    Context: build.context,
  };
};

const clientText = (client: GoStruct): string => `Client:
 Version:           ${client.Version}
 API version:       1.51
 Go version:        ${client.GoVersion}
 Git commit:        ${client.GitCommit}
 Built:             ${client.BuildTime}
 OS/Arch:           ${client.Os}/${client.Arch}
 Context:           ${client.Context}
`;

const serverText = ({ build, arch }: Server): string => `
Server:${build.platform === '' ? '' : ` ${build.platform}`}
 Engine:
  Version:          ${build.version}
  API version:      1.51 (minimum version 1.24)
  Go version:       ${build.goVersion}
  Git commit:       ${build.commit}
  Built:            ${build.built}
  OS/Arch:          linux/${arch}
  Experimental:     false
 containerd:
  Version:          ${build.containerd.version}
  GitCommit:        ${build.containerd.commit}
 runc:
  Version:          ${build.runc.version}
  GitCommit:        ${build.runc.commit}
 docker-init:
  Version:          0.19.0
  GitCommit:        ${build.initCommit}
`;

interface Server {
  readonly build: EngineBuild;
  readonly arch: string;
  readonly release: string;
}

function serverOf({ host, sys }: Engine): Server {
  const { machine, release } = sys.uname();
  return { build: host.build ?? DEBIAN_BUILD, arch: goArchitecture(machine), release };
}

function serverFacts({ build, arch, release }: Server): GoStruct {
  const commit = (value: string): Map<string, string> => new Map([['GitCommit', value]]);
  return {
    Platform: { Name: build.platform },
    Components: [
      {
        Name: 'Engine',
        Version: build.version,
        Details: new Map([
          ['ApiVersion', '1.51'],
          ['Arch', arch],
          ['BuildTime', build.built],
          ['Experimental', 'false'],
          ['GitCommit', build.commit],
          ['GoVersion', build.goVersion],
          ['KernelVersion', release],
          ['MinAPIVersion', '1.24'],
          ['Os', 'linux'],
        ]),
      },
      { Name: 'containerd', Version: build.containerd.version, Details: commit(build.containerd.commit) },
      { Name: 'runc', Version: build.runc.version, Details: commit(build.runc.commit) },
      { Name: 'docker-init', Version: '0.19.0', Details: commit(build.initCommit) },
    ],
    Version: build.version,
    ApiVersion: '1.51',
    MinAPIVersion: '1.24',
    GitCommit: build.commit,
    GoVersion: build.goVersion,
    Os: 'linux',
    Arch: arch,
    KernelVersion: release,
    BuildTime: build.builtIso,
  };
}

export const version: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['format'],
  *run(cli: Cli, { flags }) {
    const service = connectDocker(cli.sys, cli.endpoint.replace(/^unix:\/\//, ''));
    const format = flags.text('format');
    const client = clientFacts(cli.sys);
    const server = service === null ? null : serverOf(service.engine);
    if (format !== null && server !== null) {
      const facts = { Client: client, Server: serverFacts(server) };
      return yield* cli.formatted(() => (format === 'json' ? goJson(facts, true) : filled(format, facts)));
    }
    yield* cli.out(clientText(client) + (server === null ? '' : serverText(server)));
    cli.daemon();
    return 0;
  },
};

/** Go's type of what has the field, by the fields before it. */
const TYPES: Readonly<Record<string, string>> = {
  '': 'system.versionInfo',
  Client: 'system.clientVersion',
  Server: '*types.Version',
  'Server.Platform': 'struct { Name string }',
};

function filled(format: string, facts: GoStruct): string {
  const named = (error: Error): string =>
    error.message.replace('template: :', 'template: version:').replace('executing ""', 'executing "version"');
  try {
    return fillTemplate(format, facts, {
      missing: (field, owner) =>
        `can't evaluate field ${field} in type ${TYPES[owner.join('.')] ?? 'string'}`,
    });
  } catch (error) {
    if (error instanceof TemplateParseError)
      throw new CliError(`template parsing error: ${named(error)}`, 64);
    if (error instanceof TemplateExecError) throw new FormatFailure(named(error));
    throw error;
  }
}
