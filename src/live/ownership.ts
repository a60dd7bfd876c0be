import type { Refusal } from '../machine/machine.ts';
import type { Ask } from './docker-client.ts';
import { isMissing, sentence } from './docker-words.ts';

export const sessionLabel = 'vmvscontainer.session';

/** What virtual machines of a session are called, which stands among the words of their processes. */
export const vmName = ({ id }: { readonly id: string }): string => `vvc-vm-${id}`;

/**
 * Says no when one of the containers is not ours. A container that is not there is nobody's: Docker will say so. When
 * the engine does not answer, the answer is no as well.
 */
export async function refuseForeign(
  ask: Ask,
  label: string,
  targets: readonly string[],
): Promise<Refusal | null> {
  for (const target of targets) {
    const format = `{{index .Config.Labels "${sessionLabel}"}}`;
    const asked = await ask(['docker', 'container', 'inspect', '--format', format, '--', target]);
    if (!asked.known) return refusal(undecided(target, asked.because));
    const { exitCode, stdout, stderr } = asked.value;
    if (exitCode !== 0 && isMissing(stderr)) continue;
    if (exitCode !== 0) return refusal(undecided(target, sentence(stderr)));
    if (`${sessionLabel}=${stdout.trim()}` !== label)
      return refusal(
        `The container ${target} was not made in this session, so it is left alone; choose another name for yours.`,
      );
  }
  return null;
}

/** Whether the engine has all of these containers. */
export async function areThere(ask: Ask, targets: readonly string[]): Promise<boolean> {
  if (targets.length === 0) return true;
  const asked = await ask(['docker', 'container', 'inspect', '--format', '{{.Id}}', '--', ...targets]);
  return asked.known && asked.value.exitCode === 0;
}

function undecided(target: string, because: string): string {
  return `Whose container ${target} is could not be found out: ${because.replace(/\.$/, '')}.`;
}

function refusal(text: string): Refusal {
  return { rule: 'not-allowed', sentence: text };
}
