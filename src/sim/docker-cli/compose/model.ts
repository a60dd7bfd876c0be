/** A Compose project, read and normalised (compose-spec). Plain data. */
export interface Port {
  readonly hostIp: string;
  /** '' where the engine chooses. */
  readonly published: string;
  readonly target: string;
  readonly protocol: string;
}

export interface Mount {
  readonly type: 'bind' | 'volume' | 'tmpfs';
  /** An absolute path, a volume's key, or '' for an anonymous one. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface Dependency {
  readonly service: string;
  readonly condition: string;
}

export interface Service {
  readonly name: string;
  readonly image: string;
  /** Directory of the Dockerfile; null where the image is taken as it is. */
  readonly build: { readonly context: string; readonly dockerfile: string | null } | null;
  readonly containerName: string | null;
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly environment: readonly (readonly [string, string | null])[];
  readonly ports: readonly Port[];
  readonly mounts: readonly Mount[];
  /** Keys of networks with the aliases given there; null for the project's default. */
  readonly networks: readonly { readonly key: string; readonly aliases: readonly string[] }[];
  readonly networkMode: string | null;
  readonly dependsOn: readonly Dependency[];
  /** Further flags of `docker create`. */
  readonly flags: readonly string[];
  /** As it is compared, to know whether a container is still what the file says. */
  readonly hash: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface Named {
  readonly key: string;
  /** As the engine knows it. */
  readonly name: string;
  readonly external: boolean;
  readonly driver: string | null;
  readonly options: ReadonlyMap<string, string>;
  readonly subnet: string | null;
  readonly internal: boolean;
}

export interface Project {
  readonly name: string;
  readonly directory: string;
  readonly files: readonly string[];
  readonly services: readonly Service[];
  readonly networks: readonly Named[];
  readonly volumes: readonly Named[];
}

/** Ends the command: the message goes to stderr as it is. */
export class ComposeError extends Error {}
