import { asTyped, type FlagVerdict } from './flag-verdict.ts';
import type { Marks } from './marks.ts';

const loopback = '127.0.0.1';
/** `[address:][host port]:container port[/protocol]`; docs.docker.com, Port publishing. */
const published = /^(?:(?:(\[[^\]]*\]|[^:[\]]*):)?(\d*|\d+-\d+):)?(\d+(?:-\d+)?(?:\/\w+)?)$/;

/** `-p`: on this computer alone, and at another port where somebody else has that one. */
export function publishFlag(spec: string, marks: Marks): FlagVerdict {
  const parts = published.exec(spec);
  // Docker has more ways to write it; one that is not read here could open a port to everybody.
  if (parts === null)
    return /[:=,]/.test(spec)
      ? {
          kind: 'refused',
          sentence: `\`-p ${spec}\` is not understood here; write it as \`-p 127.0.0.1:8080:80\`.`,
        }
      : asTyped;
  const [, address = '', wanted = '', inside = ''] = parts;
  const host = /^(127\.[\d.]+|\[::1\])$/.test(address) ? address : loopback;
  const port = /^\d+$/.test(wanted) ? Number(wanted) : null;
  const placed = port === null ? null : (marks.guest?.placePort(port) ?? port);
  const words = `${host}:${placed ?? wanted}:${inside}`;
  return {
    kind: 'kept',
    words: words === spec ? null : ['-p', words],
    needs: placed === null ? [] : [{ kind: 'port', port: placed }],
  };
}
