import { expect, test } from 'vitest';
import en from './en.json';
import zh from './zh.json';
import { Translator } from './translator';

test('parts that have commas of their own are joined as the language does', () => {
  expect(new Translator('en', en).parts(['a, b', 'c'])).toBe('a, b; c');
  expect(new Translator('zh', zh).parts(['a，b', 'c'])).toBe('a，b；c');
  expect(new Translator('zh', zh).parts([])).toBe('');
});
