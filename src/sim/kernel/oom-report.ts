/**
 * What the OOM killer writes into the kernel's log (mm/oom_kill.c dump_header(), oom_kill_process()): who asked for memory, what the
 * group has, its tasks, the victim. Invariant: pages are of 4 KiB and numbers those of the moment before the kill. Left out: the
 * call trace, statistics of what is not modelled.
 */
import type { Cgroup } from './cgroup.ts';
import type { Kernel } from './kernel.ts';
import type { Process } from './process.ts';

const kB = (bytes: number): number => Math.ceil(bytes / 1024);
const pages = (bytes: number): number => Math.ceil(bytes / 4096);
const TABLE_BYTES = 61_440;

export function reportOom(kernel: Kernel, group: Cgroup, asker: Process, victim: Process): void {
  const limited = group.parent !== null;
  const say = (text: string): void => kernel.printk(text);
  const { release, version } = kernel.utsname;
  say(
    `${asker.comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=${asker.oomScoreAdj}`,
  );
  say(
    `CPU: 0 UID: ${asker.credentials.uid} PID: ${asker.pid.host} Comm: ${asker.comm} Not tainted ${release} ${version}`,
  );
  if (limited) {
    const limit = group.memoryMaxBytes ?? 0;
    say(`memory: usage ${kB(limit)}kB, limit ${kB(limit)}kB, failcnt ${group.memoryEvents.max}`);
    say(`swap: usage 0kB, limit ${kB(group.swapMaxBytes ?? 0)}kB, failcnt 0`);
    say(`Memory cgroup stats for ${group.path}:`);
    say(`anon ${group.memoryBytes}`);
  }
  say('Tasks state (memory values in pages):');
  say(
    '[  pid  ]   uid  tgid total_vm      rss rss_anon rss_file rss_shmem pgtables_bytes swapents oom_score_adj name',
  );
  for (const below of group.subtree()) for (const process of below.processes) say(taskLine(process));
  const where = limited
    ? `constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=${victim.cgroup.name},mems_allowed=0,oom_memcg=${group.path}`
    : 'constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom';
  say(
    `oom-kill:${where},task_memcg=${victim.cgroup.path},task=${victim.comm},pid=${victim.pid.host},uid=${victim.credentials.uid}`,
  );
  const { memoryBytes } = victim;
  say(
    `${limited ? 'Memory cgroup out' : 'Out'} of memory: Killed process ${victim.pid.host} (${victim.comm}) total-vm:${kB(memoryBytes) + 1024}kB, anon-rss:${kB(memoryBytes)}kB, file-rss:0kB, shmem-rss:0kB, UID:${victim.credentials.uid} pgtables:${kB(TABLE_BYTES)}kB oom_score_adj:${victim.oomScoreAdj}`,
  );
}

function taskLine(process: Process): string {
  const right = (value: number, width: number): string => String(value).padStart(width);
  const { memoryBytes } = process;
  const rss = pages(memoryBytes);
  const id = process.pid.host;
  return `[${right(id, 7)}] ${right(process.credentials.uid, 5)} ${right(id, 5)} ${right(rss + 256, 8)} ${right(rss, 8)} ${right(rss, 8)} ${right(0, 8)} ${right(0, 9)} ${right(TABLE_BYTES, 8)} ${right(0, 8)} ${right(process.oomScoreAdj, 13)} ${process.comm}`;
}
