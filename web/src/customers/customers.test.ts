import { expect, test } from 'vitest';
import en from '../i18n/en.json';
import ru from '../i18n/ru.json';
import { Translator } from '../i18n/translator';
import zh from '../i18n/zh.json';
import { inOneLine, kindOf, leaning, thing, whatIsWrong } from './customers';

test('a valence near nothing leans nowhere', () => {
  expect([-0.5, -0.1, 0, 0.1, 0.5].map(leaning)).toEqual(['negative', 'neutral', 'neutral', 'neutral', 'positive']);
});

test('what an attitude is to is split at the first colon only', () => {
  expect(thing('product:kettle:red')).toEqual({ kind: 'product', name: 'kettle:red' });
  expect(kindOf('track:Order Returned')).toEqual({ kind: 'track', name: 'Order Returned' });
  expect(kindOf('page')).toEqual({ kind: 'page', name: '' });
});

test('an event is told in one line, without trees', () => {
  expect(inOneLine({ reason: 'leaks', price: 20, items: [1, 2], gone: null })).toBe('reason: leaks · price: 20');
});

test('what is wrong with an event is told in the language first, with the words of the server behind it', () => {
  const old = { wrong: 'too-old', schemaPath: '', reason: 'The event is 9 days old.' };
  expect(whatIsWrong(new Translator('en', en), old)).toBe('The event is 9 days old.');
  expect(whatIsWrong(new Translator('ru', ru), old)).toBe(
    'Событие слишком старое для этого пути. Попробуйте импорт. Ответ сервера: «The event is 9 days old.»',
  );
  const missing = { wrong: 'rule', schemaPath: 'track#/required', reason: "required property 'event' not found" };
  expect(whatIsWrong(new Translator('zh', zh), missing)).toMatch(/^缺少必填字段。 .*event/);
});

test('a rule without a sentence of its own, and a letter of an older server, are told all the same', () => {
  const russian = new Translator('ru', ru);
  const other = { wrong: 'rule', schemaPath: 'track#/properties/x/multipleOf', reason: 'must be multiple of 2' };
  expect(whatIsWrong(russian, other)).toMatch(/^Событие нарушает правило/);
  expect(whatIsWrong(russian, { ...other, wrong: '' })).toMatch(/^Событие нарушает правило/);
  expect(whatIsWrong(russian, { wrong: '', schemaPath: '', reason: 'odd' })).toBe('odd');
});
