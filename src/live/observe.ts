import { assertNever } from '../domain/assert-never.ts';
import type { ContainerFacts, Facts, Observed, Place, Query } from '../domain/observation.ts';
import { containerFacts } from './container-facts.ts';
import type { Ask } from './docker-client.ts';
import { hasNoProgram, isMissing, sentence } from './docker-words.ts';
import { engineInfo } from './engine-info.ts';
import { engineFacts } from './engine-vm.ts';
import { type HostFacts, hostFacts } from './host-facts.ts';
import { copiedFile } from './observe-file.ts';
import { changedFiles, imageAnswer, networkAnswer, platformOf, volumeAnswer } from './observe-objects.ts';
import { containerProcesses, hostProcesses, lookAtProcesses } from './process-table.ts';
import { reachFromContainer } from './reach-from-container.ts';
import { type ReachFromHost, reachFromHost } from './reach-from-host.ts';

type Answer<K extends keyof Facts> = Promise<Observed<Facts[K]>>;

const known = <T>(value: T): Observed<T> => ({ known: true, value });
const unknown = (because: string): Observed<never> => ({ known: false, because });

/** From where the engine is looked at, and through which socket: that tells in what machine it runs. */
export interface SeenFrom {
  readonly socket: string;
  readonly host: HostFacts;
}

/** Answers questions about the learner's engine and computer. What is not ours is "could not look", never a fact. */
export class Observer {
  readonly #ask: Ask;
  readonly #label: string;
  readonly #seenFrom: SeenFrom;
  readonly #reachFromHost: ReachFromHost;

  constructor(
    ask: Ask,
    label: string,
    seenFrom: SeenFrom = { socket: '', host: hostFacts() },
    reach: ReachFromHost = reachFromHost,
  ) {
    this.#reachFromHost = reach;
    this.#ask = ask;
    this.#label = label;
    this.#seenFrom = seenFrom;
  }

  async answer(query: Query): Promise<Observed<Facts[keyof Facts]>> {
    try {
      return await this.#answer(query);
    } catch (error) {
      return unknown(`Docker answered in a form that is not known here (${(error as Error).message})`);
    }
  }

  #answer(query: Query): Promise<Observed<Facts[keyof Facts]>> {
    switch (query.kind) {
      case 'engine':
        return this.#engine();
      case 'container':
        return this.#container(query.name);
      case 'containers':
        return this.#containers();
      case 'logs':
        return this.#logs(query.container);
      case 'processes':
        return this.#processes(query.of);
      case 'file':
        return this.#file(query.of, query.path);
      case 'changes':
        return this.#ofContainer(query.container, ({ id }) => changedFiles(this.#ask, id));
      case 'platform':
        return this.#ofContainer(query.container, ({ imageId }) => platformOf(this.#ask, imageId));
      case 'image':
        return imageAnswer(this.#ask, query.name);
      case 'volume':
        return volumeAnswer(this.#ask, query.name);
      case 'network':
        return networkAnswer(this.#ask, query.name);
      case 'reach':
        return this.#reach(query.from, query.url);
      case 'domain':
        return Promise.resolve(
          unknown('virtual machines are looked at on the simulated machine only, not on this computer'),
        );
      default:
        return assertNever(query);
    }
  }

  async #engine(): Answer<'engine'> {
    const asked = await this.#ask(['docker', 'info', '--format', '{{json .}}']);
    if (!asked.known) return asked;
    const info = asked.value.exitCode === 0 ? engineInfo(asked.value.stdout) : null;
    if (info === null) return unknown(sentence(asked.value.stderr));
    return known(engineFacts(info, this.#seenFrom.socket, this.#seenFrom.host));
  }

  async #container(name: string): Answer<'container'> {
    const asked = await this.#ask(['docker', 'container', 'inspect', '--', name]);
    if (!asked.known) return asked;
    if (asked.value.exitCode !== 0)
      return isMissing(asked.value.stderr) ? known(null) : unknown(sentence(asked.value.stderr));
    const [facts] = containerFacts(asked.value.stdout);
    if (facts === undefined || (facts.name !== name && !facts.id.startsWith(name))) return known(null);
    return this.#isOurs(facts) ? known(facts) : unknown(`the container ${name} was not made in this session`);
  }

  #isOurs(facts: ContainerFacts): boolean {
    const [key = '', value = ''] = this.#label.split('=');
    return facts.labels[key] === value;
  }

  async #containers(): Answer<'containers'> {
    const listed = await this.#ask(['docker', 'ps', '-aq', '--no-trunc', '--filter', `label=${this.#label}`]);
    if (!listed.known) return listed;
    if (listed.value.exitCode !== 0) return unknown(sentence(listed.value.stderr));
    const ids = listed.value.stdout.split('\n').filter((id) => id !== '');
    if (ids.length === 0) return known([]);
    const asked = await this.#ask(['docker', 'container', 'inspect', '--', ...ids]);
    if (!asked.known) return asked;
    if (asked.value.exitCode !== 0 && !isMissing(asked.value.stderr))
      return unknown(sentence(asked.value.stderr));
    return known(containerFacts(asked.value.stdout));
  }

  async #logs(name: string): Answer<'logs'> {
    const container = await this.#container(name);
    if (!container.known || container.value === null) return container.known ? known(null) : container;
    const asked = await this.#ask(['docker', 'logs', '--', container.value.id]);
    if (!asked.known) return asked;
    const { exitCode, stdout, stderr } = asked.value;
    return exitCode === 0 ? known(stdout + stderr) : unknown(sentence(stderr));
  }

  async #processes(of: Place): Answer<'processes'> {
    if (of.kind === 'host') return this.#hostProcesses();
    const container = await this.#container(of.name);
    if (!container.known || container.value === null) return container.known ? known(null) : container;
    const { status, id } = container.value;
    if (status === 'paused') return unknown(`the container ${of.name} is paused, so nobody can look inside`);
    if (status !== 'running') return known([]);
    const asked = await this.#ask(['docker', 'exec', id, 'sh', '-c', lookAtProcesses]);
    if (!asked.known) return asked;
    if (asked.value.exitCode !== 0) return unknown(sentence(asked.value.stderr || asked.value.stdout));
    return known(containerProcesses(asked.value.stdout));
  }

  async #hostProcesses(): Answer<'processes'> {
    const named = await this.#ask(['ps', '-eo', 'pid,ppid,stat,comm']);
    if (!named.known) return named;
    const withArguments = await this.#ask(['ps', '-eo', 'pid,args']);
    if (!withArguments.known) return withArguments;
    if (named.value.exitCode !== 0) return unknown(sentence(named.value.stderr));
    return known(hostProcesses(named.value.stdout, withArguments.value.stdout));
  }

  async #file(of: Place, path: string): Answer<'file'> {
    if (of.kind === 'host') return this.#cat(['cat', '--', path]);
    const container = await this.#container(of.name);
    if (!container.known || container.value === null) return container.known ? known(null) : container;
    const { id, status } = container.value;
    if (status === 'running') {
      const text = await this.#cat(['docker', 'exec', id, 'cat', '--', path]);
      if (text.known || !hasNoProgram.test(text.because)) return text;
    }
    return copiedFile(this.#ask, id, path);
  }

  /** About a container of ours: null when there is none. */
  async #ofContainer<T>(
    name: string,
    look: (facts: ContainerFacts) => Promise<Observed<T>>,
  ): Promise<Observed<T | null>> {
    const container = await this.#container(name);
    if (!container.known) return container;
    return container.value === null ? known(null) : look(container.value);
  }

  async #reach(from: Place, url: string): Answer<'reach'> {
    if (from.kind === 'host') return known(await this.#reachFromHost(url));
    return this.#ofContainer(from.name, async ({ id, status }) =>
      status === 'running'
        ? reachFromContainer(this.#ask, { id, name: from.name }, url)
        : unknown(`the container ${from.name} does not run, so nothing can be asked from it`),
    );
  }

  async #cat(words: readonly [string, ...string[]]): Answer<'file'> {
    const asked = await this.#ask(words);
    if (!asked.known) return asked;
    const { exitCode, stdout, stderr } = asked.value;
    if (exitCode === 0) return known(stdout);
    return /No such file or directory|Not a directory/.test(stderr) ? known(null) : unknown(sentence(stderr));
  }
}

export { isMissing, sentence } from './docker-words.ts';
