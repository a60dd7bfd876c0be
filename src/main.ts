import type { CommandContext } from './commands/command.ts';
import { chooseLanguage } from './commands/language.ts';
import { processPorts } from './commands/open-ports.ts';
import { type Parsed, parseCommandLine } from './commands/parse-command-line.ts';
import { assertNever } from './domain/assert-never.ts';
import { processIo } from './terminal/command-io.ts';

/** The composition root: reads the command line, hands the process's streams and ports to what it names. */
async function main(): Promise<number> {
  const io = processIo();
  const chosen = chooseLanguage(process.argv.slice(2), process.env);
  if (chosen.kind === 'usage-error') {
    io.complain(`${chosen.sentence}\n`);
    return 2;
  }
  const { words, language } = chosen;
  // Scripts get a machine whose clock hangs on their lines alone.
  const context: CommandContext = {
    io,
    ports: processPorts(io.interactive && !words.includes('--json'), language),
  };
  try {
    return await run(context, parseCommandLine(words));
  } catch (error) {
    const { reportCrash } = await import('./commands/crash-report.ts');
    context.io.complain(`${reportCrash(error, new Date())}\n`);
    return 1;
  }
}

async function run(context: CommandContext, parsed: Parsed): Promise<number> {
  switch (parsed.kind) {
    case 'tutorial':
      if (!context.io.interactive) return (await import('./commands/course.ts')).course(context);
      return (await import('./commands/tutorial.ts')).tutorial(context, parsed);
    case 'version':
      // The launcher answers --version itself; this is for those who start main another way.
      context.io.write(`${(await import('./commands/version.ts')).programVersion()}\n`);
      return 0;
    case 'help':
      context.io.write((await import('./commands/help.ts')).helpText(parsed.of));
      return 0;
    case 'usage-error':
      context.io.complain(`${parsed.sentence}\n`);
      return 2;
    case 'command':
      return (await parsed.command.load())(context, parsed.args);
    default:
      return assertNever(parsed);
  }
}

process.exitCode = await main();
