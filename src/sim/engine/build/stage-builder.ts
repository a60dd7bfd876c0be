/** One stage of a build: its instructions in order, each from the cache or carried out. */
import type { Task } from '../../kernel/sys.ts';
import { DEFAULT_PATH } from '../bundle.ts';
import { EngineError } from '../errors.ts';
import type { Container, HistoryEntry, ImageConfig, Layer } from '../model.ts';
import { parseConfigInstruction, shellOf } from './config-instructions.ts';
import { type CopySite, filledIn, pickSources, sendContext } from './copy-sources.ts';
import { BuildError, type BuildWork, type Built, globalLookup, keyOf, stageNamed } from './definition.ts';
import { describeConfig } from './describe.ts';
import { type Instruction, type Stage, triggersOf } from './dockerfile.ts';
import { labelOf, openFrom } from './from-step.ts';
import { mountFlags } from './mount-words.ts';
import { digestOf, makeDirectory, placeSources } from './place-sources.ts';
import type { BuildStep } from './progress.ts';
import { rememberStep } from './remember-step.ts';
import { boundDigest, runWithMounts } from './run-mounts.ts';
import { isBare, scriptOf } from './run-script.ts';
import { SCRATCH } from './scratch.ts';
import { inStepContainer } from './step-container.ts';
import { expandWord, jsonList, rawWords, showVariables } from './words.ts';

const COMMENT = 'buildkit.dockerfile.v0';

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
  #triggers = 0;
  #architecture = '';
  #settleFrom: (ran: boolean) => void = () => undefined;

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
    this.#architecture = base.architecture;
    this.#settleFrom = openFrom(this.#work, this.#stage, this.#key);
    try {
      sendContext(this.#work);
      for (const one of [...this.#takeTriggers(), ...this.#stage.steps]) yield* this.#instruction(one);
    } finally {
      this.#settleFrom(true);
    }
    return {
      layers: this.#layers,
      config: this.#config,
      history: this.#history,
      key: this.#key,
      createdMs: this.#createdMs === 0 ? this.#work.engine.stamp() : this.#createdMs,
      architecture: this.#architecture,
    };
  }

  /** What the image has in store for those that build on it, once. */
  #takeTriggers(): readonly Instruction[] {
    const { onBuild, ...config } = this.#config;
    const found = triggersOf(onBuild ?? [], this.#stage.from);
    this.#config = config;
    this.#triggers = found.length;
    return found;
  }

  #label(words: string): string {
    return `${labelOf(this.#work, this.#stage, this.#number, this.#triggers)} ${words}`;
  }

  #base(): Built {
    const work = this.#work;
    const stage = this.#stage;
    const name = expandWord(stage.base, globalLookup(work));
    const other = stageNamed(work.file, name, stage);
    if (other !== null) return work.built.get(other) ?? SCRATCH;
    const image = work.images.get(name);
    return image === undefined ? SCRATCH : { ...image, key: image.id };
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
      if (one.name === 'WORKDIR') yield* this.#workdir(one.rest);
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

  *#workdir(written: string): Task<void> {
    const path = this.#config.workingDir;
    const createdBy = `WORKDIR ${path}`;
    const words = `WORKDIR ${this.#expand(written)}`;
    const plan = { key: keyOf(this.#key, createdBy), words, createdBy };
    yield* this.#fileStep(plan, (container) => makeDirectory(this.#work.engine, container, path));
  }

  *#run(one: Instruction): Task<void> {
    const { heredoc } = one;
    const list = heredoc === null ? jsonList(one.rest) : null;
    const script = scriptOf(one);
    const argv = list ?? [...shellOf(this.#config), script];
    const args = [...this.#args].map(([name, value]) => `${name}=${value}`);
    const shown =
      heredoc === null
        ? showVariables(one.rest, this.#lookup)
        : isBare(one)
          ? `<<${heredoc.word} (${script.trim().split('\n')[0]})`
          : one.rest;
    const head = args.length === 0 ? '' : `|${args.length} ${args.join(' ')} `;
    const mounts = mountFlags(one);
    const flags = mounts.map((text) => `--mount=${text} `).join('');
    const words = `${one.triggered === true ? 'ONBUILD ' : ''}RUN ${flags}${shown}`;
    const plan = {
      key: keyOf(
        this.#key,
        `RUN ${flags}${boundDigest(this.#work.request.context, one)}`,
        JSON.stringify([argv, args, this.#config.env, this.#config.user, this.#config.workingDir]),
      ),
      words,
      createdBy: `RUN ${head}${argv.join(' ')} # buildkit`,
    };
    const config = { ...this.#config, env: [...args, ...(this.#config.env ?? [])] };
    yield* this.#fileStep(
      plan,
      (container, step) =>
        runWithMounts(this.#site(), container, { argv, step, one, words, workingDir: config.workingDir }),
      config,
    );
  }

  *#copy(one: Instruction): Task<void> {
    const all = (jsonList(one.rest) ?? rawWords(one.rest)).map(this.#expand);
    const sources = all.slice(0, -1);
    const target = all.at(-1) ?? '';
    const flags = [...one.flags]
      .filter(([name]) => name !== 'from')
      .map(([name, value]) => `--${name}=${value} `);
    const from = one.flags.get('from');
    const words = `${one.triggered === true ? 'ONBUILD ' : ''}${one.name} ${from === undefined ? '' : `--from=${from} `}${flags.join('')}${all.join(' ')}`;
    const createdBy = `${one.name} ${flags.join('')}${all.join(' ')} # buildkit`;
    const picked = yield* pickSources(this.#site(), filledIn(one, this.#lookup), sources, words);
    const plan = {
      key: keyOf(this.#key, createdBy, this.#config.workingDir, digestOf(picked)),
      words,
      createdBy,
    };
    yield* this.#fileStep(plan, (container) =>
      placeSources(this.#work.engine, container, one, {
        picked,
        target,
        workingDir: this.#config.workingDir,
      }),
    );
  }

  #site(): CopySite {
    return {
      work: this.#work,
      stage: this.#stage,
      openStep: (words) => {
        this.#number += 1;
        return this.#work.progress.step(this.#label(words));
      },
    };
  }

  *#fileStep(
    plan: { readonly key: string; readonly words: string; readonly createdBy: string },
    work: (container: Container, step: BuildStep) => Task<void>,
    config: ImageConfig = this.#config,
  ): Task<void> {
    const { engine, progress, request } = this.#work;
    this.#number += 1;
    const known = request.noCache ? null : engine.buildCache.find(plan.key);
    this.#settleFrom(known === null || known.layer === null);
    const step = progress.step(this.#label(plan.words));
    let layer = known?.layer ?? null;
    if (known !== null && layer !== null) {
      known.usage += 1;
      known.lastUsedMs = engine.stamp();
      this.#createdMs = known.createdMs;
      step.cached();
    } else {
      layer = yield* inStepContainer(
        engine,
        { layers: this.#layers, config, architecture: this.#architecture },
        (container) => work(container, step),
      );
      step.done();
      this.#createdMs = rememberStep(
        this.#work.engine,
        plan.key,
        layer,
        plan.createdBy,
        layer.sizeBytes,
      ).createdMs;
    }
    this.#key = plan.key;
    this.#layers = [...this.#layers, layer];
    this.#note(plan.createdBy, false);
  }
}
