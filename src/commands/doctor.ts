import type { Command } from './command.ts';

/** `vmvscontainer doctor`: what labs would run on here, and why; 0 ready for real containers, 1 the simulator only. */
export const doctor: Command = async ({ io }, { flags }) => {
  const { examine } = await import('./doctor-report.ts');
  const report = await examine(io);
  if (flags.has('--json')) io.write(`${JSON.stringify(report, null, 2)}\n`);
  else io.write((await import('./doctor-text.ts')).doctorText(report, io.columns));
  return report.ready ? 0 : 1;
};
