import { type Check, type Clause, check, flag } from './clause.ts';
import { bytes, counted, joined } from './wording.ts';

/** What a container may use and what it may do. */
export const limitChecks: readonly Check[] = [
  check('memoryBytes', (wanted, { memoryBytes }) =>
    limit(memoryBytes, wanted, (count) =>
      count === 0 ? 'no memory limit' : `a memory limit of ${bytes(count)}`,
    ),
  ),
  check('memorySwapBytes', (wanted, { memorySwapBytes }) => limit(memorySwapBytes, wanted, swapWords)),
  check('cpus', (wanted, { cpus }) =>
    limit(cpus, wanted, (count) => (count === 0 ? 'no CPU limit' : `a limit of ${counted(count, 'CPU')}`)),
  ),
  check('pidsLimit', (wanted, { pidsLimit }) =>
    limit(pidsLimit, wanted, (count) =>
      count === 0 ? 'no limit on its processes' : `a limit of ${counted(count, 'process', 'processes')}`,
    ),
  ),
  check('readOnly', (wanted, { readOnly }) =>
    flag(
      readOnly,
      wanted,
      { found: 'has a read-only root file system', wanted: 'have a read-only root file system' },
      { found: 'can write to its root file system', wanted: 'be able to write to its root file system' },
    ),
  ),
  check('privileged', (wanted, { privileged }) =>
    flag(
      privileged,
      wanted,
      { found: 'is privileged', wanted: 'be privileged' },
      { found: 'is not privileged', wanted: 'not be privileged' },
    ),
  ),
  check('capAdd', (wanted, { capAdd }) => capabilities(capAdd, wanted, 'added', 'add')),
  check('capDrop', (wanted, { capDrop }) => capabilities(capDrop, wanted, 'dropped', 'drop')),
  check('noNewPrivileges', (wanted, { securityOpt }) =>
    flag(
      securityOpt.some((option) => /^no-new-privileges([:=]true)?$/.test(option)),
      wanted,
      { found: 'cannot gain privileges (no-new-privileges)', wanted: 'have no-new-privileges set' },
      { found: 'may gain privileges (no-new-privileges is not set)', wanted: 'do without no-new-privileges' },
    ),
  ),
];

function limit(found: number, wanted: number, words: (count: number) => string): Clause | null {
  return found === wanted ? null : { found: `has ${words(found)}`, wanted: `have ${words(wanted)}` };
}

function swapWords(count: number): string {
  if (count === -1) return 'no limit on memory and swap together';
  return count === 0
    ? 'no limit on swap of its own'
    : `a limit of ${bytes(count)} on memory and swap together`;
}

function capabilities(
  found: readonly string[],
  wanted: readonly string[],
  done: string,
  todo: string,
): Clause | null {
  const [has, asked] = [found.map(plainName), wanted.map(plainName)];
  const missing = asked.filter((name) => !has.includes(name));
  if (missing.length === 0) return null;
  const names = has.length === 0 ? 'no capability' : joined(has);
  return { found: `has ${names} ${done}`, wanted: `${todo} ${joined(missing)}` };
}

/** Engines write `CAP_NET_ADMIN` for what one types as `net_admin`. */
function plainName(capability: string): string {
  return capability.toUpperCase().replace(/^CAP_/, '');
}
