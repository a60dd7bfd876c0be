import type { CommandEffect } from '../machine/machine.ts';

/** What the learner has agreed to let happen on their own engine; remembered for the session, and no longer. */
export interface Consent {
  readonly looking: boolean;
  /** Whatever creates, changes or removes, without being asked each time. */
  readonly acting: boolean;
}

export const noConsent: Consent = { looking: false, acting: false };
/** What `--yes` gives. */
export const fullConsent: Consent = { looking: true, acting: true };

/** Nothing that is simulated needs to be agreed to. */
export function isAgreed(consent: Consent, effect: CommandEffect | undefined): boolean {
  if (effect === undefined || consent.acting) return true;
  return effect === 'looks' && consent.looking;
}

/** What is remembered of a yes: to looking always, to more only if that is said. */
export const remembered = (consent: Consent, always: boolean): Consent =>
  always ? fullConsent : { ...consent, looking: true };

/** What holds for what was asked about. */
export const grantedFor = (effect: CommandEffect, always: boolean): Consent =>
  effect === 'looks' && !always ? { looking: true, acting: false } : fullConsent;

/** The most that any of the lines does. */
export function strongest(effects: readonly (CommandEffect | undefined)[]): CommandEffect | undefined {
  const order: readonly CommandEffect[] = ['looks', 'creates', 'changes', 'removes'];
  return order.findLast((effect) => effects.includes(effect));
}

/** Said with the question: what it does there. */
export const effectText: Readonly<Record<CommandEffect, string>> = {
  looks: 'It looks at your Docker and changes nothing. This is asked once a session.',
  creates:
    'It makes something new there. All that this course makes carries its label and is removed when you leave; what a session left that was killed goes first.',
  changes: 'It changes what this course has made there, and nothing else.',
  removes: 'It removes what this course has made there, and nothing else.',
};
