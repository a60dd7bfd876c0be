/**
 * Models the tables and chains of iptables(8) as the nf_tables build keeps them. Invariants: built-in chains cannot go and
 * have a policy; a chain with references or rules cannot be deleted (EBUSY); listing order is built-in chains, then
 * the others by name. Left out: sets, nft's own families.
 */
import type { ChainInfo, RuleInfo, RuleSpec, TableName } from '../../kernel/net.ts';
import { SysError } from '../../kernel/sys.ts';
import { ruleWords } from './rule-words.ts';

export interface Chain {
  readonly name: string;
  policy: 'ACCEPT' | 'DROP' | null;
  packets: number;
  bytes: number;
  readonly rules: RuleInfo[];
}
export const BUILT_IN: Readonly<Record<TableName, readonly string[]>> = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  raw: ['PREROUTING', 'OUTPUT'],
  mangle: ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
};

export class Tables {
  private readonly tables = new Map<TableName, Map<string, Chain>>();

  chain(table: TableName, name: string): Chain | null {
    return this.table(table).get(name) ?? null;
  }

  list(table: TableName): readonly ChainInfo[] {
    const all = [...this.table(table).values()];
    const own = all.filter(({ policy }) => policy === null).sort((a, b) => (a.name < b.name ? -1 : 1));
    return [...all.filter(({ policy }) => policy !== null), ...own].map((chain) => ({
      ...chain,
      references: this.references(table, chain.name),
    }));
  }

  newChain(table: TableName, name: string): void {
    if (this.chain(table, name) !== null) throw new SysError('EEXIST');
    this.table(table).set(name, { name, policy: null, packets: 0, bytes: 0, rules: [] });
  }

  deleteChain(table: TableName, name: string): void {
    const chain = this.need(table, name);
    if (chain.policy !== null) throw new SysError('EINVAL');
    if (chain.rules.length > 0 || this.references(table, name) > 0) throw new SysError('EBUSY');
    this.table(table).delete(name);
  }

  need(table: TableName, name: string): Chain {
    const chain = this.chain(table, name);
    if (chain === null) throw new SysError('ENOENT');
    return chain;
  }

  add(table: TableName, name: string, spec: RuleSpec, at?: number): void {
    const { rules } = this.need(table, name);
    const rule: RuleInfo = { ...spec, packets: 0, bytes: 0 };
    if (at === undefined) rules.push(rule);
    else if (at < 1 || at > rules.length + 1) throw new SysError('E2BIG');
    else rules.splice(at - 1, 0, rule);
  }

  delete(table: TableName, name: string, which: RuleSpec | number): void {
    const { rules } = this.need(table, name);
    const at = typeof which === 'number' ? which - 1 : rules.findIndex((rule) => sameRule(rule, which));
    if (rules[at] === undefined) throw new SysError('ENOENT');
    rules.splice(at, 1);
  }

  private references(table: TableName, name: string): number {
    return [...this.table(table).values()].reduce(
      (sum, chain) => sum + chain.rules.filter(({ target }) => target === name).length,
      0,
    );
  }

  private table(name: TableName): Map<string, Chain> {
    const known = this.tables.get(name);
    if (known !== undefined) return known;
    const chains = BUILT_IN[name].map((chain): [string, Chain] => [
      chain,
      { name: chain, policy: 'ACCEPT', packets: 0, bytes: 0, rules: [] },
    ]);
    const made = new Map(chains);
    this.tables.set(name, made);
    return made;
  }
}

const sameRule = (a: RuleSpec, b: RuleSpec): boolean => ruleWords(a) === ruleWords(b);
