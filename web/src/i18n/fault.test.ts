import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import en from './en.json';
import { offsetOf, whatIsWrong } from './fault';
import ru from './ru.json';
import { Translator } from './translator';
import zh from './zh.json';

test('a fault is found by its line and column', () => {
  expect(offsetOf('id: a\nwhen: oops', { line: 2, column: 7 })).toBe(12);
  expect(offsetOf('id: a', { line: 9, column: 9 })).toBe(5);
});

const KINDS = readFileSync(
  new URL('../../../decisions/src/main/java/dev/attune/decisions/FaultKind.java', import.meta.url),
  'utf8',
)
  .split('\n')
  .flatMap(line => /^ {4}([A-Z_]+),?$/.exec(line)?.[1] ?? []);

test('the server knows many kinds of faults', () => {
  expect(KINDS).toContain('UNKNOWN_NAME');
  expect(KINDS).toContain('NOT_ALLOWED');
  expect(KINDS.at(-1)).toBe('OTHER');
});

describe.each(KINDS.filter(kind => kind !== 'OTHER'))('a fault of the kind %s', kind => {
  const fault = { line: 1, column: 1, kind, message: "the key 'x' is missing" };

  test('is told in the words of whoever reads it, with the words of the server behind', () => {
    expect(whatIsWrong(new Translator('en', en), fault)).toBe(fault.message);
    expect(whatIsWrong(new Translator('ru', ru), fault)).toMatch(/^[А-Яа-яЁё].+\. .*the key 'x' is missing/);
    expect(whatIsWrong(new Translator('zh', zh), fault)).toMatch(/^\p{Script=Han}.+。.*the key 'x' is missing/u);
  });
});
