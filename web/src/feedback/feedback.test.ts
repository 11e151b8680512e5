import { expect, test } from 'vitest';
import { guessed, read, shareOf, summaryPath } from './feedback';

const TALLY = { positive: 3, neutral: 1, negative: 4, unknown: 9, meanPolarity: -0.1 };

test('shares are of what could be read', () => {
  expect(read(TALLY)).toBe(8);
  expect(shareOf('negative', TALLY)).toBe(0.5);
  expect(shareOf('negative', { ...TALLY, positive: 0, neutral: 0, negative: 0 })).toBe(0);
});

test('a summary is asked for with the filters that are set and no others', () => {
  expect(summaryPath('7', new URLSearchParams(''))).toBe('/v1/feedback/7/summary');
  expect(summaryPath('7', new URLSearchParams('product=North&aspect=&tab=x&from=2026-03-01'))).toBe(
    '/v1/feedback/7/summary?product=North&from=2026-03-01',
  );
});

test.each([
  [['id', 'created_at', 'shop', 'comment'], 'comment', 'created_at', 'shop', 'id'],
  [['номер', 'дата', 'магазин', 'отзыв'], 'отзыв', 'дата', 'магазин', 'номер'],
  [['编号', '日期', '商品', '评价'], '评价', '日期', '商品', '编号'],
  [['a', 'b'], 'a', '', '', ''],
])('columns %j are guessed by their names', (columns, text, time, product, id) => {
  expect(guessed('text', columns)).toBe(text);
  expect(guessed('time', columns)).toBe(time);
  expect(guessed('product', columns)).toBe(product);
  expect(guessed('id', columns)).toBe(id);
});
