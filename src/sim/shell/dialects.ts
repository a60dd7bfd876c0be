/**
 * Models the wording of bash, dash and busybox ash. Invariant: every string was printed by the real shell.
 * Left out: the shells' translations. See dialect.ts.
 */
import { type Errno, strerror } from '../kernel/errno.ts';
import type { Dialect } from './dialect.ts';

const bashPrefix: Dialect['prefix'] = (shell) =>
  shell.wordsInteractively ? `${shell.name}: ` : `${shell.name}: line ${shell.line}: `;

export const BASH: Dialect = {
  version: '5.3.15(1)-release',
  kind: 'bash',
  prefix: bashPrefix,
  builtinPrefix: (shell, builtin) => `${bashPrefix(shell)}${builtin}: `,
  commandNotFound: (name) => `${name}: command not found`,
  cannotExecute: (errno, isDirectory) => (isDirectory ? 'Is a directory' : strerror(errno)),
  cannotOpen: (path, errno) => `${path}: ${strerror(errno)}`,
  cannotCreate: (path, errno) => `${path}: ${strerror(errno)}`,
  redirectionStatus: 1,
  readonlyVariable: (name) => `${name}: readonly variable`,
  unset: (name) => `${name}: unbound variable`,
  badSubstitution: (text) => `${text}: bad substitution`,
  expansionStatus: 1,
  unsetStatus: 127,
  divisionByZero: (expression, token) => `${expression}: division by 0 (error token is "${token}")`,
  arithmeticSyntax: (expression, rest) =>
    `${expression}: arithmetic syntax error: operand expected (error token is "${rest}")`,
  specialBuiltinErrorsAreFatal: false,
  echoAlwaysEscapes: false,
  localInherits: false,
  signalPrefix: 'SIG',
  firstLineOfCommandString: 1,
  defaultPrompt: '\\s-\\v\\$ ',
};

const dashPrefix: Dialect['prefix'] = (shell) => `${shell.name}: ${shell.line}: `;
const posixNotFound = (errno: Errno): string =>
  errno === 'ENOENT' || errno === 'ENOTDIR' ? 'not found' : strerror(errno);

export const DASH: Dialect = {
  kind: 'dash',
  prefix: dashPrefix,
  builtinPrefix: (shell, builtin) => `${dashPrefix(shell)}${builtin}: `,
  commandNotFound: (name) => `${name}: not found`,
  cannotExecute: posixNotFound,
  cannotOpen: (path, errno) =>
    `cannot open ${path}: ${errno === 'ENOENT' ? 'No such file' : strerror(errno)}`,
  cannotCreate: (path, errno) =>
    `cannot create ${path}: ${errno === 'ENOENT' ? 'Directory nonexistent' : strerror(errno)}`,
  redirectionStatus: 2,
  readonlyVariable: (name) => `${name}: is read only`,
  unset: (name) => `${name}: parameter not set`,
  badSubstitution: () => 'Bad substitution',
  expansionStatus: 2,
  unsetStatus: 2,
  divisionByZero: (expression) => `arithmetic expression: division by zero: "${expression}"`,
  arithmeticSyntax: (expression) => `arithmetic expression: expecting primary: "${expression}"`,
  specialBuiltinErrorsAreFatal: true,
  echoAlwaysEscapes: true,
  localInherits: true,
  signalPrefix: '',
  firstLineOfCommandString: 1,
  defaultPrompt: '# ',
};

const ashLine = (interactive: boolean, line: number): string => (interactive ? '' : `line ${line}: `);

export const ASH: Dialect = {
  kind: 'ash',
  prefix: (shell) => `${shell.name}: ${ashLine(shell.wordsInteractively, shell.line)}`,
  builtinPrefix: (shell, builtin) =>
    `${shell.name}: ${builtin}: ${ashLine(shell.wordsInteractively, shell.line)}`,
  commandNotFound: (name) => `${name}: not found`,
  cannotExecute: posixNotFound,
  cannotOpen: (path, errno) => `can't open ${path}: ${errno === 'ENOENT' ? 'no such file' : strerror(errno)}`,
  cannotCreate: (path, errno) =>
    `can't create ${path}: ${errno === 'ENOENT' ? 'nonexistent directory' : strerror(errno)}`,
  redirectionStatus: 1,
  readonlyVariable: (name) => `${name}: is read only`,
  unset: (name) => `${name}: parameter not set`,
  badSubstitution: () => 'syntax error: bad substitution',
  expansionStatus: 2,
  unsetStatus: 2,
  divisionByZero: () => 'divide by zero',
  arithmeticSyntax: () => 'arithmetic syntax error',
  specialBuiltinErrorsAreFatal: true,
  echoAlwaysEscapes: false,
  localInherits: true,
  signalPrefix: '',
  firstLineOfCommandString: 0,
  defaultPrompt: '\\w \\$ ',
};
