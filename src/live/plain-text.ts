type State = 'text' | 'escape' | 'sequence' | 'string' | 'string-escape' | 'intermediate';

const longestString = 4096;

/**
 * Takes out of a program's output what could harm the screen or the terminal: control characters, and escape sequences
 * (ECMA-48 and xterm's), which move the cursor, set titles, write the clipboard or make links. Newline, carriage
 * return and tab stay. Works on pieces as they arrive: a sequence may be cut anywhere.
 */
export class PlainText {
  #state: State = 'text';
  #stringLength = 0;

  push(piece: string): string {
    let kept = '';
    for (const character of piece) if (this.#keeps(character)) kept += character;
    return kept;
  }

  #keeps(character: string): boolean {
    const code = character.codePointAt(0) ?? 0;
    switch (this.#state) {
      case 'text':
        return this.#text(code);
      case 'escape':
        this.#escape(code);
        return false;
      case 'intermediate':
        if (code < 0x20 || code > 0x2f) this.#state = 'text';
        return false;
      case 'sequence':
        this.#sequence(code);
        return false;
      default:
        this.#string(code);
        return false;
    }
  }

  #text(code: number): boolean {
    if (code === 0x1b) this.#state = 'escape';
    else if (code === 0x9b) this.#state = 'sequence';
    else if (isStringStart(code)) this.#begin();
    else return code === 0x0a || code === 0x0d || code === 0x09 || isPrintable(code);
    return false;
  }

  #escape(code: number): void {
    if (code === 0x1b) return;
    if (code === 0x5b) this.#state = 'sequence';
    else if (code === 0x50 || code === 0x58 || code === 0x5d || code === 0x5e || code === 0x5f) this.#begin();
    else if (code >= 0x20 && code <= 0x2f) this.#state = 'intermediate';
    else this.#state = 'text';
  }

  #sequence(code: number): void {
    if (code === 0x1b) this.#state = 'escape';
    else if (code >= 0x40 || code === 0x18 || code === 0x1a) this.#state = 'text';
  }

  /** A string that never ends must not swallow the rest: it is given up after 4,096 characters or at a new line. */
  #string(code: number): void {
    this.#stringLength += 1;
    const ended = code === 0x07 || code === 0x9c || code === 0x18 || code === 0x1a || code === 0x0a;
    if (ended || this.#stringLength > longestString) this.#state = 'text';
    else if (code === 0x1b) this.#state = 'string-escape';
    else if (this.#state === 'string-escape') this.#state = code === 0x5c ? 'text' : 'string';
  }

  #begin(): void {
    this.#state = 'string';
    this.#stringLength = 0;
  }
}

/** DCS, SOS, OSC, PM, APC in their one-character form. */
function isStringStart(code: number): boolean {
  return code === 0x90 || code === 0x98 || code === 0x9d || code === 0x9e || code === 0x9f;
}

/** Neither a control character nor one that turns the direction of writing, which could hide what a line says. */
function isPrintable(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return false;
  return !((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0xfeff);
}
