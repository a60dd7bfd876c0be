/** An IPv4 network as numbers; null: not one. */
function network(text: string): { readonly from: number; readonly to: number; readonly bits: number } | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (parts === null) return null;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = parts.slice(1).map(Number);
  if (bits > 32 || [a, b, c, d].some((byte) => byte > 255)) return null;
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const size = 2 ** (32 - bits);
  const from = Math.floor(address / size) * size;
  return { from, to: from + size - 1, bits };
}

/** RFC 1918, and what documentation uses (RFC 5737). */
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
];

/** Whether this subnet could take addresses away from this computer: one of its own networks, or somebody's in the world. */
export function takesAddresses(subnet: string, ownNetworks: readonly string[]): boolean {
  const wanted = network(subnet);
  if (wanted === null) return false;
  const isPrivate = privateRanges.some((range) => {
    const known = network(range);
    return known !== null && wanted.from >= known.from && wanted.to <= known.to;
  });
  if (!isPrivate || wanted.bits < 16) return true;
  return ownNetworks.some((own) => {
    const taken = network(own);
    return taken !== null && wanted.from <= taken.to && taken.from <= wanted.to;
  });
}
