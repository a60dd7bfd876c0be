/** Where Debian's libvirt keeps what it has. */
export const LIBVIRT_SOCKET = '/run/libvirt/libvirt-sock';
export const DEFINITIONS = '/etc/libvirt/qemu';
export const IMAGES = '/var/lib/libvirt/images';
/** Where managed saves lie. */
export const SAVES = '/var/lib/libvirt/qemu/save';
export const managedPath = ({ name }: { readonly name: string }): string => `${SAVES}/${name}.save`;
