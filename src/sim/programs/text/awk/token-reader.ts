/** Reading awk's words one after the other. Invariant: pure; throws AwkSyntaxError. */
import { AwkSyntaxError, type Token } from './lexer.ts';

export class TokenReader {
  protected readonly tokens: readonly Token[];
  protected at = 0;
  /** In `print a > b`, where `>` is no comparison, and in `for (x in a)`. */
  protected noGreater = false;
  protected noIn = false;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  protected get token(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: 'end of file', line: 0 };
  }

  protected is(text: string): boolean {
    return (this.token.kind === 'operator' || this.token.kind === 'keyword') && this.token.text === text;
  }

  protected accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  protected expect(text: string): void {
    if (!this.accept(text)) this.fail();
  }

  protected fail(): never {
    throw new AwkSyntaxError(
      this.token.line,
      this.token.kind === 'newline' ? 'end of line' : this.token.text,
    );
  }

  protected skipNewlines(): void {
    while (this.token.kind === 'newline') this.at++;
  }
}
