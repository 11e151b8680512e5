import { afterEach, expect, test, vi } from 'vitest';
import ru from '../i18n/ru.json';
import { Translator } from '../i18n/translator';
import zh from '../i18n/zh.json';
import { begun, nameOf, question, runs } from './dashboards';

test('an address without a question asks for the month by product', () => {
  expect(question(new URLSearchParams()).query).toBe('days=30&by=product');
  expect(question(new URLSearchParams('days=9&by=mood')).query).toBe('days=30&by=product');
});

test('nothing is filtered by what it is taken apart by', () => {
  expect(question(new URLSearchParams('by=channel&filter=channel:chat')).query).toBe('days=30&by=channel');
  expect(question(new URLSearchParams('by=topic&filter=channel:chat')).query).toContain('filter=channel%3Achat');
});

afterEach(() => vi.unstubAllEnvs());

test('the hours of a day are those of the reader, and days are those that were summed', () => {
  vi.stubEnv('TZ', 'Asia/Shanghai');
  expect(begun('en-GB', 'hour', '2026-11-23T22:00:00Z')).toBe('06:00');
  expect(begun('en-GB', 'day', '2026-11-23T00:00:00Z')).toBe('23 Nov');
  vi.stubEnv('TZ', 'America/New_York');
  expect(begun('en-GB', 'hour', '2026-11-23T22:00:00Z')).toBe('17:00');
  expect(begun('en-GB', 'day', '2026-11-23T00:00:00Z')).toBe('23 Nov');
});

test('a gap is no line', () => {
  const points = [0, 1, null, null, 2].map((y, x) => ({ x, y }));
  expect(runs(points).map(run => run.map(point => point.y))).toEqual([[0, 1], [2]]);
  expect(runs([{ x: 0, y: null }])).toEqual([]);
});

test('two filters stand in the address at once, a third and a second of one dimension do not', () => {
  const asked = question(
    new URLSearchParams('by=product&filter=channel:chat&filter=topic:delivery&filter=segment:churn'),
  );
  expect(asked.filters).toEqual({ channel: 'chat', topic: 'delivery' });
  expect(new URLSearchParams(asked.query).getAll('filter')).toEqual(['channel:chat', 'topic:delivery']);
});

test('topics and channels are called by their words in each language, products by their own', () => {
  expect(nameOf(new Translator('ru', ru), 'topic', 'delivery')).toBe('Доставка');
  expect(nameOf(new Translator('zh', zh), 'channel', 'feedback')).toBe('反馈');
  expect(nameOf(new Translator('ru', ru), 'product', 'delivery')).toBe('delivery');
  expect(nameOf(new Translator('ru', ru), 'topic', 'a-topic-of-their-own')).toBe('a-topic-of-their-own');
  expect(nameOf(new Translator('ru', ru), 'segment', '')).toBe('–');
});
