const OF_CONTAINER = [
  ...[
    'attach',
    'commit',
    'cp',
    'create',
    'diff',
    'exec',
    'export',
    'kill',
    'logs',
    'pause',
    'port',
    'ps',
    'rename',
  ],
  ...['restart', 'rm', 'run', 'start', 'stats', 'stop', 'top', 'unpause', 'update', 'wait'],
];
const OF_IMAGE = ['build', 'history', 'import', 'load', 'pull', 'push', 'save', 'tag'];
const NOUNS = ['container', 'image', 'network', 'volume', 'system'];

const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ...OF_CONTAINER.map((verb) => [`container ${verb}`, verb] as const),
  ...OF_IMAGE.map((verb) => [`image ${verb}`, verb] as const),
  ['container ls', 'ps'],
  ['container list', 'ps'],
  ['container remove', 'rm'],
  ['image ls', 'images'],
  ['image list', 'images'],
  ['image rm', 'rmi'],
  ['image remove', 'rmi'],
  ['network list', 'network ls'],
  ['network remove', 'network rm'],
  ['volume list', 'volume ls'],
  ['volume remove', 'volume rm'],
  ['system info', 'info'],
  ['system events', 'events'],
]);

/** The command in its shortest spelling, `ps` for `container ls`, and the words after it. */
export function dockerVerb(words: readonly string[]): {
  readonly verb: string;
  readonly rest: readonly string[];
} {
  const [first = '', second = ''] = words;
  if (!NOUNS.includes(first.toLowerCase())) return { verb: first.toLowerCase(), rest: words.slice(1) };
  const long = `${first} ${second}`.toLowerCase();
  return { verb: SHORT_FORMS.get(long) ?? long, rest: words.slice(2) };
}
