/** One stage of a build: its instructions in order, each from the cache or carried out. */
import type { Sys, Task } from '../../kernel/sys.ts';
import type { CacheEntry } from '../build-cache.ts';
import { DEFAULT_PATH } from '../bundle.ts';
import { inContainerFiles } from '../container-files.ts';
import { EngineError } from '../errors.ts';
import { packWhole } from '../layers.ts';
import type { Container, HistoryEntry, ImageConfig, Layer } from '../model.ts';
import { mergedDirectory } from '../paths.ts';
import { lookupTimeout } from '../registry/connection.ts';
import { Sha256 } from '../sha256.ts';
import { readTar, type TarMember } from '../tar/tar-format.ts';
import { endTar, packTree } from '../tar/tar-write.ts';
import { lookUpUser } from '../users.ts';
import {
  BuildError,
  type BuildWork,
  type Built,
  cacheId,
  fullReference,
  globalLookup,
  keyOf,
  sizeText,
  stageNamed,
} from './builder.ts';
import { parseConfigInstruction, shellOf } from './config-instructions.ts';
import { type CopyPlan, type Picked, pick, place } from './copy-files.ts';
import { describeConfig } from './describe.ts';
import type { Instruction, Stage } from './dockerfile.ts';
import type { BuildStep } from './progress.ts';
import { inStepContainer, runInStep } from './step-container.ts';
import { expandWord, jsonList, rawWords, showVariables } from './words.ts';

const COMMENT = 'buildkit.dockerfile.v0';
const FILE_STEPS = new Set(['ADD', 'COPY', 'RUN', 'WORKDIR']);
const RUN_MS = 130;
const SCRATCH: Built = {
  layers: [],
  config: {
    cmd: null,
    entrypoint: null,
    env: null,
    labels: null,
    user: '',
    workingDir: '',
    volumes: null,
    exposedPorts: null,
    stopSignal: null,
    healthcheck: null,
  },
  history: [],
  key: 'scratch',
  createdMs: 0,
  architecture: 'amd64',
};

export class StageBuilder {
  readonly #work: BuildWork;
  readonly #stage: Stage;
  readonly #args = new Map<string, string>();
  #layers: readonly Layer[] = [];
  #config: ImageConfig = SCRATCH.config;
  #history: HistoryEntry[] = [];
  #key = '';
  #createdMs = 0;
  #number = 1;

  constructor(work: BuildWork, stage: Stage) {
    this.#work = work;
    this.#stage = stage;
  }

  *build(): Task<Built> {
    const base = this.#base();
    this.#layers = base.layers;
    this.#history = [...base.history];
    this.#key = base.key;
    this.#createdMs = base.createdMs;
    const path = base.config.env?.some((entry) => entry.startsWith('PATH=')) === true;
    this.#config = path
      ? base.config
      : { ...base.config, env: [`PATH=${DEFAULT_PATH}`, ...(base.config.env ?? [])] };
    this.#beginStage();
    for (const one of this.#stage.steps) yield* this.#instruction(one);
    return {
      layers: this.#layers,
      config: this.#config,
      history: this.#history,
      key: this.#key,
      createdMs: this.#createdMs === 0 ? this.#work.engine.stamp() : this.#createdMs,
      architecture: base.architecture,
    };
  }

  #base(): Built {
    const { work, stage } = { work: this.#work, stage: this.#stage };
    const name = expandWord(stage.base, globalLookup(work));
    const other = stageNamed(work.file, name, stage);
    if (other !== null) return work.built.get(other) ?? SCRATCH;
    const image = work.images.get(name);
    return image === undefined ? SCRATCH : { ...image, key: image.id };
  }

  /** `[2/5]`, or `[builder 2/5]` where there are several stages. */
  #label(number: number): string {
    const { file } = this.#work;
    const scratch = this.#isScratch();
    const count = this.#stage.steps.filter(({ name }) => FILE_STEPS.has(name)).length + (scratch ? 0 : 1);
    const name = this.#stage.name ?? `stage-${this.#stage.index}`;
    const prefix = file.stages.length > 1 ? `${name} ` : '';
    return `[${prefix}${scratch ? number - 1 : number}/${count}]`;
  }

  #isScratch(): boolean {
    const name = expandWord(this.#stage.base, globalLookup(this.#work));
    return name === 'scratch' || stageNamed(this.#work.file, name, this.#stage) !== null;
  }

  #beginStage(): void {
    if (this.#isScratch()) return;
    const { engine, progress } = this.#work;
    const name = expandWord(this.#stage.base, globalLookup(this.#work));
    const step = progress.step(`${this.#label(1)} FROM ${fullReference(name)}`);
    const known = engine.buildCache.find(keyOf('from', this.#key)) !== null;
    if (known) step.cached();
    else step.done();
    this.#remember(keyOf('from', this.#key), null, `pulled from ${fullReference(name)}`, 0);
  }

  #lookup = (name: string): string | undefined => {
    const entry = (this.#config.env ?? []).find((one) => one.startsWith(`${name}=`));
    return entry === undefined ? this.#args.get(name) : entry.slice(name.length + 1);
  };

  #expand = (text: string): string => expandWord(text, this.#lookup);

  *#instruction(one: Instruction): Task<void> {
    try {
      if (one.name === 'ARG') this.#arg(one);
      else if (one.name === 'RUN') yield* this.#run(one);
      else if (one.name === 'COPY' || one.name === 'ADD') yield* this.#copy(one);
      else this.#configure(one);
      if (one.name === 'WORKDIR') yield* this.#workdir();
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      throw new BuildError(error.message.replace(/^Invalid containerPort/, 'invalid containerPort'), one);
    }
  }

  #arg(one: Instruction): void {
    for (const word of rawWords(one.rest)) {
      const at = word.indexOf('=');
      const name = at < 0 ? word : word.slice(0, at);
      const given = this.#work.request.buildArgs.get(name);
      const own = at < 0 ? globalLookup(this.#work)(name) : this.#expand(word.slice(at + 1));
      const value = given ?? own;
      if (value !== undefined) this.#args.set(name, value);
      this.#note(`ARG ${value === undefined ? name : `${name}=${value}`}`, true);
    }
  }

  #configure(one: Instruction): void {
    this.#config = parseConfigInstruction(this.#config, one.name, one.rest, this.#expand);
    if (one.name !== 'WORKDIR') this.#note(describeConfig(one, this.#config, this.#expand), true);
  }

  #note(createdBy: string, emptyLayer: boolean): void {
    this.#history.push({ createdMs: this.#createdMs, createdBy, comment: COMMENT, emptyLayer });
  }

  *#workdir(): Task<void> {
    const path = this.#config.workingDir;
    const plan = {
      key: keyOf(this.#key, 'WORKDIR', path),
      words: `WORKDIR ${path}`,
      createdBy: `WORKDIR ${path}`,
    };
    yield* this.#fileStep(plan, (container) =>
      inContainerFiles(this.#work.engine, container, { volumes: false }, function* (sys) {
        yield* place(sys, [{ root: null, members: [], name: '' }], workdirPlan(path));
      }),
    );
  }

  *#run(one: Instruction): Task<void> {
    const { heredoc } = one;
    const list = heredoc === null ? jsonList(one.rest) : null;
    const script = heredoc === null ? one.rest : heredoc.body;
    const argv = list ?? [...shellOf(this.#config), script];
    const args = [...this.#args].map(([name, value]) => `${name}=${value}`);
    const shown =
      heredoc === null
        ? showVariables(one.rest, this.#lookup)
        : `<<${heredoc.word} (${script.trim().split('\n')[0]})`;
    const head = args.length === 0 ? '' : `|${args.length} ${args.join(' ')} `;
    const plan = {
      key: keyOf(
        this.#key,
        'RUN',
        JSON.stringify([argv, args, this.#config.env, this.#config.user, this.#config.workingDir]),
      ),
      words: `RUN ${shown}`,
      createdBy: `RUN ${head}${argv.join(' ')} # buildkit`,
    };
    const config = { ...this.#config, env: [...args, ...(this.#config.env ?? [])] };
    yield* this.#fileStep(plan, (container, step) => this.#execute(container, argv, step, one), config);
  }

  *#execute(container: Container, argv: readonly string[], step: BuildStep, one: Instruction): Task<void> {
    const { engine } = this.#work;
    yield* engine.busy(RUN_MS);
    const outcome = yield* runInStep(engine, container, argv, (line) => step.output(line));
    if (outcome === 0) return;
    const shown = `process ${JSON.stringify(argv.join(' '))} did not complete successfully`;
    if (typeof outcome === 'string')
      step.output(`runc run failed: unable to start container process: ${outcome}`);
    const words = `${shown}: exit code: ${typeof outcome === 'string' ? 127 : outcome}`;
    step.failed(words);
    throw new BuildError(words, one);
  }

  *#copy(one: Instruction): Task<void> {
    const all = (jsonList(one.rest) ?? rawWords(one.rest)).map(this.#expand);
    const sources = all.slice(0, -1);
    const target = all.at(-1) ?? '';
    const flags = [...one.flags]
      .filter(([name]) => name !== 'from')
      .map(([name, value]) => `--${name}=${value} `);
    const from = one.flags.get('from');
    const words = `${one.name} ${from === undefined ? '' : `--from=${from} `}${flags.join('')}${all.join(' ')}`;
    const createdBy = `${one.name} ${flags.join('')}${all.join(' ')} # buildkit`;
    const picked = yield* this.#pickAll(one, sources, words);
    const digest = new Sha256();
    for (const { root, members, name } of picked) {
      digest.update(`${name}\0`);
      for (const member of root === null ? members : [root, ...members]) {
        digest
          .update(
            `${member.entry.name}\0${member.entry.mode}\0${member.entry.kind}\0${member.entry.target}\0`,
          )
          .update(member.data);
      }
    }
    const plan = {
      key: keyOf(this.#key, createdBy, this.#config.workingDir, digest.hex()),
      words,
      createdBy,
    };
    yield* this.#fileStep(plan, (container) => this.#place(container, one, picked, target));
  }

  *#place(container: Container, one: Instruction, picked: readonly Picked[], target: string): Task<void> {
    const { engine } = this.#work;
    const chown = one.flags.get('chown');
    const user =
      chown === undefined
        ? { uid: 0, gid: 0 }
        : (yield* lookUpUser(engine, mergedDirectory(container.layer), chown, [])).credentials;
    const chmod = one.flags.get('chmod');
    const plan: CopyPlan = {
      sources: [],
      target,
      workingDir: this.#config.workingDir,
      owner: { uid: user.uid, gid: user.gid },
      mode: chmod === undefined ? null : Number.parseInt(chmod, 8),
      unpacks: one.name === 'ADD',
    };
    yield* inContainerFiles(engine, container, { volumes: false }, (sys: Sys) => place(sys, picked, plan));
  }

  *#pickAll(one: Instruction, sources: readonly string[], words: string): Task<readonly Picked[]> {
    const { heredoc } = one;
    if (heredoc !== null) return [inlineFile(heredoc.word, heredoc.body, this.#work.engine.sys.realtimeMs())];
    const remote =
      one.name === 'ADD' ? sources.find((source) => /^(https?|git):\/\//.test(source)) : undefined;
    if (remote !== undefined) yield* this.#refuseRemote(remote, words);
    const from = one.flags.get('from');
    const tree = from === undefined ? this.#context() : yield* this.#treeOf(from);
    const found: Picked[] = [];
    for (const source of sources) {
      const some = pick(tree, source);
      if (some === null) throw this.#missing(one, source, words);
      found.push(...some);
    }
    return found;
  }

  #context(): readonly TarMember[] {
    const { work } = { work: this.#work };
    if (!work.contextShown) {
      work.contextShown = true;
      const step = work.progress.step('[internal] load build context');
      step.line(`transferring context: ${sizeText(contextBytes(work.request.context))} done`);
      step.done();
    }
    return work.request.context;
  }

  #missing(one: Instruction, source: string, words: string): BuildError {
    const { engine, progress } = this.#work;
    this.#number += 1;
    const step = progress.step(`${this.#label(this.#number)} ${words}`);
    const path = `/${source.replace(/^\.?\/+/, '')}`;
    const why = `failed to calculate checksum of ref ${engine.host.engineId}::${cacheId(engine)}: ${JSON.stringify(path)}: not found`;
    step.failed(why);
    return new BuildError(`failed to compute cache key: ${why}`, one);
  }

  *#refuseRemote(address: string, words: string): Task<never> {
    const { engine, progress } = this.#work;
    this.#number += 1;
    const step = progress.step(`${this.#label(this.#number)} ${words}`);
    const host = /^\w+:\/\/([^/:]+)/.exec(address)?.[1] ?? '';
    const why = `Get ${JSON.stringify(address)}: ${yield* lookupTimeout(engine, host)}`;
    step.failed(why);
    throw new BuildError(`failed to load cache key: ${why}`, null);
  }

  /** Everything in another stage or image. */
  *#treeOf(from: string): Task<readonly TarMember[]> {
    const { engine, file, built, images } = this.#work;
    const stage = stageNamed(file, from, this.#stage);
    const other = stage === null ? images.get(from) : built.get(stage);
    if (other === undefined) return [];
    let bytes = new Uint8Array(0);
    yield* inStepContainer(engine, other, function* (container) {
      bytes = yield* inContainerFiles(engine, container, { volumes: false }, (sys) =>
        packWhole(function* (sink) {
          yield* packTree({ sys, path: '/', as: '' }, sink);
          yield* endTar(sink);
        }),
      ) as Task<Uint8Array<ArrayBuffer>>;
    });
    return readTar(bytes);
  }

  *#fileStep(
    plan: { readonly key: string; readonly words: string; readonly createdBy: string },
    work: (container: Container, step: BuildStep) => Task<void>,
    config: ImageConfig = this.#config,
  ): Task<void> {
    const { engine, progress, request } = this.#work;
    this.#number += 1;
    const step = progress.step(`${this.#label(this.#number)} ${plan.words}`);
    const known = request.noCache ? null : engine.buildCache.find(plan.key);
    let layer = known?.layer ?? null;
    if (known !== null && layer !== null) {
      known.usage += 1;
      known.lastUsedMs = engine.stamp();
      this.#createdMs = known.createdMs;
      step.cached();
    } else {
      layer = yield* inStepContainer(engine, { layers: this.#layers, config }, (container) =>
        work(container, step),
      );
      step.done();
      this.#createdMs = this.#remember(plan.key, layer, plan.createdBy, layer.sizeBytes).createdMs;
    }
    this.#key = plan.key;
    this.#layers = [...this.#layers, layer];
    this.#note(plan.createdBy, false);
  }

  #remember(key: string, layer: Layer | null, description: string, sizeBytes: number): CacheEntry {
    const { engine } = this.#work;
    const nowMs = engine.stamp();
    const entry: CacheEntry = {
      id: cacheId(engine),
      key,
      type: 'regular',
      description,
      layer,
      sizeBytes,
      createdMs: nowMs,
      lastUsedMs: nowMs,
      usage: 1,
    };
    engine.buildCache.add(entry);
    return entry;
  }
}

const workdirPlan = (path: string): CopyPlan => ({
  sources: [],
  target: path,
  workingDir: '/',
  owner: { uid: 0, gid: 0 },
  mode: null,
  unpacks: false,
});

function inlineFile(name: string, body: string, mtimeMs: number): Picked {
  const data = new TextEncoder().encode(body);
  const rdev = { major: 0, minor: 0 };
  const entry = {
    name,
    kind: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    sizeBytes: data.length,
    mtimeMs,
    target: '',
    rdev,
  } as const;
  return { root: { entry, data }, members: [], name };
}

/** Bytes of the transfer protocol for these files (tonistiigi/fsutil). */
function contextBytes(members: readonly TarMember[]): number {
  return members.reduce((sum, { entry }) => {
    if (entry.kind === 'directory') return sum + 20 + entry.name.length;
    const size = entry.sizeBytes;
    return sum + 19 + entry.name.length + (size === 0 ? 0 : 8 + size + (size >= 128 ? 2 : 0));
  }, 2);
}
