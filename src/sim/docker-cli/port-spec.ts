/** `-p` words: [hostIp:][hostPort:]containerPort[/protocol] (docker/go-connections `nat`). */
import type { PortBinding } from '../engine/model.ts';
import { CliError } from './cli.ts';

export function parsePublished(word: string): PortBinding {
  const [address = '', protocol = 'tcp'] = word.split('/');
  const parts = address.split(':');
  const containerPort = parts.pop() ?? '';
  const hostPort = parts.pop() ?? '';
  const hostIp = parts.join(':').replace(/^\[|\]$/g, '');
  if (!isPort(containerPort)) throw new CliError(`Invalid containerPort: ${containerPort}`, 125);
  if (hostPort !== '' && !isPort(hostPort)) throw new CliError(`Invalid hostPort: ${hostPort}`, 125);
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) throw new CliError(`Invalid proto: ${protocol}`, 125);
  return { containerPort: `${containerPort}/${protocol}`, hostIp, hostPort };
}

const isPort = (text: string): boolean => /^\d+$/.test(text) && Number(text) <= 65535;

/** `--expose`: `80` is `80/tcp`. */
export const exposedPort = (word: string): string => (word.includes('/') ? word : `${word}/tcp`);
