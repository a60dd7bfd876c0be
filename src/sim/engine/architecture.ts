/** Go's name of the processor (GOARCH) from uname(2)'s `machine`: what images and `docker version` call it. */
const NAMES: Readonly<Record<string, string>> = { aarch64: 'arm64', arm64: 'arm64', x86_64: 'amd64' };

export const goArchitecture = (machine: string): string => NAMES[machine] ?? machine;
