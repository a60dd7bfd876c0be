/** What `runc init` ends with before the container's program begins, and its words for what the kernel refused. */
import { strerror } from '../kernel/errno.ts';
import { SysError } from '../kernel/sys.ts';

export class RuncError extends Error {}

export const wordsOf = (error: unknown): string => {
  if (error instanceof RuncError) return error.message;
  if (error instanceof SysError) return strerror(error.errno).toLowerCase();
  throw error;
};
