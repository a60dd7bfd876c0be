/** Whether an IPv4 address lies in `172.17.0.0/16`; false for what is neither. */
export function inSubnet(address: string, subnet: string): boolean {
  const [base = '', length = ''] = subnet.split('/');
  const [ip, net, bits] = [numberOf(address), numberOf(base), Number(length)];
  if (ip === null || net === null || !/^\d+$/.test(length) || bits > 32) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(ip / size) === Math.floor(net / size);
}

function numberOf(address: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address);
  if (match === null) return null;
  const parts = match.slice(1).map(Number);
  return parts.some((part) => part > 255) ? null : parts.reduce((sum, part) => sum * 256 + part, 0);
}
