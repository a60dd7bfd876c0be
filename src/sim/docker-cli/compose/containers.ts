/** Which containers belong to a project: those that carry its labels (docker/compose `pkg/api/labels.go`). */
import type { Engine } from '../../engine/engine.ts';
import type { Container } from '../../engine/model.ts';
import type { Project, Service } from './model.ts';

const LABEL = 'com.docker.compose';
export const PROJECT_LABEL = `${LABEL}.project`;
export const SERVICE_LABEL = `${LABEL}.service`;
export const HASH_LABEL = `${LABEL}.config-hash`;
const FILES_LABEL = `${LABEL}.project.config_files`;

export const COMPOSE_VERSION = '2.40.3';

export const labelsOf = (project: Project, service: Service): readonly string[] => [
  `${HASH_LABEL}=${service.hash}`,
  `${LABEL}.container-number=1`,
  `${LABEL}.depends_on=${service.dependsOn.map(({ service: name, condition }) => `${name}:${condition}:false`).join(',')}`,
  `${LABEL}.oneoff=False`,
  `${PROJECT_LABEL}=${project.name}`,
  `${FILES_LABEL}=${project.files.join(',')}`,
  `${LABEL}.project.working_dir=${project.directory}`,
  `${SERVICE_LABEL}=${service.name}`,
  `${LABEL}.version=${COMPOSE_VERSION}`,
];

export const containerName = (project: Project, service: Service): string =>
  service.containerName ?? `${project.name}-${service.name}-1`;

export const serviceOfContainer = (container: Container): string =>
  container.config.labels.get(SERVICE_LABEL) ?? '';

/** By the name of their service. */
export const projectContainers = (engine: Engine, project: string): readonly Container[] =>
  engine.containers
    .all()
    .filter(({ config }) => config.labels.get(PROJECT_LABEL) === project)
    .sort((a, b) => (a.name < b.name ? -1 : 1));

export interface RunningProject {
  readonly name: string;
  readonly containers: readonly Container[];
  readonly files: string;
}

export function allProjects(engine: Engine): readonly RunningProject[] {
  const byName = new Map<string, Container[]>();
  for (const container of engine.containers.all()) {
    const name = container.config.labels.get(PROJECT_LABEL);
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), container]);
  }
  return [...byName]
    .map(([name, containers]) => ({
      name,
      containers,
      files: containers[0]?.config.labels.get(FILES_LABEL) ?? '',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
