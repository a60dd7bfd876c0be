import { networkInterfaces } from 'node:os';
import type { Refusal } from '../machine/machine.ts';
import type { Ask } from './docker-client.ts';
import { imageNamesIn } from './image-file.ts';
import type { JudgedCommand } from './judge-line.ts';
import type { LabSpace } from './lab-space.ts';
import { meetNeeds } from './meet-needs.ts';
import { refuseForeign, sessionLabel, vmName } from './ownership.ts';
import { PortBook } from './port-book.ts';
import type { Marks } from './rules/marks.ts';
import type { Session, SessionRegistry } from './sessions.ts';
import type { VmKit } from './vm/vm-kit.ts';
import type { Way } from './way.ts';

export interface GuestSettings {
  readonly ask: Ask;
  readonly session: Session;
  readonly registry: SessionRegistry;
  readonly way: Way;
  readonly space: LabSpace;
  readonly namePrefixes: readonly [string, ...string[]];
  readonly isPortTaken: (port: number) => boolean;
  readonly vm: VmKit;
}

/** What one session may do on somebody's engine, before a line is planned and in the moment before a command runs. */
export class Guest {
  readonly #settings: GuestSettings;
  readonly #label: string;
  readonly #ports: PortBook;
  #line = 1;

  constructor(settings: GuestSettings) {
    this.#settings = settings;
    this.#label = `${sessionLabel}=${settings.session.id}`;
    this.#ports = new PortBook(settings.isPortTaken);
  }

  get marks(): Marks {
    const { session, way, space, namePrefixes, vm } = this.#settings;
    return {
      label: this.#label,
      memory: '256m',
      cpus: '1',
      pidsLimit: '128',
      guest: {
        engine: way.engine,
        namePrefixes,
        autoName: `${namePrefixes[0]}${session.id.slice(0, 4)}-${this.#line}`,
        folder: space.folder,
        placePort: (port) => this.#ports.place(port),
        movedPort: (port) => this.#ports.moved(port),
        networks: ownNetworks(),
        vm: { kit: vm, name: vmName(session) },
      },
    };
  }

  get ports(): PortBook {
    return this.#ports;
  }

  /** A line begins: what it names by itself is named now. */
  begin(): void {
    this.#line += 1;
  }

  /** Nothing of the session is left. */
  forget(): void {
    this.#ports.clear();
  }

  async check(targets: readonly string[], commands: readonly JudgedCommand[] = []): Promise<Refusal | null> {
    const { ask, session, registry, namePrefixes } = this.#settings;
    const needs = commands.flatMap((command) => command.needs ?? []);
    return (
      (await refuseForeign(ask, this.#label, targets)) ??
      meetNeeds(
        {
          ask,
          session: session.id,
          isOurName: (name) => namePrefixes.some((prefix) => name.startsWith(prefix)),
          imageNamesIn,
          made: () => registry.made(session),
          note: (made) => registry.note(session, made),
          ownPort: (port) => this.#ports.own(port),
        },
        needs,
      )
    );
  }
}

/** Bridges that an engine has made; it looks by itself whether those have the addresses already. */
const engineBridge = /^(docker\d|br-[0-9a-f]{12}$|podman\d|vvc)/;

function ownNetworks(): readonly string[] {
  return Object.entries(networkInterfaces()).flatMap(([name, cards]) =>
    (engineBridge.test(name) ? [] : (cards ?? [])).flatMap(({ family, cidr }) =>
      family === 'IPv4' && cidr !== null ? [cidr] : [],
    ),
  );
}
