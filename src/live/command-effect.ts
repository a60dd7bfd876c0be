import { dockerVerb } from '../domain/command-line/docker-verbs.ts';
import type { CommandEffect } from '../machine/machine.ts';
import type { Words } from './command-line.ts';
import { isReader } from './host-rules.ts';
import type { JudgedCommand, JudgedLine } from './judge-line.ts';
import type { Redirects } from './redirects.ts';
import { isQemu } from './rules/vm-rules.ts';

/** From the least to the most. */
const order: readonly CommandEffect[] = ['looks', 'creates', 'changes', 'removes'];

/** Docker's commands in their shortest spelling. What is not here may change something, for all that is known. */
const verbs: Readonly<Record<CommandEffect, string>> = {
  looks:
    'ps,top,logs,inspect,container inspect,image inspect,wait,version,info,images,port,diff,stats,history,events,' +
    'search,help,network ls,network inspect,volume ls,volume inspect,context ls,context list,context inspect,' +
    'context show,system df,export,save,--version,-v,--help,,container ,image ,network ,volume ,system ,context',
  creates: 'run,create,commit,build,pull,import,load,tag,network create,volume create',
  changes:
    'start,stop,restart,kill,pause,unpause,attach,exec,rename,update,cp,network connect,network disconnect',
  removes:
    'rm,rmi,network rm,volume rm,container prune,image prune,network prune,volume prune,system prune,builder prune',
};

const effects = new Map(
  order.flatMap((effect) => verbs[effect].split(',').map((verb) => [verb, effect] as const)),
);

/** What a whole line does at the most. */
export function lineEffect(line: Extract<JudgedLine, { readonly kind: 'runs' }>): CommandEffect {
  const found = line.steps.flatMap(({ pipeline }) =>
    pipeline.flatMap(({ words, redirects }) => [commandEffect(words), ...writes(redirects)]),
  );
  return order.findLast((effect) => found.includes(effect)) ?? 'looks';
}

/** Whether a command does more than look. */
export const acts = ({ words, redirects }: JudgedCommand): boolean =>
  commandEffect(words) !== 'looks' || writes(redirects).length > 0;

/** A file in the folder of the labs. */
const writes = (redirects: Redirects | undefined): readonly CommandEffect[] =>
  (redirects?.output ?? null) === null || redirects?.output?.path === '/dev/null' ? [] : ['creates'];

/** On the learner's computer itself, where only the folder of the labs is touched. */
function hostEffect(program: string): CommandEffect {
  if (isReader(program)) return 'looks';
  if (program === 'rm') return 'removes';
  if (isQemu(program)) return 'creates';
  return program === 'mkdir' || program === 'touch' ? 'creates' : 'changes';
}

export function commandEffect(words: Words): CommandEffect {
  const [program, ...rest] = words;
  if (isQemu(program) && rest[0] === '-version') return 'looks';
  if (program !== 'docker' && program !== 'podman') return hostEffect(program);
  const { verb, rest: after } = dockerVerb(rest);
  if (after[0] === '--help') return 'looks';
  return effects.get(verb) ?? 'changes';
}
