import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readClaims, reportClaims } from '../../src/content/claims.ts';
import { conceptMap, holeIn, printConcepts } from '../../src/content/concept-map.ts';
import { itemsOf } from '../../src/domain/lesson.ts';
import { HEAD, lesson, problems, QUIZ } from './lesson-source.ts';

const run = '```sh +exec id=r world=vm-host\nvirsh list\n```\n';
const task = (more = ''): string =>
  `\`\`\`task id=t\n${more}prompt: P\ngoal: [{absent: x}]\nsolutions: [a]\nconcepts: [vm.start]\n\`\`\`\n`;
const quiz = (id: string, concept: string): string =>
  `\`\`\`quiz id=${id} concepts=${concept}\n${QUIZ}\`\`\`\n`;

describe('worlds', () => {
  it('are named for a lesson and for single steps', () => {
    const one = lesson(
      `## T\n\n${run}${task('world: cloud-host\n')}`,
      HEAD.replace('minutes: 5', 'minutes: 5\nworld: vm-host'),
    );
    expect(one.world).toBe('vm-host');
    expect(itemsOf(one).map((item) => 'world' in item && item.world)).toEqual(['vm-host', 'cloud-host']);
  });

  it('leave the hash of a step without one as it was', () => {
    const [step] = itemsOf(lesson('## T\n\n```sh +exec id=r\nvirsh list\n```\n'));
    expect(step).not.toHaveProperty('world');
  });

  it('are names', () => {
    expect(problems('## T\n\n```sh +exec id=r world=VM\nls\n```\n')).toEqual([
      '3: run: world: expected a name of a-z, 0-9 and single hyphens, found "VM"',
    ]);
    expect(problems(`## T\n\n\`\`\`quiz id=q world=vm-host\n${QUIZ}\`\`\`\n`)).toEqual([
      '3: quiz: unknown key "world"; known are id, concepts',
    ]);
  });

  it('an exam is told from a lesson', () => {
    expect(lesson('## T\n\nx\n', HEAD.replace('kind: lesson', 'kind: exam')).isExam).toBe(true);
    expect(lesson('## T\n\nx\n')).not.toHaveProperty('isExam');
  });
});

describe('what a page covers', () => {
  it('stands beside its id', () => {
    const { pages } = lesson(
      `## T {#t claims=S0-01,S1-20 concepts=vm.start}\n\n${run}more\n\n## U {#u}\n\nx\n`,
    );
    const covers = { claims: ['S0-01', 'S1-20'], concepts: ['vm.start'] };
    expect(pages.map(({ id, claims, concepts }) => ({ id, claims, concepts }))).toEqual([
      { id: 't', ...covers },
      { id: 't-2', ...covers },
      { id: 'u', claims: undefined, concepts: undefined },
    ]);
  });

  it.each([
    ['claims=0-1', 'claims: expected claims=S0-01,S0-02, found "0-1"'],
    ['concepts=vm', 'concepts: expected concepts=pid1.signals, found "vm"'],
    ['claim=S0-01', 'expected claims=… or concepts=… after the page\'s id, found "claim=S0-01"'],
  ])('%s is refused', (attribute, sentence) => {
    expect(problems(`## T {#t ${attribute}}\n\nx\n`)).toEqual([`1: ${sentence}`]);
  });
});

describe('claims', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'vvc-claims-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are counted, and those no page covers are named', () => {
    writeFileSync(
      join(root, 'claims.json'),
      '[{"id":"S0-01","statement":"A"},{"id":"S0-02","statement":"B"}]',
    );
    const one = lesson('## T {#t claims=S0-01,S9-99}\n\nx\n');
    expect(reportClaims(readClaims(root) ?? [], [one], () => 'l.md')).toEqual({
      all: [
        { id: 'S0-01', statement: 'A' },
        { id: 'S0-02', statement: 'B' },
      ],
      uncovered: [{ id: 'S0-02', statement: 'B' }],
      problems: [{ file: 'l.md', line: 1, sentence: 'page t: there is no claim S9-99' }],
    });
  });

  it('are none where there is no such file, and refused when they are something else', () => {
    expect(readClaims(root)).toBe(null);
    writeFileSync(join(root, 'claims.json'), '[{"id":1}]');
    expect(() => readClaims(root)).toThrow('should be a list of objects with id and statement');
  });

  it('of this course are all of the curriculum', () => {
    const claims = readClaims('lessons') ?? [];
    expect(new Set(claims.map(({ id }) => id)).size).toBe(217);
  });
});

describe('the concept map', () => {
  const taught = lesson(
    `## T {#t concepts=vm.stop}\n\n${task()}${quiz('q', 'vm.start')}${quiz('s', 'vm.pause')}`,
  );
  const exam = {
    ...lesson(
      `## T\n\n${quiz('q', 'vm.move')}`,
      HEAD.replace('kind: lesson', 'kind: exam').replace('pid1', 'exam'),
    ),
  };

  it('says where each is taught and asked, and what is missing', () => {
    const map = conceptMap([taught, exam]);
    expect(printConcepts(map)).toEqual([
      'vm.move: no lesson',
      '  questions: exam/q',
      'vm.pause: pid1',
      '  questions: pid1/s',
      'vm.start: pid1',
      '  tasks: pid1/t',
      '  questions: pid1/q',
      'vm.stop: pid1',
      '  pages: pid1/t, pid1/t-2, pid1/t-3',
      'concepts: 4, holes: 2',
      '  vm.move is asked in an exam and taught in no lesson',
      '  vm.stop has a page and no question',
    ]);
    expect(map.map(holeIn)[2]).toBe(null);
  });
});
