import { get } from 'node:http';
import { connect } from 'node:net';
import type { ReachFacts } from '../domain/observation.ts';

/** What answers at an address, `http://…` or `tcp://host:port`, asked from this computer. Never rejects. */
export type ReachFromHost = (url: string) => Promise<ReachFacts>;

const TIMEOUT_MS = 3000;
const LARGEST_CHARACTERS = 1024 * 1024;

export const reachFromHost: ReachFromHost = (url) =>
  url.startsWith('tcp://') ? reachPort(new URL(url)) : reachPage(url);

function reachPort({ hostname, port }: URL): Promise<ReachFacts> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: TIMEOUT_MS });
    const end = (facts: ReachFacts): void => {
      socket.destroy();
      resolve(facts);
    };
    socket.once('connect', () => end({ kind: 'answered', status: null, body: '' }));
    socket.once('timeout', () => end(failed('no answer in time')));
    socket.once('error', (error: NodeJS.ErrnoException) => end(failed(words(error))));
  });
}

function reachPage(url: string): Promise<ReachFacts> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: TIMEOUT_MS }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        if (body.length < LARGEST_CHARACTERS) body += text;
      });
      response.once('end', () => resolve({ kind: 'answered', status: response.statusCode ?? null, body }));
      response.once('error', (error: NodeJS.ErrnoException) => resolve(failed(words(error))));
    });
    const late = setTimeout(() => request.destroy(timeout()), 2 * TIMEOUT_MS);
    request.once('timeout', () => request.destroy(timeout()));
    request.once('error', (error: NodeJS.ErrnoException) => resolve(failed(words(error))));
    request.once('close', () => clearTimeout(late));
  });
}

const failed = (because: string): ReachFacts => ({ kind: 'failed', because });
const timeout = (): NodeJS.ErrnoException => Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENETUNREACH: 'network is unreachable',
  EHOSTUNREACH: 'no route to host',
  ETIMEDOUT: 'no answer in time',
  ECONNRESET: 'the server hung up without an answer',
  ENOTFOUND: 'no address for that name',
  EAI_AGAIN: 'no address for that name',
};

const words = (error: NodeJS.ErrnoException): string => WORDS[error.code ?? ''] ?? error.message;
