/** What `runc init` sets before the container's program begins: limits, kernel settings, the OOM score (runc `standard_init_linux.go`). */
import { RLIMIT_NAMES } from '../kernel/rlimits.ts';
import { type Fd, type Sys, SysError, type Task } from '../kernel/sys.ts';
import type { ProcessSpec } from './bundle.ts';
import { RuncError, wordsOf } from './runc-error.ts';

export function* setOomScore(sys: Sys, score: number): Task<void> {
  const fd = yield* sys.open('/proc/self/oom_score_adj', ['write']);
  yield* sys.write(fd, String(score));
  sys.close(fd);
}

export function* writeSysctls(sys: Sys, sysctls: ReadonlyMap<string, string>): Task<void> {
  for (const [name, value] of sysctls) {
    const path = name.replaceAll('.', '/');
    let fd: Fd;
    try {
      fd = yield* sys.open(`/proc/sys/${path}`, ['write']);
    } catch (error) {
      const words = `open sysctl ${name} file: unsafe procfs detected: openat2 fsmount:fscontext:proc/./sys/${path}`;
      throw new RuncError(`${words}: ${wordsOf(error)}`);
    }
    try {
      yield* sys.write(fd, value);
    } catch (error) {
      const words = `failed to write sysctl ${name} = ${JSON.stringify(value)}: write fsmount:fscontext:proc/./sys/${path}`;
      throw new RuncError(`${words}: ${wordsOf(error)}`);
    }
    sys.close(fd);
  }
}

/** Descriptors runc itself needs before the container's program begins. */
const OWN_DESCRIPTORS = 9;

/** The last of the rights of the host are still there, so hard limits may be raised. */
export function setLimits(sys: Sys, { rlimits }: ProcessSpec): void {
  for (const { name, soft, hard } of rlimits) {
    if (name === 'nofile' && soft < OWN_DESCRIPTORS) throw new SysError('EMFILE');
    try {
      sys.setrlimit(name, { soft, hard });
    } catch (error) {
      const words = `error setting rlimits for ready process: error setting rlimit type ${RLIMIT_NAMES.indexOf(name)}`;
      throw new RuncError(`${words}: ${wordsOf(error)}`);
    }
  }
}
