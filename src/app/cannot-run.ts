/** What docker's client says when nobody answers on the socket. */
export const engineGone = (text: string): boolean =>
  /cannot connect to the docker daemon|failed to connect to the docker api|is the docker daemon running/i.test(
    text,
  );

/** What engines say when a registry could not be asked, as opposed to not having the image. */
const unreachable =
  /dial tcp|no such host|i\/o timeout|connection refused|network is unreachable|no route to host|TLS handshake timeout|server misbehaving|Temporary failure in name resolution|toomanyrequests|context deadline exceeded|Client\.Timeout|proxyconnect|EOF/i;

export const noAnswer = 'Docker does not answer any more';

export const notPulled = (image: string): string =>
  `the image ${image.replace(/:latest$/, '')} is not here and cannot be pulled`;

/**
 * Why a line that has ended on a real engine could not have been done there by anybody, in a clause; null: what it says is
 * the learner's to read. `printed` is the end of its output.
 */
export function cannotRunHere(commandLine: string, exitCode: number, printed: string): string | null {
  if (exitCode === 0) return null;
  if (engineGone(printed)) return noAnswer;
  const program = /^(\S+): there is no such program on this computer/m.exec(printed)?.[1];
  if (program !== undefined && exitCode === 127) return `there is no ${program} on this computer`;
  if (
    /^(?:docker: )?(?:Error response from daemon|failed to register layer|write \S+): ?.*no space left on device/im.test(
      printed,
    )
  )
    return 'the disk of your Docker is full';
  const image = imageNotPulled(commandLine, printed);
  return image === null ? null : notPulled(image);
}

function imageNotPulled(commandLine: string, printed: string): string | null {
  if (!unreachable.test(printed)) return null;
  const missing = /Unable to find image '([^']+?)(?::latest)?' locally/.exec(printed)?.[1];
  if (missing !== undefined) return missing;
  const pulled = /\bdocker (?:image )?pull (?:-\S+ )*([\w./:@-]+)/.exec(commandLine)?.[1];
  if (pulled !== undefined) return pulled.replace(/:latest$/, '');
  return /\bdocker (?:buildx? )?(?:image )?build\b/.test(commandLine) ? 'it builds on' : null;
}
