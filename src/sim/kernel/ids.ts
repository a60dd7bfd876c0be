/**
 * Two numbers for one process: the course is about not confusing them. A HostPid names a process in the first
 * PID namespace; a NamespacePid names it in the PID namespace of whoever asks (pid_namespaces(7)).
 */
declare const brand: unique symbol;
export type HostPid = number & { readonly [brand]: 'HostPid' };
export type NamespacePid = number & { readonly [brand]: 'NamespacePid' };

export const hostPid = (pid: number): HostPid => pid as HostPid;
export const namespacePid = (pid: number): NamespacePid => pid as NamespacePid;
