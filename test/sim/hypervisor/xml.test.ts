import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readDomainXml } from '../../../src/sim/hypervisor/domain-xml.ts';
import { element, formatXml, parseXml } from '../../../src/sim/hypervisor/xml.ts';

const defaults = { arch: 'x86_64', machine: 'pc-q35-7.2', newUuid: () => 'made-uuid' };

describe('XML', () => {
  it('is written with single quotes and two spaces a level', () => {
    const tree = element('a', { k: "it's" }, [element('b', {}, '1 < 2'), element('devices'), element('c')]);
    expect(formatXml(tree)).toBe(
      "<a k='it&apos;s'>\n  <b>1 &lt; 2</b>\n  <devices>\n  </devices>\n  <c/>\n</a>\n",
    );
  });

  it('reads back what it wrote', () => {
    const name = fc.stringMatching(/^[a-z]{1,6}$/);
    const leaf = fc.tuple(
      name,
      fc.dictionary(name, fc.string()),
      fc.string().map((text) => text.trim()),
    );
    const trees = fc.tuple(name, fc.array(leaf, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(trees, ([root, leaves]) => {
        const tree = element(
          root,
          {},
          leaves.map(([one, keys, text]) => element(one, { ...keys }, text)),
        );
        expect(parseXml(formatXml(tree), 'x')).toEqual(tree);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  test.each([
    ['text', "(x):1: Start tag expected, '<' not found\ntext\n^"],
    ['<a>\n', '(x):2: Premature end of data in tag a line 1\n(null)\n^'],
    ['<a><b></a>', '(x):1: Opening and ending tag mismatch: b line 1 and a\n<a><b></a>\n----------^'],
  ])('%j is refused', (text, words) => {
    expect(() => parseXml(text, 'x')).toThrow(words);
  });
});

it('a definition is completed as libvirt completes it', () => {
  const text =
    '<domain type="kvm"><name>db</name><memory unit="MiB">512</memory><os><type>hvm</type></os></domain>';
  expect(readDomainXml(text, defaults).format(3)).toBe(`<domain type='kvm' id='3'>
  <name>db</name>
  <uuid>made-uuid</uuid>
  <memory unit='KiB'>524288</memory>
  <currentMemory unit='KiB'>524288</currentMemory>
  <vcpu placement='static'>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
    <boot dev='hd'/>
  </os>
  <clock offset='utc'/>
  <on_poweroff>destroy</on_poweroff>
  <on_reboot>restart</on_reboot>
  <on_crash>destroy</on_crash>
  <devices>
  </devices>
</domain>
`);
});
