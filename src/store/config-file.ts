import { readFileSync } from 'node:fs';
import type { SettingsValues } from '../app/ports.ts';
import { becauseOf, codeOf } from './disk-fault.ts';

/** The version of config.json's shape; each step of MIGRATIONS raises it by one. */
export const SCHEMA_VERSION = 1;

type Plain = Readonly<Record<string, unknown>>;

/** `raw` is the file migrated to this version, with whatever else stands in it. */
export type ConfigFile =
  | { readonly kind: 'read'; readonly raw: Plain; readonly values: SettingsValues }
  | { readonly kind: 'newer'; readonly values: SettingsValues }
  /** `values` is what could still be made out. */
  | { readonly kind: 'corrupt'; readonly values: SettingsValues }
  | { readonly kind: 'unreadable'; readonly because: string; readonly values: SettingsValues };

export const DEFAULTS: SettingsValues = { machine: null };

/** Index n turns version n into n + 1. Version 0 is a flat file, as conf writes when nobody versions it. */
const MIGRATIONS: readonly ((old: Plain) => Plain)[] = [
  ({ schemaVersion: _, ...flat }) => ({ schemaVersion: 1, settings: flat }),
];

/** Reads without conf, whose import costs a quarter of Node's own start. Never throws. */
export function readConfigFile(path: string): ConfigFile {
  try {
    return decodeConfig(readFileSync(path, 'utf8'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return decodeConfig('{}');
    return { kind: 'unreadable', because: becauseOf(error), values: DEFAULTS };
  }
}

export function decodeConfig(text: string): ConfigFile {
  const raw = parsePlain(text);
  if (raw === null) return { kind: 'corrupt', values: salvage(text) };
  const version = raw.schemaVersion ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    return { kind: 'corrupt', values: salvage(text) };
  }
  if (version > SCHEMA_VERSION) return { kind: 'newer', values: valuesOf(raw) };
  const current = MIGRATIONS.slice(version).reduce((old, migrate) => migrate(old), raw);
  return { kind: 'read', raw: current, values: valuesOf(current) };
}

/** The same file with some settings changed; everything unknown stays. */
export function withSettings(raw: Plain, change: Partial<SettingsValues>): Record<string, unknown> {
  const settings = isPlain(raw.settings) ? raw.settings : {};
  return { ...raw, schemaVersion: SCHEMA_VERSION, settings: { ...settings, ...change } };
}

function valuesOf(raw: Plain): SettingsValues {
  const settings = isPlain(raw.settings) ? raw.settings : {};
  const reader = settings.screenReader === true ? { screenReader: true } : {};
  return { machine: machineOf(settings.machine), ...reader, ...reviewsOf(settings) };
}

function salvage(text: string): SettingsValues {
  const reader = /"screenReader"\s*:\s*true/.test(text) ? { screenReader: true } : {};
  const number = (name: string): number => Number(new RegExp(`"${name}"\\s*:\\s*([\\d.]+)`).exec(text)?.[1]);
  const reviews = { reviewsPerDay: number('reviewsPerDay'), retention: number('retention') };
  return { machine: machineOf(/"machine"\s*:\s*"(\w+)"/.exec(text)?.[1]), ...reader, ...reviewsOf(reviews) };
}

/** Numbers that make no sense, as somebody may write by hand, are as if they were not there. */
function reviewsOf({ reviewsPerDay, retention }: Plain): Partial<SettingsValues> {
  const perDay = typeof reviewsPerDay === 'number' && Number.isInteger(reviewsPerDay) && reviewsPerDay > 0;
  const share = typeof retention === 'number' && retention >= 0.7 && retention <= 0.97;
  return { ...(perDay ? { reviewsPerDay } : {}), ...(share ? { retention } : {}) };
}

function machineOf(value: unknown): SettingsValues['machine'] {
  return value === 'live' || value === 'simulated' ? value : null;
}

function parsePlain(text: string): Plain | null {
  try {
    const value: unknown = JSON.parse(text);
    return isPlain(value) ? value : null;
  } catch {
    return null;
  }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
