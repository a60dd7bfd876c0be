/** What must hold in the moment before a command runs, or is done then, beside its containers being ours. */
export type Need =
  /** It is ours, or there is none of that name and Docker will say so. */
  | { readonly kind: 'ours'; readonly of: 'network' | 'volume' | 'image'; readonly name: string }
  /** The command makes it: there is none of that name yet, or it is ours. Written down before, because it cannot carry a label. */
  | { readonly kind: 'image-name'; readonly name: string }
  /** The images that a file holds will have these names: the same as for `image-name`. */
  | { readonly kind: 'image-file'; readonly path: string }
  /** A volume that the command makes by the way, and that could not be labelled then. */
  | { readonly kind: 'volume-made'; readonly name: string }
  /** The container has PIDs of its own, so that root in it cannot signal the host's processes. */
  | { readonly kind: 'own-pids'; readonly container: string }
  /** Its anonymous volumes would stay without a container that shows whose they are: written down before. */
  | { readonly kind: 'volumes-left'; readonly container: string }
  /** A port of this computer that is ours from now on. */
  | { readonly kind: 'port'; readonly port: number };
