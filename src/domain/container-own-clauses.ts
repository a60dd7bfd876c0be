import { type Check, check, flag, quoted, sameWords } from './clause.ts';
import type { WantedMount } from './goal.ts';
import type { MountFacts } from './observation.ts';
import { joined } from './wording.ts';

/** What a container is given of its own: name, user, environment, files. */
export const ownChecks: readonly Check[] = [
  check('hostname', (wanted, { hostname }) =>
    hostname === wanted
      ? null
      : { found: `has the host name ${hostname}`, wanted: `have the host name ${wanted}` },
  ),
  check('user', (wanted, { user }) =>
    user === wanted ? null : { found: userFound(user), wanted: `run as the user ${wanted}` },
  ),
  check('rootUser', (wanted, { user }) =>
    flag(
      isRoot(user),
      wanted,
      { found: 'runs as root', wanted: 'run as root' },
      { found: userFound(user), wanted: 'run as a user that is not root' },
    ),
  ),
  check('entrypoint', (wanted, { entrypoint }) =>
    sameWords(entrypoint, wanted)
      ? null
      : { found: entrypointFound(entrypoint), wanted: `have ${entrypointWords(wanted)}` },
  ),
  check('env', (wanted, { env }) => {
    const missing = wanted.filter((pair) => !env.includes(pair));
    if (missing.length === 0) return null;
    const found = missing.map((pair) => {
      const name = pair.slice(0, pair.indexOf('='));
      return env.find((other) => other.startsWith(`${name}=`)) ?? `no ${name}`;
    });
    return {
      found: `has ${joined(found)} in its environment`,
      wanted: `have ${joined(missing)} in its environment`,
    };
  }),
  check('labels', (wanted, { labels }) => {
    const missing = Object.entries(wanted).filter(([name, value]) => labels[name] !== value);
    if (missing.length === 0) return null;
    const found = missing.map(([name]) =>
      labels[name] === undefined ? `no label ${name}` : `the label ${name}=${labels[name]}`,
    );
    const asked = missing.map(([name, value]) => `the label ${name}=${value}`);
    return { found: `has ${joined(found)}`, wanted: `have ${joined(asked)}` };
  }),
  check('healthcheck', (wanted, { hasHealthcheck }) =>
    flag(
      hasHealthcheck,
      wanted,
      { found: 'has a health check', wanted: 'have a health check' },
      { found: 'has no health check', wanted: 'have no health check' },
    ),
  ),
  check('mounts', (wanted, { mounts }) => {
    const missing = wanted.filter((one) => !mounts.some((mount) => fits(one, mount)));
    if (missing.length === 0) return null;
    const found = mounts.length === 0 ? 'has nothing mounted' : `has ${joined(mounts.map(mountFound))}`;
    return { found, wanted: `have ${joined(missing.map(mountWanted))}` };
  }),
];

/** The first half of `user:group` says who it is. */
function isRoot(user: string): boolean {
  const [name = ''] = user.split(':');
  return name === '' || name === '0' || name === 'root';
}

function userFound(user: string): string {
  return user === '' ? 'runs as root, because no user is set' : `runs as the user ${user}`;
}

function entrypointWords(words: readonly string[]): string {
  return words.length === 0 ? 'no entrypoint' : `the entrypoint ${quoted(words)}`;
}

const entrypointFound = (words: readonly string[]): string => `has ${entrypointWords(words)}`;

const isAnonymous = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

function fits(wanted: WantedMount, mount: MountFacts): boolean {
  return (
    (wanted.type === undefined || wanted.type === mount.type) &&
    (wanted.destination === undefined || wanted.destination === mount.destination) &&
    (wanted.name === undefined || wanted.name === mount.name) &&
    (wanted.anonymous === undefined ||
      wanted.anonymous === (mount.type === 'volume' && isAnonymous(mount.name))) &&
    (wanted.readOnly === undefined || wanted.readOnly === mount.readOnly)
  );
}

const KIND_OF_MOUNT: Readonly<Record<MountFacts['type'], string>> = {
  volume: 'volume',
  bind: 'directory of the host',
  tmpfs: 'tmpfs',
};

function mountFound(mount: MountFacts): string {
  const name = mount.type === 'volume' && !isAnonymous(mount.name) ? ` ${mount.name}` : '';
  const kind = isAnonymous(mount.name)
    ? 'an anonymous volume'
    : `the ${KIND_OF_MOUNT[mount.type]}${name || (mount.type === 'bind' ? ` ${mount.source}` : '')}`;
  return `${kind} at ${mount.destination}${mount.readOnly ? ', read-only' : ''}`;
}

function mountWanted({ type, destination, name, anonymous, readOnly }: WantedMount): string {
  const kind = name !== undefined || anonymous !== undefined ? 'volume' : KIND_OF_MOUNT[type ?? 'volume'];
  const article = anonymous === true ? 'an anonymous' : name === undefined ? 'a' : 'the';
  const what = type === undefined && kind === 'volume' && name === undefined && !anonymous ? 'mount' : kind;
  const at = destination === undefined ? '' : ` at ${destination}`;
  const how = readOnly === undefined ? '' : readOnly ? ', read-only' : ', writable';
  return `${article} ${what}${name === undefined ? '' : ` ${name}`}${at}${how}`;
}
