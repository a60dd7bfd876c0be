/** What BuildKit warns of in a Dockerfile (buildkit `frontend/dockerfile/linter`), as far as it is modelled. */
import type { Dockerfile, Stage } from './dockerfile.ts';
import { jsonList } from './words.ts';

export function warningsOf(file: Dockerfile, used: readonly Stage[]): readonly string[] {
  return [...ofWriting(file), ...used.flatMap(ofStage)];
}

function ofWriting(file: Dockerfile): readonly string[] {
  const all = file.stages.flatMap(({ from, steps }) => [from, ...steps]);
  const upper = all.filter(({ written }) => written === written.toUpperCase()).length >= all.length / 2;
  const words: string[] = [];
  for (const { steps } of file.stages) {
    for (const { name, line } of steps) {
      if (name !== 'MAINTAINER') continue;
      words.push(
        `MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label (line ${line})`,
      );
    }
  }
  for (const { from } of file.stages) {
    const name = /\s[aA][sS]\s+(\S+)$/.exec(from.rest)?.[1] ?? '';
    if (name !== name.toLowerCase())
      words.push(`StageNameCasing: Stage name '${name}' should be lowercase (line ${from.line})`);
  }
  for (const { written, line } of all) {
    const right = upper ? written.toUpperCase() : written.toLowerCase();
    if (written === right) continue;
    words.push(
      `ConsistentInstructionCasing: Command '${written}' should match the case of the command majority (${upper ? 'uppercase' : 'lowercase'}) (line ${line})`,
    );
  }
  return words;
}

function ofStage({ steps }: Stage): readonly string[] {
  return steps.flatMap(({ name, rest, line }) => {
    if ((name === 'CMD' || name === 'ENTRYPOINT') && jsonList(rest) === null && rest !== '') {
      return [
        `JSONArgsRecommended: JSON arguments recommended for ${name} to prevent unintended behavior related to OS signals (line ${line})`,
      ];
    }
    const legacy = (name === 'ENV' || name === 'LABEL') && !(rest.split(/\s/)[0] ?? '').includes('=');
    return legacy
      ? [
          `LegacyKeyValueFormat: "${name} key=value" should be used instead of legacy "${name} key value" format (line ${line})`,
        ]
      : [];
  });
}

/** The summary after a build. */
export function warningSummary(warnings: readonly string[]): string {
  if (warnings.length === 0) return '';
  const count = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`;
  const list = warnings.map((one) => ` - ${one}\n`).join('');
  return `\n \x1b[33m${count} found (use docker --debug to expand):\n\x1b[0m${list}`;
}
