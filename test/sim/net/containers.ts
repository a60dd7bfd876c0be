/** Bridges and containers made as dockerd makes them. */
import type { Program, Sys } from '../../../src/sim/kernel/sys.ts';
import { attachToBridge, type BridgeNetwork, prepareSandbox } from '../../../src/sim/net/index.ts';
import { inNewNamespace } from './lan.ts';

export const bridge = (name: string, third: number): BridgeNetwork => ({
  bridge: name,
  subnet: `172.${third}.0.0/16`,
  gateway: `172.${third}.0.1/16`,
  internal: false,
  icc: true,
  masquerade: true,
});

export function container(sys: Sys, on: string, address: string, main: (inner: Sys) => Program): number {
  return inNewNamespace(
    sys,
    (pid) => {
      prepareSandbox(sys, pid as never);
      const gateway = address.replace(/\.\d+\/\d+$/, '.1');
      const endpoint = {
        pid: pid as never,
        bridge: on,
        name: 'eth0',
        hostName: `veth${pid}`,
        mac: `02:42:00:00:00:0${pid % 10}`,
      };
      attachToBridge(sys, { ...endpoint, address, gateway });
    },
    main,
  );
}
