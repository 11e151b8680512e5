import { expect, test } from 'vitest';
import en from '../i18n/en.json';
import ru from '../i18n/ru.json';
import zh from '../i18n/zh.json';
import { Translator } from '../i18n/translator';
import { plain } from './plain';
import { factsOf, nextVersion, ruleText, withRule, type RuleForm } from './playbooks';

const english = new Translator('en', en);

test('the parts of a condition read as plain words', () => {
  expect(plain('page.kind == "checkout"', english)).toContain('checkout');
  expect(plain('page.kind in ["list", "product"]', english)).toContain('list, product');
  expect(plain('au.AU04 > 0.8', english)).toContain('brow lowerer');
  expect(plain('state.confusion >= 0.4', english)).toContain('≥ 40\u00a0%');
  expect(plain('facts.attempts >= 3', english)).toContain('attempts ≥ 3');
  const russian = new Translator('ru', ru);
  expect(plain('valence < -0.35', russian)).toContain('\u22120,35');
  expect(plain('page.kind in ["lesson", "my-own"]', russian)).toContain('урок, my-own');
  expect(plain('facts.newPayee == true', russian)).toContain('новый получатель = да');
  const chinese = new Translator('zh', zh);
  expect(plain('page.kind in ["my-own", "other"]', chinese)).toContain('my-own、other');
});

test('choices and sums too', () => {
  expect(plain('state.stress >= 0.4 || arousal > 0.3 && valence < -0.2', english)).toMatch(/stress ≥ .* or .* and /);
  expect(plain('emotion.anger + emotion.disgust > 0.35', english)).toContain('anger + disgust > 35');
});

test('what has no plain words stays as it was written', () => {
  expect(plain('(page.id == "a") == (valence < 0.0)', english)).toBeNull();
  expect(plain('page.id.startsWith("x") || valence < 0.0', english)).toBeNull();
});

test('saving again counts the version on', () => {
  expect(nextVersion('id: a\nversion: 3\nrules:\n  - id: b\n    version: 9\n', 7)).toBe(
    'id: a\nversion: 8\nrules:\n  - id: b\n    version: 9\n',
  );
});

const form: RuleForm = {
  id: 'help',
  page: 'form',
  input: 'state.confusion',
  comparison: '>=',
  value: 0.4,
  holdsSeconds: 3,
  action: 'offer-help',
  actionClass: 'HELP',
  does: { en: 'Offers "help".', ru: 'Помощь.', zh: '帮助。' },
  reason: { en: 'r: #1', ru: 'п', zh: '理' },
};

test('a rule of the form stands behind the others and before the example', () => {
  const text = withRule('id: a\nrules:\n  - id: first\nexample:\n  - { seconds: 1 }\n', ruleText(form));

  expect(text.indexOf('- id: help')).toBeGreaterThan(text.indexOf('- id: first'));
  expect(text.indexOf('- id: help')).toBeLessThan(text.indexOf('example:'));
  expect(text).toContain('en: "Offers \\"help\\"."');
  expect(text).toContain('state.confusion >= 0.4');
});

test('facts are numbers, truths and words', () => {
  expect(factsOf('attempts=4, newPayee=true, plan = gold, broken, =1')).toEqual({
    attempts: 4,
    newPayee: true,
    plan: 'gold',
  });
});
