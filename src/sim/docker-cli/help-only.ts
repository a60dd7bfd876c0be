/**
 * Help of commands that are real and not modelled (swarm, plugins, trust, most of buildx), as Docker 28.5.2 prints it. Invariant: a
 * command that stands here alone does nothing but show its help.
 */
import texts from './help-only-texts.json' with { type: 'json' };

const TEXTS: Readonly<Record<string, string>> = texts;

export const helpOnly = (path: string): string | null => TEXTS[path] ?? null;
