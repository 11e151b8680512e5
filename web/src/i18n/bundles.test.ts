import { readFileSync } from 'node:fs';
import { parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import goods from '../shop/goods.json';
import reviews from '../shop/reviews.json';
import en from './en.json';
import { bestLanguage } from './language';
import { mediaTime } from './media-time';
import ru from './ru.json';
import { Translator } from './translator';
import zh from './zh.json';

const BUNDLES = { en, ru, zh };

/** The names of everything a message wants filled in. */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap(element => [
    ...('value' in element && element.type !== 0 ? [String(element.value)] : []),
    ...('options' in element ? Object.values(element.options).flatMap(option => argumentsOf(option.value)) : []),
  ]);
}

describe.each(Object.entries(BUNDLES))('the bundle %s', (_, bundle) => {
  test('has the same messages as English', () => {
    expect(Object.keys(bundle).sort()).toEqual(Object.keys(en).sort());
  });

  test('asks for the same values as English', () => {
    for (const [key, message] of Object.entries(bundle)) {
      const names = (text: string) => [...new Set(argumentsOf(parse(text)))].sort();
      expect(names(message), key).toEqual(names(en[key as keyof typeof en]));
    }
  });

  test('leaves no message empty', () => {
    for (const [key, message] of Object.entries(bundle)) expect(message.trim(), key).not.toBe('');
  });
});

// what is displayed, never what somebody has inside; the list is the whole house's
const FORBIDDEN = readFileSync(
  new URL('../../../policy/src/main/resources/dev/attune/policy/wording/wording-1.tsv', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => new RegExp(line.split('\t')[0]!, 'iu'));

test('no text claims to know what somebody has inside', () => {
  const texts = [...Object.values(BUNDLES).flatMap(bundle => Object.values(bundle)), JSON.stringify([goods, reviews])];
  const claims = texts.flatMap(text => FORBIDDEN.flatMap(pattern => pattern.exec(text)?.[0] ?? []));
  expect(claims).toEqual([]);
});

test('the wording rule catches what it is meant to catch', () => {
  for (const sentence of [
    'She feels joy',
    'the customer is angry',
    'her true emotion',
    'Он чувствует гнев',
    '他感到愤怒',
  ])
    expect(
      FORBIDDEN.some(pattern => pattern.test(sentence)),
      sentence,
    ).toBe(true);
});

describe('plurals', () => {
  const text = (language: keyof typeof BUNDLES, count: number) =>
    new Translator(language, BUNDLES[language]).text('shop.cart', { count });

  test('follow Russian rules for one, few and many', () => {
    expect([1, 2, 5, 11, 21, 22].map(count => text('ru', count))).toEqual([
      '1 товар',
      '2 товара',
      '5 товаров',
      '11 товаров',
      '21 товар',
      '22 товара',
    ]);
  });

  test('have one form in Chinese and two in English', () => {
    expect([1, 2].map(count => text('zh', count))).toEqual(['1 件商品', '2 件商品']);
    expect([0, 1, 2].map(count => text('en', count))).toEqual(['Cart', '1 item', '2 items']);
  });
});

test('one frame a second is told as one', () => {
  const english = new Translator('en', BUNDLES.en);
  const off = (measured: number) => english.text('live.moments.spotting.not-measurable', { measured, needed: 60 });
  expect(off(1)).toContain('1 frame/s is too few');
  expect(off(13)).toContain('13 frames/s are too few');
  const starved = (measured: number) => english.text('live.pulse.starved', { measured, needed: 12 });
  expect(starved(1)).toBe('1 of at least 12 frames a second is read.');
  expect(starved(9)).toBe('9 of at least 12 frames a second are read.');
});

describe('numbers', () => {
  const english = new Translator('en', en);
  const russian = new Translator('ru', ru);

  test('carry their unit and no digits that were not measured', () => {
    expect(english.percent(0.7384)).toBe('74\u00a0%');
    expect(english.signed(0.314)).toBe('+0.3');
    expect(english.signed(0.01)).toBe('0.0');
    expect(russian.signed(-0.25)).toBe('\u22120,3');
    expect(russian.liftRange(-0.066, 0.262)).toBe('\u22126,6\u00a0% … +26,2\u00a0%');
    expect(russian.liftRange(null, null)).toBe('–');
    expect(russian.languageName('en')).toBe('английский');
  });

  test('an id that the page has no word for is shown as it is', () => {
    expect(english.named('reason', 'occluded')).toBe('part of the face is covered');
    expect(english.named('reason', 'struck-by-lightning')).toBe('struck-by-lightning');
  });
});

test('media time reads as a clock and never runs ahead', () => {
  expect([0, 12_345, 59_999, 60_000, 3_723_400].map(at => mediaTime(at))).toEqual([
    '0:00.0',
    '0:12.3',
    '0:59.9',
    '1:00.0',
    '1:02:03.4',
  ]);
  expect(mediaTime(61_900, false)).toBe('1:01');
});

test('a visitor gets the first language that exists here', () => {
  expect(bestLanguage(['fr-FR', 'zh-Hant-TW', 'en'])).toBe('zh');
  expect(bestLanguage(['fr'])).toBe('en');
});
