/** apt-get remove and purge: the files and the status of packages go. */
import { type Program, SysError } from '../../kernel/sys.ts';
import { err, out } from '../lib/io.ts';
import { goOn, reading } from './apt.ts';
import type { AptRun } from './apt-install.ts';
import { nameLines, sizeWords } from './apt-words.ts';
import { filesOf, shownPackage } from './archive.ts';
import { readInstalled, writeInstalled } from './state.ts';

export function* removePackages(run: AptRun, names: readonly string[]): Program {
  const { sys } = run;
  const installed = yield* readInstalled(sys);
  yield* reading(run);
  const unknown = names.filter((name) => !installed.has(name));
  for (const name of unknown) yield* err(sys, `E: Unable to locate package ${name}\n`);
  if (unknown.length > 0) return 100;
  yield* out(
    sys,
    `The following packages will be REMOVED:\n${nameLines([...names].sort())}0 upgraded, 0 newly installed, ${names.length} to remove and 0 not upgraded.\n`,
  );
  const bytes = names.reduce((sum, name) => sum + (installed.get(name)?.k ?? 0) * 1024, 0);
  yield* out(sys, `After this operation, ${sizeWords(bytes)} disk space will be freed.\n`);
  if (!(yield* goOn(run))) return 1;
  for (const [index, name] of names.entries()) {
    const data = installed.get(name);
    if (data === undefined) continue;
    if (index === 0)
      yield* out(sys, `(Reading database ... 7337 files and directories currently installed.)\n`);
    yield* out(sys, `Removing ${shownPackage(name, data)} (${data.v}) ...\n`);
    for (const [path, node] of Object.entries(filesOf(name))) {
      try {
        if (node.kind !== 'dir') sys.unlink(path);
      } catch (error) {
        if (!(error instanceof SysError)) throw error;
      }
    }
    installed.delete(name);
  }
  yield* writeInstalled(sys, installed);
  return 0;
}
