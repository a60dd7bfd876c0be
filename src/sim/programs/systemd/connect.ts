/** The way to the service manager: a socket of PID 1. Invariant: there is none in a container. */
import { type Sys, SysError } from '../../kernel/sys.ts';
import { MANAGER_SOCKET, type UnitManager } from './manager.ts';

export function connectManager(sys: Sys): UnitManager | null {
  try {
    return sys.connectUnix(MANAGER_SOCKET) as UnitManager;
  } catch (error) {
    if (error instanceof SysError) return null;
    throw error;
  }
}
