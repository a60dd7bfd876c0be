/** `busybox`, `busybox:latest` and `docker.io/library/busybox` name one image; this is its shortest name. */
export function shortImageName(image: string): string {
  return image
    .replace(/^(?:index\.)?docker\.io\//, '')
    .replace(/^library\//, '')
    .replace(/:latest$/, '');
}
