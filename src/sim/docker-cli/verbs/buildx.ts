/** docker buildx version and ls: the plugin, and the one builder that is the daemon's own (docker/buildx `commands`). */
import type { GoStruct } from '../../engine/go-value.ts';
import type { Verb } from '../cli.ts';
import { present } from '../formatted.ts';

const VERSION = 'github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4\n';
const PLATFORMS = 'linux/amd64, linux/amd64/v2, linux/amd64/v3, linux/amd64/v4, linux/386';

export const buildxVersion: Verb = {
  args: { least: 0, most: 0 },
  modelled: [],
  *run(cli) {
    yield* cli.out(VERSION);
    return 0;
  },
};

const LISTING = {
  type: '*commands.lsContext',
  heads: {
    Name: 'NAME/NODE',
    DriverEndpoint: 'DRIVER/ENDPOINT',
    Status: 'STATUS',
    Buildkit: 'BUILDKIT',
    Platforms: 'PLATFORMS',
  },
  defaultTemplate: '{{.Name}}\\t{{.DriverEndpoint}}\\t{{.Status}}\\t{{.Buildkit}}\\t{{.Platforms}}',
};

export const buildxLs: Verb = {
  args: { least: 0, most: 0 },
  modelled: ['format'],
  *run(cli, { flags }) {
    cli.daemon();
    const format = flags.text('format');
    const table = format === null || format === '' || format.startsWith('table');
    const node = { Status: 'running', Buildkit: 'v0.0.0+unknown' };
    const rows: readonly GoStruct[] = [
      {
        Name: table ? 'default*' : 'default',
        DriverEndpoint: 'docker',
        Status: '',
        Buildkit: '',
        Platforms: '',
      },
      {
        Name: table ? ' \\_ default' : 'default',
        DriverEndpoint: table ? ' \\_ default' : 'default',
        ...node,
        Platforms: table ? 'linux/amd64 (+4), linux/386' : PLATFORMS,
      },
    ];
    yield* cli.out(present(LISTING, format, rows));
    return 0;
  },
};
