/** What libvirt calls fail with: the words that virErrorMsg (libvirt src/util/virerror.c) puts before the detail. */
export class LibvirtError extends Error {}

export const operationInvalid = (detail: string): LibvirtError =>
  new LibvirtError(`Requested operation is not valid: ${detail}`);
export const invalidArgument = (detail: string): LibvirtError =>
  new LibvirtError(`invalid argument: ${detail}`);
export const internalError = (detail: string): LibvirtError => new LibvirtError(`internal error: ${detail}`);
export const operationFailed = (detail: string): LibvirtError =>
  new LibvirtError(`operation failed: ${detail}`);
export const unsupportedFlags = (flags: number, where: string): LibvirtError =>
  new LibvirtError(`unsupported flags (0x${flags.toString(16)}) in function ${where}`);
export const notSupported = (api: string): LibvirtError =>
  new LibvirtError(`this function is not supported by the connection driver: ${api}`);
export const notRunning = (): LibvirtError => operationInvalid('domain is not running');
