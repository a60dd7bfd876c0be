import { asTyped, type FlagVerdict } from './flag-verdict.ts';
import { outsideFolder } from './lab-folder.ts';
import { type Marks, refusedName } from './marks.ts';
import type { Need } from './need.ts';

const refused = (sentence: string): FlagVerdict => ({ kind: 'refused', sentence });

/**
 * `-v`: a volume is labelled, which only `--mount` can say; a folder must be in the labs' own. Docker's own message is
 * left to Docker.
 */
export function volumeFlag(spec: string, marks: Marks): FlagVerdict {
  const [first = '', target, ...options] = spec.split(':');
  if (target === undefined)
    return first.startsWith('/') ? volumeMount(null, first, [], spec, marks) : asTyped;
  if (/^[.~/]|[/\\]/.test(first)) return folderMount(first, [target, ...options], marks);
  if (options.length > 1 || !/^(?:(?:ro|rw|nocopy|z|Z)(?:,(?:ro|rw|nocopy|z|Z))*)?$/.test(options[0] ?? ''))
    return refused(
      `The options \`${options.join(':')}\` of \`-v\` are not used in this course’s labs; \`ro\` is.`,
    );
  return volumeMount(first, target, options.join(',').split(','), spec, marks);
}

function folderMount(source: string, rest: readonly string[], marks: Marks): FlagVerdict {
  const whole = marks.guest?.folder.inside(source) ?? null;
  if (whole === null)
    return refused(
      `\`-v\` shows the container files of your computer: ${outsideFolder(source, marks.guest?.folder)}`,
    );
  return { kind: 'kept', words: ['-v', [whole, ...rest].join(':')], needs: [] };
}

function volumeMount(
  name: string | null,
  target: string,
  options: readonly string[],
  spec: string,
  marks: Marks,
): FlagVerdict {
  const fault = name === null ? null : refusedName('a volume', name, marks);
  if (fault !== null) return refused(fault);
  const needs: readonly Need[] = name === null ? [] : [{ kind: 'ours', of: 'volume', name }];
  if (marks.guest?.engine === 'podman')
    return {
      kind: 'kept',
      words: ['-v', spec],
      needs: name === null ? [] : [...needs, { kind: 'volume-made', name }],
    };
  const words = [
    'type=volume',
    ...(name === null ? [] : [`source=${name}`]),
    `target=${target}`,
    ...(options.includes('ro') ? ['readonly'] : []),
    ...(options.includes('nocopy') ? ['volume-nocopy'] : []),
    `volume-label=${marks.label}`,
  ];
  return { kind: 'kept', words: ['--mount', words.join(',')], needs };
}

/** `--mount`: a volume of ours, memory, or a folder in the labs' own. */
export function mountFlag(spec: string, marks: Marks): FlagVerdict {
  if (/["\s]/.test(spec))
    return refused('`--mount` is not understood here with quotes or spaces in it; write it without.');
  const fields = spec.split(',').map((field): readonly [string, string] => {
    const at = field.indexOf('=');
    return at < 0 ? [field.toLowerCase(), ''] : [field.slice(0, at).toLowerCase(), field.slice(at + 1)];
  });
  const keys = fields.map(([name]) => aliases[name] ?? name);
  if (new Set(keys).size < keys.length)
    return refused('`--mount` says the same thing twice here; say it once.');
  const of = (...names: readonly string[]) => fields.find(([name]) => names.includes(name))?.[1];
  const type = of('type') ?? 'volume';
  const source = of('source', 'src');
  const risky = fields.find(([name]) => /^(volume-(driver|opt|label)|bind-propagation)$/.test(name));
  if (risky !== undefined)
    return refused(
      `\`--mount\` with \`${risky[0]}\` reaches further than a lab needs; on your own machine it is not allowed in this exercise.`,
    );
  if (type === 'tmpfs') return asTyped;
  if (type === 'bind') return bindMount(fields, source ?? '', marks);
  if (type !== 'volume')
    return refused(
      `\`--mount type=${type}\` is not used in this course’s labs, so on your own machine it does not run.`,
    );
  const fault = source === undefined ? null : refusedName('a volume', source, marks);
  if (fault !== null) return refused(fault);
  const needs: readonly Need[] = source === undefined ? [] : [{ kind: 'ours', of: 'volume', name: source }];
  if (marks.guest?.engine === 'podman')
    return {
      kind: 'kept',
      words: null,
      needs: source === undefined ? [] : [...needs, { kind: 'volume-made', name: source }],
    };
  return { kind: 'kept', words: ['--mount', `${spec},volume-label=${marks.label}`], needs };
}

const aliases: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
};

function bindMount(
  fields: readonly (readonly [string, string])[],
  source: string,
  marks: Marks,
): FlagVerdict {
  const whole = marks.guest?.folder.inside(source) ?? null;
  if (whole === null)
    return refused(
      `\`--mount\` shows the container files of your computer: ${outsideFolder(source, marks.guest?.folder)}`,
    );
  const words = fields.map(([name, value]) => {
    if (name === 'source' || name === 'src') return `${name}=${whole}`;
    return value === '' ? name : `${name}=${value}`;
  });
  return { kind: 'kept', words: ['--mount', words.join(',')], needs: [] };
}
