import { type Check, type Clause, check, flag, quoted } from './clause.ts';
import { limitChecks } from './container-limit-clauses.ts';
import { networkChecks } from './container-network-clauses.ts';
import { ownChecks } from './container-own-clauses.ts';
import type { ContainerAssertion } from './goal.ts';
import { shortImageName } from './image-name.ts';
import type { ContainerFacts, ContainerStatus } from './observation.ts';
import { counted, shortened } from './wording.ts';

/** A clause for each field of the assertion that the container does not fit; empty when it fits. */
export function mismatches(assertion: ContainerAssertion, facts: ContainerFacts): readonly Clause[] {
  const clauses = ALL_CHECKS.flatMap((judge) => {
    const clause = judge(assertion, facts);
    return clause === null ? [] : [clause];
  });
  return clauses.map((clause, at) => ({ ...clause, found: unsaid(clause.found, clauses.slice(0, at)) }));
}

/** Status and exit code are found together; said of the one, it is not said again of the other. */
function unsaid(found: string, before: readonly Clause[]): string {
  const said = before.find((clause) => found !== clause.found && found.startsWith(`${clause.found} and `));
  return said === undefined ? found : found.slice(`${said.found} and `.length);
}

const CHECKS: readonly Check[] = [
  check('image', (wanted, { image }) =>
    shortImageName(image) === shortImageName(wanted)
      ? null
      : { found: `was made from ${image}`, wanted: `be made from ${wanted}` },
  ),
  check('cmd', (wanted, { cmd }) =>
    cmd.length === wanted.length && cmd.every((word, index) => word === wanted[index])
      ? null
      : { found: commandFound(cmd), wanted: `have the command ${quoted(wanted)}` },
  ),
  check('cmdContains', (wanted, { cmd }) =>
    cmd.join(' ').includes(wanted)
      ? null
      : { found: commandFound(cmd), wanted: `have a command with \`${wanted}\` in it` },
  ),
  check('status', (wanted, facts) =>
    facts.status === wanted ? null : { found: statusFound(facts), wanted: STATUS_WANTED[wanted] },
  ),
  check('exitCode', judgeExitCode),
  check('errorContains', (wanted, { error }) => {
    if (error.includes(wanted)) return null;
    const found = error === '' ? 'reports no error' : `reports the error "${shortened(error)}"`;
    return { found, wanted: `report an error with "${wanted}" in it` };
  }),
  check('oomKilled', (wanted, { oomKilled }) =>
    flag(
      oomKilled,
      wanted,
      { found: 'was killed for lack of memory', wanted: 'be killed for lack of memory' },
      { found: 'was not killed for lack of memory', wanted: 'not be killed for lack of memory' },
    ),
  ),
  check('tty', (wanted, { tty }) =>
    flag(
      tty,
      wanted,
      { found: 'has a terminal', wanted: 'have a terminal' },
      { found: 'has no terminal', wanted: 'have no terminal' },
    ),
  ),
  check('openStdin', (wanted, { openStdin }) =>
    flag(
      openStdin,
      wanted,
      { found: 'keeps its input open', wanted: 'keep its input open' },
      { found: 'has its input closed', wanted: 'have its input closed' },
    ),
  ),
  check('init', (wanted, { init }) =>
    flag(
      init,
      wanted,
      { found: "has Docker's init as PID 1", wanted: "have Docker's init as PID 1" },
      { found: "does without Docker's init", wanted: "do without Docker's init" },
    ),
  ),
  check('restartPolicy', (wanted, { restartPolicy }) =>
    restartPolicy === wanted || restartPolicy.startsWith(`${wanted}:`)
      ? null
      : { found: `has the restart policy ${restartPolicy}`, wanted: `have the restart policy ${wanted}` },
  ),
  check('restartCount', (wanted, { restartCount }) =>
    restartCount === wanted
      ? null
      : {
          found: `was restarted ${counted(restartCount, 'time')}`,
          wanted: `be restarted ${counted(wanted, 'time')}`,
        },
  ),
  check('health', (wanted, { health }) =>
    health === wanted ? null : { found: HEALTH_FOUND[health], wanted: HEALTH_WANTED[wanted] },
  ),
];

const ALL_CHECKS: readonly Check[] = [...CHECKS, ...ownChecks, ...limitChecks, ...networkChecks];

/** While a container runs, engines say exit code 0, which is no code that anything exited with. */
function judgeExitCode(wanted: number, facts: ContainerFacts): Clause | null {
  const runs = facts.status === 'running' || facts.status === 'paused';
  if (!runs && facts.exitCode === wanted) return null;
  const code = runs || facts.status === 'exited' ? '' : ` and has the exit code ${facts.exitCode}`;
  return { found: `${statusFound(facts)}${code}`, wanted: `have the exit code ${wanted}` };
}

function statusFound(facts: ContainerFacts): string {
  switch (facts.status) {
    case 'exited':
      return `has exited with code ${facts.exitCode}`;
    case 'created':
      return 'was created but is not started';
    case 'removing':
      return 'is being removed';
    default:
      return `is ${facts.status}`;
  }
}

const STATUS_WANTED: Readonly<Record<ContainerStatus, string>> = {
  created: 'be created and not started',
  running: 'be running',
  paused: 'be paused',
  restarting: 'be restarting',
  removing: 'be in removal',
  exited: 'have exited',
  dead: 'be dead',
};

const HEALTH_FOUND: Readonly<Record<ContainerFacts['health'], string>> = {
  none: 'has no health check',
  starting: 'has a health check that has not decided yet',
  healthy: 'is healthy',
  unhealthy: 'is unhealthy',
};

const HEALTH_WANTED: Readonly<Record<ContainerFacts['health'], string>> = {
  none: 'have no health check',
  starting: 'have a health check that has not decided yet',
  healthy: 'be healthy',
  unhealthy: 'be unhealthy',
};

function commandFound(cmd: readonly string[]): string {
  return cmd.length === 0 ? 'has no command of its own' : `has the command ${quoted(cmd)}`;
}
