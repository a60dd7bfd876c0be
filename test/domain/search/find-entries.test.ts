import { describe, expect, test } from 'vitest';
import { lessonId, pageId } from '../../../src/domain/ids.ts';
import { findable, findEntries, mostShown } from '../../../src/domain/search/find-entries.ts';
import { plainWords } from '../../../src/domain/search/plain-words.ts';
import { lessonEntries, type SearchEntry, termEntry } from '../../../src/domain/search/search-entry.ts';
import { sampleLesson } from '../../app/fakes/fake-course.ts';

const lesson = (text: string): SearchEntry => ({
  kind: 'lesson',
  lesson: lessonId('pid1'),
  page: null,
  title: 'PID 1',
  text,
});
const question = (text: string): SearchEntry => ({
  kind: 'question',
  lesson: lessonId('pid1'),
  page: pageId('p'),
  title: 'PID 1',
  text,
});
const term = termEntry({ term: 'image', spellings: ['images'], text: 'A stack of layers.' });

const find = (entries: readonly SearchEntry[], query: string) =>
  findEntries(entries.map(findable), query).map(({ kind, entries: own, all }) => [
    kind,
    all,
    ...own.map(({ text }) => text),
  ]);

describe('what is found', () => {
  test('stands in groups: lessons, words, questions', () => {
    const entries = [question('What is an image?'), term, lesson('Images')];
    expect(find(entries, 'IMAGE')).toEqual([
      ['lesson', 1, 'Images'],
      ['term', 1, 'image, images'],
      ['question', 1, 'What is an image?'],
    ]);
  });

  test('the beginning comes first, then beginnings of words, then the rest; equals as they stood', () => {
    const entries = ['a reimage', 'an image', 'image two', 'your image', 'Image one'].map(lesson);
    expect(find(entries, 'image')).toEqual([
      ['lesson', 5, 'image two', 'Image one', 'an image', 'your image', 'a reimage'],
    ]);
  });

  test('every word must be there, in any order', () => {
    const entries = [lesson('PID 1 of a container'), lesson('PID of a process')];
    expect(find(entries, ' container  pid ')).toEqual([['lesson', 1, 'PID 1 of a container']]);
    expect(find(entries, 'pid volume')).toEqual([]);
    expect(find(entries, '  ')).toEqual([]);
  });

  test('no more of a kind than anybody reads', () => {
    const entries = Array.from({ length: 100 }, (_, index) => lesson(`lesson ${index}`));
    const [group] = findEntries(entries.map(findable), 'lesson');
    expect([group?.entries.length, group?.all]).toEqual([mostShown, 100]);
  });
});

describe('what of a lesson can be found', () => {
  test('its title, its objectives, its pages and its questions', () => {
    const shown = lessonEntries(sampleLesson).map(
      ({ kind, page, text }) => `${kind} ${page ?? '-'}: ${text}`,
    );
    expect(shown.slice(0, 7)).toEqual([
      'lesson -: PID 1: the life and death of a container',
      'lesson -: say why a container exits',
      'lesson -: keep one alive',
      'lesson -: stop one quickly',
      'lesson who: Who is number 1?',
      'lesson run: It came, it saw',
      'lesson task: Keep it alive',
    ]);
    expect(shown.slice(10, 12)).toEqual([
      'question predict: What is the exit code? docker run --rm busybox false',
      'question choice: When does a container stop?',
    ]);
  });

  test('is found by the words that a reader sees', () => {
    expect(
      plainWords('Which of **these**\n\n```sh\ndocker ps\n```\nis `--rm`, says *he* ([man](http://x))?'),
    ).toBe('Which of these docker ps is --rm, says he (man)?');
    expect(plainWords('snake_case_name and 2 * 3 * 4')).toBe('snake_case_name and 2 * 3 * 4');
  });
});
