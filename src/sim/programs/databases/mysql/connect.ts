/** How mysql and mysqladmin reach the server and log in. */
import type { Sys, Task } from '../../../kernel/sys.ts';
import { type Conversation, openLocal, openRemote } from '../wire/client.ts';
import { decode, type ErrorReply, encode, type Reply } from '../wire/messages.ts';
import { type ClientOptions, connectError } from './client-options.ts';
import { errorReply } from './errors.ts';

export type Connected =
  | {
      readonly kind: 'in';
      readonly conversation: Conversation;
      readonly welcome: Extract<Reply, { kind: 'welcome' }>;
    }
  | { readonly kind: 'out'; readonly error: ErrorReply };

export function* connect(sys: Sys, options: ClientOptions, password: string | null): Task<Connected> {
  const { host, port } = options;
  const opened =
    host === null ? openLocal(sys, options.socket) : yield* openRemote(sys, { host, port }, true);
  if (opened.kind !== 'open') return { kind: 'out', error: connectError(opened, options) };
  const { conversation } = opened;
  const login = encode({ op: 'login', user: options.user, password, database: options.database });
  const answer = yield* conversation.ask(login);
  const reply: Reply = answer === null ? lostError(2013) : decode<Reply>(answer);
  if (reply.kind === 'welcome') return { kind: 'in', conversation, welcome: reply };
  conversation.close();
  return { kind: 'out', error: reply.kind === 'error' ? reply : lostError(2013) };
}

export const lostError = (number: 2006 | 2013): ErrorReply =>
  errorReply(
    number,
    'HY000',
    number === 2006 ? 'MySQL server has gone away' : 'Lost connection to MySQL server during query',
  );

export const errorLine = ({ number, state, words }: ErrorReply, place: string): string =>
  `ERROR ${number} (${state})${place}: ${words}\n`;
