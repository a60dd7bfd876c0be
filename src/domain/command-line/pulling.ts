/** What engines print, without a terminal, from looking for an image until they have it. */
const progress = [
  /^Unable to find image '.*' locally$/,
  /^[\w.-]+: Pulling from \S+$/,
  /^[0-9a-f]{12}: (?:Pulling fs layer|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete|Already exists)\b/,
  /^Digest: sha256:[0-9a-f]{64}$/,
  /^(?:Trying to pull .*\.\.\.|Getting image source signatures|Copying (?:blob|config) .*|Writing manifest to image destination|Storing signatures)$/,
];

/**
 * Whether the end of what a command has printed is an image on its way: then it takes as long as the network needs, and says how far
 * it is.
 */
export function isPulling(printed: string): boolean {
  const last = printed.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return progress.some((line) => line.test(last));
}
