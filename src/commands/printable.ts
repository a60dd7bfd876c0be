/** A name that came from outside, fit for a terminal: control characters as `?`. */
export const printable = (name: string): string =>
  name.replace(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g, '?');
