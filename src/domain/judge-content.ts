import { type AssertionVerdict, fails, HOLDS, unknown } from './assertion-verdict.ts';
import type { ChangesAssertion, FileAssertion, LogsAssertion } from './goal.ts';
import { noContainer } from './judge-machine-state.ts';
import type { Look } from './look.ts';
import { placeNamed } from './place.ts';
import { joined, onOneLine, shortened } from './wording.ts';

export function judgeLogs(assertion: LogsAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'logs', container: assertion.container });
  if (!answer.known) return unknown(answer.because);
  if (answer.value === null) return noContainer(assertion.container);
  const text = answer.value;
  const { contains, equals, excludes, sameAsKernel } = assertion;
  const found = `The log of ${assertion.container} ${ending(text)}`;
  if (contains !== undefined && !text.includes(contains)) {
    return fails(`${found}; it should contain "${onOneLine(contains)}".`);
  }
  if (equals !== undefined && text.trim() !== equals.trim()) {
    return fails(`${found}; it should be "${shortened(equals)}" and nothing else.`);
  }
  if (excludes !== undefined && text.includes(excludes)) {
    return fails(`The log of ${assertion.container} contains "${onOneLine(excludes)}"; it should not.`);
  }
  return sameAsKernel === undefined ? HOLDS : judgeKernel(text, sameAsKernel, found, look);
}

function judgeKernel(text: string, wanted: boolean, found: string, look: Look): AssertionVerdict {
  const engine = look.now({ kind: 'engine' });
  if (!engine.known) return unknown(engine.because);
  const { kernelVersion } = engine.value;
  if ((text.trim() === kernelVersion) === wanted) return HOLDS;
  const words = `the release of the kernel that containers run on here (${kernelVersion})`;
  return fails(
    wanted ? `${found}; it should be ${words}.` : `${found}, which is ${words}; it should not be.`,
  );
}

function ending(text: string): string {
  const lastLine = text.trimEnd().split('\n').at(-1) ?? '';
  return lastLine === '' ? 'is empty' : `ends with "${shortened(lastLine)}"`;
}

export function judgeFile(assertion: FileAssertion, look: Look): AssertionVerdict {
  const { path, contains, equals } = assertion;
  const place = placeNamed(assertion.in);
  if (place.kind === 'container') {
    const container = look.now({ kind: 'container', name: place.name });
    if (!container.known) return unknown(container.because);
    if (container.value === null) return noContainer(place.name);
  }
  const answer = look.now({ kind: 'file', of: place, path });
  if (!answer.known) return unknown(answer.because);
  const where = place.kind === 'host' ? 'on the machine' : `in ${place.name}`;
  const text = answer.value;
  if (assertion.absent === true) {
    return text === null ? HOLDS : fails(`There is a file ${path} ${where}; it should not be there.`);
  }
  if (text === null) return fails(`There is no file ${path} ${where}.`);
  if (contains !== undefined && !text.includes(contains)) {
    return fails(`The file ${path} ${where} ${ending(text)}; it should contain "${onOneLine(contains)}".`);
  }
  if (equals !== undefined && text.trim() !== equals.trim()) {
    return fails(
      `The file ${path} ${where} ${ending(text)}; it should be "${shortened(equals)}" and nothing else.`,
    );
  }
  return HOLDS;
}

const MOST_CHANGES_NAMED = 5;

export function judgeChanges(assertion: ChangesAssertion, look: Look): AssertionVerdict {
  const answer = look.now({ kind: 'changes', container: assertion.container });
  if (!answer.known) return unknown(answer.because);
  if (answer.value === null) return noContainer(assertion.container);
  const changes = answer.value;
  const missing = (assertion.includes ?? []).filter((change) => !changes.includes(change));
  if (missing.length > 0) {
    const named = changes.slice(0, MOST_CHANGES_NAMED).map((change) => `\`${change}\``);
    if (changes.length > named.length) named.push(`${changes.length - named.length} more`);
    const found = named.length === 0 ? 'shows nothing' : `shows ${joined(named)}`;
    const wanted = joined(missing.map((change) => `\`${change}\``));
    return fails(`\`docker diff ${assertion.container}\` ${found}; it should show ${wanted}.`);
  }
  const wrong = (assertion.excludes ?? []).filter((change) => changes.includes(change));
  if (wrong.length === 0) return HOLDS;
  const named = joined(wrong.map((change) => `\`${change}\``));
  return fails(`\`docker diff ${assertion.container}\` shows ${named}; it should not.`);
}
