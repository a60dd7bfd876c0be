/** docker version. */
import { goArchitecture } from '../../engine/architecture.ts';
import { type GoStruct, goJson, NIL_POINTER, OMITTED } from '../../engine/go-value.ts';
import { connectDocker } from '../../engine/service.ts';
import { type Cli, CliError, FormatFailure, type Verb } from '../cli.ts';
import { TemplateExecError, TemplateParseError } from '../template/ast.ts';
import { fillTemplate } from '../template/execute.ts';

const clientFacts = (arch: string): GoStruct => ({
  [OMITTED]: { Platform: NIL_POINTER },
  Version: '28.5.2+dfsg4',
  ApiVersion: '1.51',
  DefaultAPIVersion: '1.51',
  GitCommit: '9cc6dea35e9a963f281434761c656fba4ac43aed',
  GoVersion: 'go1.27.1',
  Os: 'linux',
  Arch: arch,
  BuildTime: 'Tue Sep 15 11:02:57 2026',
  Context: 'default',
});
const SERVER_COMMIT = '3ef3c07c883be49a2e8097bcf6d2952fce1d70eb';

const clientText = (arch: string): string => `Client:
 Version:           28.5.2+dfsg4
 API version:       1.51
 Go version:        go1.27.1
 Git commit:        9cc6dea35e9a963f281434761c656fba4ac43aed
 Built:             Tue Sep 15 11:02:57 2026
 OS/Arch:           linux/${arch}
 Context:           default
`;
const serverText = (arch: string): string => `
Server:
 Engine:
  Version:          28.5.2+dfsg4
  API version:      1.51 (minimum version 1.24)
  Go version:       go1.27.1
  Git commit:       ${SERVER_COMMIT}
  Built:            Tue Sep 15 11:02:57 2026
  OS/Arch:          linux/${arch}
  Experimental:     false
 containerd:
  Version:          2.1.9+unknown
  GitCommit:        
 runc:
  Version:          1.3.6+ds1
  GitCommit:        1.3.6+ds1-1
 docker-init:
  Version:          0.19.0
  GitCommit:        
`;

function serverFacts(kernelVersion: string, arch: string): GoStruct {
  return {
    Platform: { Name: '' },
    Components: [
      {
        Name: 'Engine',
        Version: '28.5.2+dfsg4',
        Details: new Map([
          ['ApiVersion', '1.51'],
          ['Arch', arch],
          ['BuildTime', 'Tue Sep 15 11:02:57 2026'],
          ['Experimental', 'false'],
          ['GitCommit', SERVER_COMMIT],
          ['GoVersion', 'go1.27.1'],
          ['KernelVersion', kernelVersion],
          ['MinAPIVersion', '1.24'],
          ['Os', 'linux'],
        ]),
      },
      { Name: 'containerd', Version: '2.1.9+unknown', Details: new Map([['GitCommit', '']]) },
      { Name: 'runc', Version: '1.3.6+ds1', Details: new Map([['GitCommit', '1.3.6+ds1-1']]) },
      { Name: 'docker-init', Version: '0.19.0', Details: new Map([['GitCommit', '']]) },
    ],
    Version: '28.5.2+dfsg4',
    ApiVersion: '1.51',
    MinAPIVersion: '1.24',
    GitCommit: SERVER_COMMIT,
    GoVersion: 'go1.27.1',
    Os: 'linux',
    Arch: arch,
    KernelVersion: kernelVersion,
    BuildTime: '2026-09-15T11:02:57.000000000+00:00',
  };
}

export const version: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['format'],
  *run(cli: Cli, { flags }) {
    const service = connectDocker(cli.sys, cli.endpoint.replace(/^unix:\/\//, ''));
    const format = flags.text('format');
    const { release, machine } = cli.sys.uname();
    const arch = goArchitecture(machine);
    if (format !== null && service !== null) {
      const facts = { Client: clientFacts(arch), Server: serverFacts(release, arch) };
      return yield* cli.formatted(() => (format === 'json' ? goJson(facts, true) : filled(format, facts)));
    }
    yield* cli.out(clientText(arch) + (service === null ? '' : serverText(arch)));
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
