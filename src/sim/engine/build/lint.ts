/** What BuildKit warns of in a Dockerfile (buildkit `frontend/dockerfile/linter`), as far as it is modelled. */
import { type Dockerfile, type Instruction, type Stage, sourceExcerpt } from './dockerfile.ts';
import { jsonList, rawWords } from './words.ts';

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
  words.push(...file.stages.flatMap(({ from }) => ofFrom(from)));
  for (const { written, line } of all) {
    const right = upper ? written.toUpperCase() : written.toLowerCase();
    if (written === right) continue;
    words.push(
      `ConsistentInstructionCasing: Command '${written}' should match the case of the command majority (${upper ? 'uppercase' : 'lowercase'}) (line ${line})`,
    );
  }
  return words;
}

function ofFrom(from: Instruction): readonly string[] {
  const words: string[] = [];
  const [, as = '', name = ''] = /\s(as)\s+(\S+)$/i.exec(from.rest) ?? [];
  const upperFrom = from.written === from.written.toUpperCase();
  if (as !== '' && as !== (upperFrom ? as.toUpperCase() : as.toLowerCase()))
    words.push(
      `FromAsCasing: '${as}' and '${from.written}' keywords' casing do not match (line ${from.line})`,
    );
  const platform = from.flags.get('platform') ?? '$';
  if (!platform.includes('$'))
    words.push(
      `FromPlatformFlagConstDisallowed: FROM --platform flag should not use constant value "${platform}" (line ${from.line})`,
    );
  if (name !== name.toLowerCase())
    words.push(`StageNameCasing: Stage name '${name}' should be lowercase (line ${from.line})`);
  return words;
}

const SENSITIVE =
  /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:_|^)public(?:_|$)/i;

function secretsIn({ name, rest, line }: Instruction): readonly string[] {
  if (name !== 'ARG' && name !== 'ENV') return [];
  const words = rawWords(rest);
  const names = (words[0] ?? '').includes('=')
    ? words.map((word) => word.split('=')[0] ?? '')
    : words.slice(0, 1);
  return names
    .filter((one) => SENSITIVE.test(one) && !PUBLIC.test(one))
    .map(
      (one) =>
        `SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (${name} ${JSON.stringify(one)}) (line ${line})`,
    );
}

/** The first WORKDIR of a stage, where it hangs on what the image has. */
function relativeWorkdir({ steps }: Stage): readonly string[] {
  const first = steps.find(({ name }) => name === 'WORKDIR');
  if (first === undefined || /^["']?[/$]/.test(first.rest)) return [];
  return [
    `WorkdirRelativePath: Relative workdir ${JSON.stringify(first.rest)} can have unexpected results if the base image changes (line ${first.line})`,
  ];
}

const ofStage = (stage: Stage): readonly string[] => [
  ...relativeWorkdir(stage),
  ...stage.steps.flatMap(secretsIn),
  ...ofWords(stage),
];

function exposedCasing(rest: string, line: number): readonly string[] {
  return rest
    .split(/\s+/)
    .filter((port) => /\/.*[A-Z]/.test(port))
    .map(
      (port) =>
        `ExposeProtoCasing: Defined protocol '${port}' in EXPOSE instruction should be lowercase (line ${line})`,
    );
}

function ofWords({ steps }: Stage): readonly string[] {
  return steps.flatMap(({ name, rest, line }) => {
    if ((name === 'CMD' || name === 'ENTRYPOINT') && jsonList(rest) === null && rest !== '') {
      return [
        `JSONArgsRecommended: JSON arguments recommended for ${name} to prevent unintended behavior related to OS signals (line ${line})`,
      ];
    }
    if (name === 'EXPOSE') return exposedCasing(rest, line);
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

const ruleAddress = (rule: string): string =>
  `https://docs.docker.com/go/dockerfile/rule/${rule
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()}/`;

/** `docker build --check`: each warning, in the order of the lines, with where it is (buildkit `frontend/subrequests/lint`). */
export function checkReport(warnings: readonly string[], fileName: string, text: string): string {
  if (warnings.length === 0) return 'Check complete, no warnings found.\n';
  const count = warnings.length === 1 ? '1 warning has' : `${warnings.length} warnings have`;
  const blocks = warnings
    .map((warning) => /^(\w+): (.*) \(line (\d+)\)$/.exec(warning) ?? ['', '', '', '1'])
    .map(([, rule = '', words = '', line = '1']) => ({ rule, words, line: Number(line) }))
    .sort((a, b) => a.line - b.line)
    .map(
      ({ rule, words, line }) =>
        `\nWARNING: ${rule} - ${ruleAddress(rule)}\n${words}\n${sourceExcerpt(fileName, text, line, line)}`,
    );
  return `Check complete, ${count} been found!\n${blocks.join('')}`;
}
