/**
 * Whether two short answers say the same: capitals, spaces, hyphens inside words, quotes, a leading article and
 * final punctuation do not count. Capitals do count in flags and paths, where `-P` is not `-p`.
 */
export function sameText(expected: string, typed: string): boolean {
  const wanted = plain(expected);
  const said = plain(typed);
  if (isLongFlag(wanted) && said === wanted.slice(2)) return true;
  if (isExact(wanted)) return withoutSpaces(wanted) === withoutSpaces(said);
  return loose(wanted) === loose(said) && loose(wanted) !== '';
}

/** Typographic characters to plain ones, and the wrapping around the answer off. */
function plain(text: string): string {
  let rest = text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/^\s*\u2014(?=[a-z])/i, '--')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u200b|\u200c|\u200d|\ufeff/g, '')
    .trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/^(["'`*]+)(.*)\1$/s, '$2').trim();
    rest = rest.replace(/(?<=.)[.,;:!?]+$/s, '').trim();
  }
  return rest;
}

function isLongFlag(text: string): boolean {
  return /^--[a-z][a-z-]+$/.test(text);
}

function isExact(text: string): boolean {
  return /^(-|\/|~\/)/.test(text);
}

function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '');
}

function loose(text: string): string {
  const words = text.toLowerCase().replace(/^(?:an?|the)\s+(?=\S)/, '');
  return withoutSpaces(words.replace(/(?<=[\p{L}\p{N}])[-_](?=[\p{L}\p{N}])/gu, ''));
}
