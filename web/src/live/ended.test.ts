import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import en from '../i18n/en.json';
import ru from '../i18n/ru.json';
import { Translator } from '../i18n/translator';
import zh from '../i18n/zh.json';
import { endedText } from './ended';

const READERS = [new Translator('en', en), new Translator('ru', ru), new Translator('zh', zh)];
const CODES = [
  ...readFileSync(
    new URL('../../../server/src/main/java/dev/attune/server/live/CloseCode.java', import.meta.url),
    'utf8',
  ).matchAll(/^ {4}([A-Z_]+)\((\d+), /gm),
].map(([, name, number]) => ({ name: name!, code: Number(number) }));

test('the server knows many ways to end a session', () => {
  expect(CODES.map(({ code }) => code)).toEqual(expect.arrayContaining([1000, 4400, 4410, 4500]));
});

describe.each(CODES)('the end $name ($code)', ({ code }) => {
  test('is told in the words of whoever reads it, and not as a number', () => {
    const [english, russian, chinese] = READERS.map(t => endedText(t, { code }));
    expect(english).toMatch(/^[A-Z].+\.$/);
    expect(russian).toMatch(/^[А-ЯЁ].+\.$/);
    expect(chinese).toMatch(/^\p{Script=Han}.+。$/u);
    for (const told of [english, russian, chinese]) expect(told).not.toMatch(/\d/);
  });
});

const CLOSED = 'Nothing is read: no consent. Show the notice and record the answer with POST /v1/consents.';

test.each([4401, 4403, 4410, 4413, 4429])('the words of the server are not needed for %i', code => {
  for (const t of READERS) expect(endedText(t, { code, message: CLOSED })).toBe(endedText(t, { code }));
});

test.each([4400, 4500, 4999])(
  'they stand behind the meaning of %i, which alone does not tell what went wrong',
  code => {
    const message = 'The analysis failed. Look for 7f3a in the log.';
    for (const t of READERS) {
      const told = endedText(t, { code, message });
      expect(told.startsWith(endedText(t, { code }))).toBe(true);
      expect(told.endsWith(t.text('error.answered', { message }))).toBe(true);
    }
  },
);

test('a number that this page does not know is told', () => {
  for (const t of READERS) expect(endedText(t, { code: 4999 })).toMatch(/4\D?999/);
});
