/**
 * Models unix(7) stream sockets as far as local services need them: a socket file stands for an object that a
 * process offers. Invariants: only who may write to the socket file connects; when the process has ended nobody
 * answers. Left out: the byte stream itself, abstract addresses, credentials passing.
 */
import type { Process } from '../kernel/process.ts';
import { SysError } from '../kernel/sys.ts';
import type { Node } from './node.ts';
import { createIn } from './open.ts';
import { find, findPlace } from './path-walk.ts';
import { requireAccess } from './permissions.ts';

interface Offer {
  readonly process: Process;
  readonly service: unknown;
}

export class UnixServices {
  private readonly offers = new WeakMap<Node, Offer>();

  /** EADDRINUSE when the file exists. */
  serve(process: Process, path: string, service: unknown): void {
    const found = find(process, path, false);
    if (found.place !== null) throw new SysError('EADDRINUSE');
    const place = createIn(process, found, { type: 'socket', mode: 0o777 & ~process.fs.umask });
    this.offers.set(place.node.identity, { process, service });
    process.onExit.push(() => {
      if (found.directory.node.lookup(found.name, process)?.identity !== place.node.identity) return;
      found.directory.node.detach(found.name);
      found.directory.dentry.forget(found.name);
    });
  }

  connect(process: Process, path: string): unknown {
    const { node } = findPlace(process, path);
    requireAccess(process, node, 'write');
    const offer = this.offers.get(node.identity);
    if (offer === undefined || offer.process.ended) throw new SysError('ECONNREFUSED');
    return offer.service;
  }
}
