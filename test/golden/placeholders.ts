/** Values replaced by `<kind-1>`, `<kind-2>` ... in order of first appearance. */
export class Numbered {
  readonly #kind: string;
  readonly #numbers = new Map<string, number>();

  constructor(kind: string) {
    this.#kind = kind;
  }

  of(value: string): string {
    const number = this.#numbers.get(value) ?? this.#numbers.size + 1;
    this.#numbers.set(value, number);
    return `<${this.#kind}-${number}>`;
  }
}

const idPattern = /\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b/g;

/** IDs of 64 hexadecimal digits and their first 12, which Docker prints in their stead. They come by chance. */
export class Ids {
  readonly #numbers = new Map<string, number>();

  replace(text: string): string {
    return text.replace(idPattern, (id) => (/\d/.test(id) ? this.#placeholder(id) : id));
  }

  #placeholder(id: string): string {
    const short = id.slice(0, 12);
    const number = this.#numbers.get(short) ?? this.#numbers.size + 1;
    this.#numbers.set(short, number);
    return id.length === 12 ? `<id-${number}:12>` : `<id-${number}>`;
  }
}
