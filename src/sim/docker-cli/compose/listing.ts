/** docker compose ps, ls, logs, config, images: what is printed on standard output. */
import { stringify } from 'yaml';
import { Inbox } from '../../engine/inbox.ts';
import type { Container } from '../../engine/model.ts';
import type { LogEntry } from '../../engine/output-hub.ts';
import type { Task } from '../../kernel/sys.ts';
import type { Cli } from '../cli.ts';
import { containerRow } from '../container-row.ts';
import { layOut } from '../table.ts';
import { allProjects, serviceOfContainer } from './containers.ts';
import type { Project, Service } from './model.ts';

export function psText(containers: readonly Container[], nowMs: number): string {
  const rows = containers.map((container) => {
    const row = containerRow(container, { nowMs, trunc: true, size: null });
    return [
      row.Names,
      row.Image,
      row.Command,
      serviceOfContainer(container),
      row.RunningFor,
      row.Status,
      row.Ports,
    ].map(String);
  });
  return layOut([['NAME', 'IMAGE', 'COMMAND', 'SERVICE', 'CREATED', 'STATUS', 'PORTS'], ...rows], {
    minWidth: 10,
    padding: 3,
  });
}

export function* ls(cli: Cli, all: boolean): Task<void> {
  const projects = yield* cli.ask(allProjects);
  const rows = projects.flatMap(({ name, containers, files }) => {
    const counts = new Map<string, number>();
    for (const { state } of containers) counts.set(state.status, (counts.get(state.status) ?? 0) + 1);
    if (!all && !counts.has('running')) return [];
    const status = [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, count]) => `${word}(${count})`)
      .join(', ');
    return [[name, status, files]];
  });
  yield* cli.out(layOut([['NAME', 'STATUS', 'CONFIG FILES'], ...rows], { minWidth: 20, padding: 3 }));
}

/** `web-1  | line`, the names padded to the longest. */
export const logPrefix = (container: Container, width: number): string =>
  `${`${serviceOfContainer(container)}-1`.padEnd(width)}  | `;

export const prefixWidth = (containers: readonly Container[]): number =>
  Math.max(0, ...containers.map((one) => `${serviceOfContainer(one)}-1`.length));

export function* logs(
  cli: Cli,
  containers: readonly Container[],
  options: { readonly tail: string | null; readonly follow: boolean; readonly timestamps: boolean },
): Task<void> {
  const width = prefixWidth(containers);
  const line = (container: Container, entry: LogEntry): string => {
    const stamp = options.timestamps ? `${new Date(entry.stampMs).toISOString()} ` : '';
    return `${logPrefix(container, width)}${stamp}${entry.text.replace(/\n?$/, '\n')}`;
  };
  const coming = options.follow ? new Inbox<string>(cli.sys) : null;
  for (const container of containers) {
    const entries = container.output.entries;
    const shown =
      options.tail === null || !/^\d+$/.test(options.tail)
        ? entries
        : Number(options.tail) === 0
          ? []
          : entries.slice(-Number(options.tail));
    for (const entry of shown) yield* cli.out(line(container, entry));
    container.output.follow((entry) => {
      if (entry !== null) coming?.push(line(container, entry));
    });
  }
  if (coming === null) return;
  for (;;) yield* cli.out(yield* coming.take());
}

/** The file as Compose understands it. */
export function configText(project: Project): string {
  const services = Object.fromEntries(
    project.services.map((service) => [service.name, serviceFields(service)]),
  );
  const named = (all: Project['networks']) =>
    Object.fromEntries(
      all.map(({ key, name, external, driver }) => [
        key,
        { name, ...(driver === null ? {} : { driver }), ...(external ? { external: true } : {}) },
      ]),
    );
  return stringify({
    name: project.name,
    services,
    ...(project.networks.length > 0 ? { networks: named(project.networks) } : {}),
    ...(project.volumes.length > 0 ? { volumes: named(project.volumes) } : {}),
  }).replace(/: ''$/gm, ': ""');
}

function serviceFields(service: Service): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(service.raw).sort()) fields[key] = service.raw[key];
  delete fields.env_file;
  fields.image = service.image;
  if (service.raw.image === undefined) delete fields.image;
  if (service.build !== null)
    fields.build = { context: service.build.context, dockerfile: service.build.dockerfile ?? 'Dockerfile' };
  if (service.command !== null) fields.command = service.command;
  if (service.entrypoint !== null) fields.entrypoint = service.entrypoint;
  if (service.environment.length > 0) fields.environment = Object.fromEntries(service.environment);
  if (service.ports.length > 0)
    fields.ports = service.ports.map(({ hostIp, published, target, protocol }) => ({
      mode: 'ingress',
      ...(hostIp === '' ? {} : { host_ip: hostIp }),
      target: Number(target),
      ...(published === '' ? {} : { published }),
      protocol,
    }));
  if (service.mounts.length > 0 && service.raw.volumes !== undefined)
    fields.volumes = service.mounts
      .filter(({ type }) => type !== 'tmpfs')
      .map(({ type, source, target, readOnly }) => ({
        type,
        ...(source === '' ? {} : { source }),
        target,
        ...(readOnly ? { read_only: true } : {}),
        ...(type === 'bind' ? { bind: { create_host_path: true } } : { volume: {} }),
      }));
  if (service.dependsOn.length > 0)
    fields.depends_on = Object.fromEntries(
      service.dependsOn.map(({ service: name, condition }) => [name, { condition, required: true }]),
    );
  if (service.networks.length > 0)
    fields.networks = Object.fromEntries(
      service.networks.map(({ key, aliases }) => [key, aliases.length === 0 ? null : { aliases }]),
    );
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}
