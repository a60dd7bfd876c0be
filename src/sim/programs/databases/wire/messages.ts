/** What client and server say to each other, as JSON. */
import type { Result } from '../sql/dialect.ts';
import { Decimal } from '../sql/values.ts';

export type Request =
  | {
      readonly op: 'login';
      readonly user: string;
      /** Null where none was given. */
      readonly password: string | null;
      readonly database: string | null;
    }
  | { readonly op: 'query'; readonly sql: string }
  | { readonly op: 'ping' }
  | { readonly op: 'shutdown' }
  | { readonly op: 'status' };

export interface ErrorReply {
  readonly kind: 'error';
  /** MySQL's number; 0 for PostgreSQL. */
  readonly number: number;
  readonly state: string;
  readonly words: string;
  /** FATAL, ERROR. */
  readonly severity: string;
  /** Character of the statement it is about, from 1; 0 where it has none. */
  readonly position: number;
  readonly detail: string | null;
  readonly hint: string | null;
}

export type Reply =
  | ErrorReply
  | {
      readonly kind: 'welcome';
      readonly connection: number;
      readonly version: string;
      readonly comment: string;
    }
  | {
      readonly kind: 'result';
      readonly result: Result;
      readonly database: string | null;
      readonly notices?: readonly string[];
    }
  | { readonly kind: 'text'; readonly text: string };

export const encode = (message: Request | Reply): string =>
  JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Decimal ? { decimal: value.text } : value,
  );

export const decode = <T extends Request | Reply>(text: string): T =>
  JSON.parse(text, (_key, value) =>
    typeof value?.decimal === 'string' ? new Decimal(value.decimal) : value,
  ) as T;
