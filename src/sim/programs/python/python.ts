/**
 * Models python(1), 2.7 and 3: --version, -c, a file, standard input, the prompt, -m http.server. Invariant: errors are told as the interpreter tells
 * them and end with 1. Left out, and refused with a sentence and 2: functions, classes, dictionaries, most of the library.
 */

import { strerror } from '../../kernel/errno.ts';
import { type Program, type ProgramMain, STDIN, type Sys, SysError, type Task } from '../../kernel/sys.ts';
import { err, Lines, out, readAll, readText } from '../lib/io.ts';
import { baseName } from '../lib/program.ts';
import { serveHttp } from './http-server.ts';
import { Exit, isTwo, type Runtime } from './library.ts';
import { Interpreter } from './run.ts';
import { parsePython } from './syntax.ts';
import { NotModelled, SyntaxFault } from './tokens.ts';
import { PyError } from './values.ts';

export const python = (version: string): ProgramMain =>
  function* main(sys, argv): Program {
    const args = argv.slice(1);
    while (args[0] === '-u' || args[0] === '-B') args.shift();
    const [option = '', ...rest] = args;
    const name = baseName(argv[0] ?? '');
    const own = option === '-c' ? ['-c', ...rest.slice(1)] : args.length === 0 ? [''] : args;
    const runtime: Runtime = { sys, version, argv: own, executable: `/usr/local/bin/${name}` };
    switch (option) {
      case '--version':
      case '-V':
        yield* isTwo(runtime) ? err(sys, `Python ${version}\n`) : out(sys, `Python ${version}\n`);
        return 0;
      case '-c':
        return yield* execute(runtime, rest[0] ?? '', '<string>');
      case '-m':
        return yield* runModule(runtime, rest);
      case '':
      case '-':
        if (option === '' && sys.isatty(STDIN)) return yield* prompt(runtime);
        return yield* execute(runtime, new TextDecoder().decode(yield* readAll(sys, STDIN)), '<stdin>');
      default:
        return yield* runFile(runtime, argv[0] ?? '', option);
    }
  };

function* runFile(runtime: Runtime, name: string, option: string): Program {
  const { sys } = runtime;
  if (option.startsWith('-')) {
    yield* err(sys, `${name}: option '${option}' is not one that this simulator models\n`);
    return 2;
  }
  try {
    return yield* execute(runtime, yield* readText(sys, option), option);
  } catch (error) {
    if (!(error instanceof SysError)) throw error;
    const path = option.startsWith('/') ? option : `${sys.getcwd().replace(/\/$/, '')}/${option}`;
    const shown = isTwo(runtime) ? option : path;
    yield* err(sys, `${name}: can't open file '${shown}': [Errno 2] ${strerror(error.errno)}\n`);
    return 2;
  }
}

function* runModule(runtime: Runtime, [name = '', port = '8000']: readonly string[]): Program {
  const { sys, version } = runtime;
  if (name === (isTwo(runtime) ? 'SimpleHTTPServer' : 'http.server'))
    return yield* serveHttp(sys, version, Number(port));
  const real =
    /^(pip|venv|json\.tool|timeit|this|unittest|pdb|http\.server)$/.test(name) &&
    !(isTwo(runtime) && name === 'http.server');
  yield* err(
    sys,
    real
      ? `python: the module ${name} is real, but this simulator does not model it\n`
      : `${runtime.executable}: No module named ${name}\n`,
  );
  return real ? 2 : 1;
}

function* execute(runtime: Runtime, text: string, file: string): Program {
  try {
    yield* new Interpreter(runtime).run(parsePython(text, isTwo(runtime)));
    return 0;
  } catch (error) {
    return yield* fail(runtime, error, file, text);
  }
}

function* fail({ sys }: Runtime, error: unknown, file: string, text: string): Task<number> {
  if (error instanceof Exit) return error.code;
  if (error instanceof NotModelled) {
    yield* err(sys, `python: ${error.message} is real Python, but this simulator does not model it\n`);
    return 2;
  }
  if (!(error instanceof PyError)) throw error;
  const line = error instanceof SyntaxFault ? error.line : 1;
  const source = text.split('\n')[line - 1]?.trim() ?? '';
  if (error instanceof SyntaxFault)
    yield* err(sys, `  File "${file}", line ${line}\n    ${source}\n    ^\nSyntaxError: ${error.message}\n`);
  else
    yield* err(
      sys,
      `Traceback (most recent call last):\n  File "${file}", line 1, in <module>\n${error.type}: ${error.message}\n`,
    );
  return 1;
}

function* prompt(runtime: Runtime): Program {
  const { sys, version } = runtime;
  const built = isTwo(runtime)
    ? '(default, Apr 20 2020, 20:30:41) \n[GCC 9.3.0] on linux2'
    : '(main, Sep 18 2026, 01:12:04) [GCC 14.2.0] on linux';
  yield* out(
    sys,
    `Python ${version} ${built}\nType "help", "copyright", "credits" or "license" for more information.\n`,
  );
  sys.sigaction('INT', { kind: 'handle', handler: () => {} });
  const interpreter = new Interpreter(runtime);
  const lines = new Lines(sys, STDIN);
  for (;;) {
    yield* out(sys, '>>> ');
    let text: string | null;
    try {
      text = yield* block(sys, lines);
    } catch (error) {
      if (!(error instanceof SysError)) throw error;
      yield* out(sys, '\nKeyboardInterrupt\n');
      continue;
    }
    if (text === null) {
      yield* out(sys, '\n');
      return 0;
    }
    try {
      yield* interpreter.run(parsePython(text, isTwo(runtime)), true);
    } catch (error) {
      if (error instanceof Exit) return error.code;
      yield* fail(runtime, error, '<stdin>', text);
    }
  }
}

/** A line; after one that ends with a colon, all to an empty one. */
function* block(sys: Sys, lines: Lines): Task<string | null> {
  let text = yield* lines.next();
  if (text === null || !/:\s*$/.test(text)) return text;
  for (;;) {
    yield* out(sys, '... ');
    const more = yield* lines.next();
    if (more === null || more.trim() === '') return text;
    text += more;
  }
}
