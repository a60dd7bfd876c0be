/** Carries out what `ip` was asked to change. Throws SysError. */
import type { NetControl } from '../../kernel/net.ts';
import { SysError } from '../../kernel/sys.ts';
import type { IpRequest } from './ip-request.ts';

type Change = Exclude<
  IpRequest,
  { kind: 'show-addresses' | 'show-links' | 'show-routes' | 'show-neighbours' | 'route-get' }
>;

export function applyChange(control: NetControl, request: Change): void {
  switch (request.kind) {
    case 'change-address': {
      const cidr = request.cidr.includes('/') ? request.cidr : `${request.cidr}/32`;
      if (request.add) control.addAddress(request.device, cidr, { broadcast: request.broadcast });
      else control.deleteAddress(request.device, cidr);
      return;
    }
    case 'flush-addresses':
      flush(control, request.device);
      return;
    case 'add-link':
      control.addLink(request.link);
      return;
    case 'delete-link':
      control.deleteLink(request.device);
      return;
    case 'set-link':
      control.setLink(request.device, request.change);
      return;
    case 'change-route':
      if (request.how === 'delete') control.deleteRoute(request.route);
      else if (request.how === 'add') control.addRoute(request.route);
      else replace(control, request.route);
      return;
  }
}

function flush(control: NetControl, device: string): void {
  const link = control.links().find(({ name }) => name === device);
  for (const { address, prefix, family } of link?.addresses ?? []) {
    if (family === 'inet') control.deleteAddress(device, `${address}/${prefix}`);
  }
}

function replace(control: NetControl, route: Parameters<NetControl['addRoute']>[0]): void {
  try {
    control.deleteRoute({ destination: route.destination });
  } catch (error) {
    if (!(error instanceof SysError) || error.errno !== 'ESRCH') throw error;
  }
  control.addRoute(route);
}
