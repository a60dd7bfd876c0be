import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../src/commands/language.ts';

const words = ['show', 'pid1'];

describe('the language', () => {
  it.each([
    [['--lang', 'es', 'show', 'pid1'], {}, { code: 'es', asked: true }],
    [['show', 'pid1', '--lang=ES'], {}, { code: 'es', asked: true }],
    [['show', '--lang', 'pt-BR', 'pid1'], { LANG: 'de_DE.UTF-8' }, { code: 'pt', asked: true }],
    [words, { LANG: 'es_ES.UTF-8' }, { code: 'es', asked: false }],
    [words, { LANG: 'es_ES.UTF-8', LC_ALL: 'fr_FR' }, { code: 'fr', asked: false }],
    [words, { LANG: 'C.UTF-8' }, null],
    [words, { LANG: 'POSIX' }, null],
    [words, {}, null],
  ])('of %j with %j', (typed, env, language) => {
    expect(chooseLanguage(typed, env)).toEqual({ kind: 'chosen', words, language });
  });

  it.each([
    [['--lang'], '--lang needs a language; give two letters, such as es.'],
    [['--lang='], '--lang needs a language; give two letters, such as es.'],
    [['--lang', 'spanish'], '--lang does not know "spanish"; give two letters, such as es.'],
  ])('%j is refused', (typed, sentence) => {
    expect(chooseLanguage(typed, {})).toEqual({
      kind: 'usage-error',
      sentence: `vmvscontainer: ${sentence}`,
    });
  });

  it('after -- a word is an operand', () => {
    expect(chooseLanguage(['show', '--', '--lang'], {})).toEqual({
      kind: 'chosen',
      words: ['show', '--', '--lang'],
      language: null,
    });
  });
});
