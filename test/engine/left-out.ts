import type { Reporter, TestModule } from 'vitest/node';

const mark = /\(left out: (.*)\)/;

/** At the end of the run says which tests were left out for want of an engine, and why. */
export default class LeftOutReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules
      .flatMap((module) => [...module.children.allTests('skipped')])
      .flatMap((test) => {
        const because = mark.exec(test.fullName)?.[1];
        return because === undefined
          ? []
          : [{ because, name: test.fullName.replace(` ${mark.exec(test.fullName)?.[0]}`, '') }];
      });
    if (lines.length === 0) return;
    process.stdout.write(`\nLeft out, ${lines.length} tests: ${lines[0]?.because}\n`);
    for (const { name } of lines) process.stdout.write(`  ${name}\n`);
  }
}
