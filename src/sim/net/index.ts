/**
 * What others use of the simulated network.
 *
 * For who boots machines
 * - `new LinuxNetwork(kernel)` as KernelOptions.network; `plugIn(kernel, card)` on a `Segment`; `kernel.companions` for machines beside it.
 * - src/sim/worlds/lan.ts wires a world's router, internet and laptop.
 *
 * For dockerd, all through Sys (its own process on the host, NET_ADMIN and SYS_ADMIN)
 * - at start: `setUpFirewall(sys.netlink())`, `createBridge(sys, docker0)`.
 * - network create and rm: `createBridge`, `removeBridge` (macvlan and ipvlan networks make no device until a container joins).
 * - container start, after clone with a new net namespace and before execve: `prepareSandbox(sys, pid)`, then `attachToBridge` or
 *   `attachToParent` for each network; `openEmbeddedDns` and a thread `serveEmbeddedDns` on user networks; `publishPort` for each port (before
 *   the container runs: it throws EADDRINUSE) and `startProxy` for TCP (install `dockerProxy` as /usr/bin/docker-proxy).
 * - connect and disconnect while it runs: the same calls; container end: `unpublishPort`, `detachFromBridge`.
 * - texts: `hostsFile`, `resolvConf`.
 *
 * For diagrams: `sys.netlink(pid).trace(to, protocol, port)`, hop by hop, without sending anything.
 */
export * from './docker/docker-proxy.ts';
export * from './docker/embedded-dns.ts';
export * from './docker/endpoints.ts';
export * from './docker/files.ts';
export * from './docker/firewall.ts';
export * from './docker/published-ports.ts';
export { LinuxNetwork, type NetworkCard, plugIn } from './linux-network.ts';
export { Segment } from './segment.ts';
export { type Trace, trace } from './trace.ts';
