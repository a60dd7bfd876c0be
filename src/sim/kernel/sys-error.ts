/** errno(3) as an exception: how a system call fails. Left out: nothing is worded here, see strerror in errno.ts. */
import type { Errno } from './errno.ts';

/** A failed system call. The message is for developers; programs word the errno themselves, as strerror(3) does. */
export class SysError extends Error {
  readonly errno: Errno;
  constructor(errno: Errno) {
    super(errno);
    this.name = 'SysError';
    this.errno = errno;
  }
}
