/** Models fnmatch(3) for names: `*`, `?`, brackets. Invariant: pure. Left out: collating symbols. */
export function wildcard(pattern: string): RegExp {
  const source = pattern.replace(
    /\[(!?)([^\]]+)\]|[\s\S]/g,
    (whole, negated: string | undefined, body: string | undefined) => {
      if (body !== undefined) return `[${negated === '!' ? '^' : ''}${body.replaceAll('\\', '\\\\')}]`;
      if (whole === '*') return '.*';
      return whole === '?' ? '.' : whole.replace(/[.+^${}()|[\]\\]/, '\\$&');
    },
  );
  return new RegExp(`^${source}$`, 's');
}
