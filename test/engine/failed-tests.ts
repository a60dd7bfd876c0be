import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Writes what failed to the file that FAILED_TESTS names, a line a test (file, tab, name and the first line of the
 * error), so that `.ci/run` can repeat it in its last lines and run those files again on a quiet machine. A file
 * that could not be loaded is a line too; the file is empty when all passed.
 */
export default class FailedTestsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const target = process.env.FAILED_TESTS;
    if (target === undefined) return;
    const lines = modules.flatMap((module) => {
      const file = relative(process.cwd(), module.moduleId);
      const tests = [...module.children.allTests('failed')].map((test) => ({
        name: test.fullName,
        error: test.result().errors?.[0]?.message ?? '',
      }));
      const loading = module.errors().map((error) => ({ name: '(the file itself)', error: error.message }));
      return [...loading, ...tests].map(
        ({ name, error }) => `${file}\t${name}: ${error.split('\n')[0] ?? ''}\n`,
      );
    });
    writeFileSync(target, lines.join(''));
  }
}
