/**
 * Models find(1) of findutils and busybox: the walk, and what each predicate does. Invariant: what cannot be read is reported and the
 * walk goes on; `-exec ... +` runs once at the end. Left out: limits of the length of a command line.
 */
import type { Program, ProgramMain, Sys } from '../../kernel/sys.ts';
import { err } from '../lib/io.ts';
import { BUSYBOX_BANNER, busyboxUsage, words } from '../lib/program.ts';
import { readGroups, readUsers } from '../lib/users.ts';
import { type Expression, FindError } from './expression.ts';
import { FindParser } from './parse.ts';
import { type FindWords, Walk } from './walk.ts';

function leaves(expression: Expression): Expression[] {
  if (expression.kind === 'and' || expression.kind === 'or')
    return [...leaves(expression.left), ...leaves(expression.right)];
  return expression.kind === 'not' ? leaves(expression.of) : [expression];
}

/** What names stand for, looked up once before the walk; a string is what is wrong. */
function* lookUp(sys: Sys, expression: Expression, wording: FindWords) {
  const owners = new Map<Expression, number>();
  const newer = new Map<Expression, number>();
  for (const leaf of leaves(expression)) {
    if (leaf.kind === 'owner') {
      const table = yield* leaf.of === 'user' ? readUsers(sys) : readGroups(sys);
      const id = table.id(leaf.name) ?? (/^\d+$/.test(leaf.name) ? Number(leaf.name) : null);
      if (id === null) return wording.unknownUser(leaf.name, leaf.of);
      owners.set(leaf, id);
    } else if (leaf.kind === 'newer') {
      try {
        newer.set(leaf, sys.stat(leaf.file).mtimeMs);
      } catch (error) {
        return wording.cannot(leaf.file, words(error));
      }
    }
  }
  return { owners, newer };
}

const program = (wording: FindWords, gnu: boolean): ProgramMain =>
  function* (sys, argv): Program {
    try {
      if (!gnu && argv[1] === '--help') {
        yield* err(sys, busyboxUsage('find'));
        return 0;
      }
      const request = new FindParser(argv.slice(1), gnu).parse();
      const known = yield* lookUp(sys, request.expression, wording);
      if (typeof known !== 'string') return yield* new Walk(sys, request, wording, known).run();
      yield* err(sys, `find: ${known}\n`);
      return 1;
    } catch (error) {
      if (!(error instanceof FindError)) throw error;
      yield* err(
        sys,
        error.kind === 'not-modelled'
          ? `find: predicate '${error.word}' is real, but this simulator does not model it\n`
          : `find: ${wording.refusal(error)}\n`,
      );
      return error.kind === 'not-modelled' ? 2 : 1;
    }
  };

function gnuRefusal({ kind, word, value }: FindError): string {
  switch (kind) {
    case 'missing':
      return `missing argument to \`${word}'`;
    case 'type':
      return `Unknown argument to -type: ${value}`;
    case 'size':
      return `invalid -size type \`${value.at(-1) ?? ''}'`;
    case 'number':
      return `Expected a positive decimal integer argument to ${word}, but got ‘${value}’`;
    case 'path-after':
      return `paths must precede expression: \`${word}'`;
    case 'unclosed':
      return "invalid expression; I was expecting to find a ')' somewhere but did not see one.";
    case 'empty-expression':
      return 'invalid expression; empty parentheses are not allowed.';
    default:
      return `unknown predicate \`${word}'`;
  }
}

function busyboxRefusal({ kind, word, value }: FindError): string {
  if (kind === 'missing') return `${word} requires an argument`;
  if (kind === 'size' || kind === 'number') return `invalid number '${value}'`;
  if (kind === 'type') return `invalid argument '${value}' to '-type'`;
  return `unrecognized: ${word}\n${BUSYBOX_BANNER}${busyboxUsage('find').slice(BUSYBOX_BANNER.length).replace(/\n$/, '')}`;
}

export const gnuFind = program(
  {
    cannot: (path, reason) => `‘${path}’: ${reason}`,
    unknownUser: (name, of) =>
      of === 'user'
        ? `invalid user name or UID argument to -user: ‘${name}’`
        : `invalid group name or GID argument to -group: ‘${name}’`,
    refusal: gnuRefusal,
    roundsSizes: true,
  },
  true,
);

export const busyboxFind = program(
  {
    cannot: (path, reason) => `${path}: ${reason}`,
    unknownUser: (name, of) => `unknown ${of} ${name}`,
    refusal: busyboxRefusal,
    roundsSizes: false,
  },
  false,
);
