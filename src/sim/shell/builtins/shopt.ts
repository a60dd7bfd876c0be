/** Models bash's shopt (bash(1)). Invariant: what bash has not is refused in its words. Left out: options without effect here. */
import type { Task } from '../../kernel/sys.ts';
import type { Shell } from '../shell.ts';

const MODELLED = ['dotglob', 'extglob', 'globstar', 'nocasematch', 'nullglob'] as const;
type Modelled = (typeof MODELLED)[number];
const REAL = new Set(
  'array_expand_once assoc_expand_once autocd bash_source_fullpath cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist compat31 compat32 compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand dirspell execfail extdebug extquote failglob force_fignore globasciiranges globskipdots gnu_errfmt histappend histreedit histverify hostcomplete huponexit inherit_errexit interactive_comments lastpipe lithist localvar_inherit localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob noexpand_translation patsub_replacement progcomp progcomp_alias promptvars restricted_shell shift_verbose sourcepath varredir_close xpg_echo'.split(
    ' ',
  ),
);

const isModelled = (name: string): name is Modelled => MODELLED.some((one) => one === name);

const isOn = (shell: Shell, name: string): boolean =>
  name === 'expand_aliases' ? shell.expandsAliases : isModelled(name) && shell.option(name);

export function* shopt(shell: Shell, argv: readonly string[]): Task<number> {
  const [mode, ...names] = argv.slice(1);
  if (mode !== '-s' && mode !== '-u' && mode !== '-q') return yield* list(shell, argv.slice(1));
  let status = 0;
  for (const name of names) {
    if (!(yield* known(shell, name, true))) status = 1;
    else if (mode === '-q') status = isOn(shell, name) ? status : 1;
    else if (name === 'expand_aliases') shell.expandsAliases = mode === '-s';
    else if (isModelled(name)) toggle(shell, name, mode === '-s');
  }
  return status;
}

function* list(shell: Shell, names: readonly string[]): Task<number> {
  let status = 0;
  for (const name of names.length === 0 ? MODELLED : names) {
    if (!(yield* known(shell, name, false))) return 1;
    if (!isOn(shell, name)) status = names.length === 0 ? 0 : 1;
    yield* shell.out(`${name.padEnd(15)}\t${isOn(shell, name) ? 'on' : 'off'}\n`);
  }
  return status;
}

function* known(shell: Shell, name: string, toSet: boolean): Task<boolean> {
  if (isModelled(name) || name === 'expand_aliases' || (REAL.has(name) && !toSet)) return true;
  const words = REAL.has(name) ? 'this simulator does not model it' : 'invalid shell option name';
  yield* shell.complainIn('shopt', `${name}: ${words}`);
  return false;
}

function toggle(shell: Shell, name: Modelled, on: boolean): void {
  if (on) shell.options.add(name);
  else shell.options.delete(name);
}
