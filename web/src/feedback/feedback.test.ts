import { expect, test } from 'vitest';
import zh from '../i18n/zh.json';
import { Translator } from '../i18n/translator';
import { guessed, languageName, read, shareOf, summaryPath, isWorkbook } from './feedback';

const TALLY = { positive: 3, neutral: 1, negative: 4, unknown: 9, meanPolarity: -0.1 };

test('shares are of what could be read', () => {
  expect(read(TALLY)).toBe(8);
  expect(shareOf('negative', TALLY)).toBe(0.5);
  expect(shareOf('negative', { ...TALLY, positive: 0, neutral: 0, negative: 0 })).toBe(0);
});

test('a language is told by its name, also one that is only recognised', () => {
  const chinese = new Translator('zh', zh);
  expect(['en', 'ja', 'und'].map(code => languageName(chinese, code))).toEqual(['英语', '日语', '未能识别']);
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

test('a workbook is known by how it begins, a text in any encoding is none', () => {
  expect(isWorkbook(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]))).toBe(true);
  expect(isWorkbook(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toBe(true);
  expect(isWorkbook(new TextEncoder().encode('PK,text\n1,slow'))).toBe(false);
  expect(isWorkbook(new Uint8Array([0xff, 0xfe, 0x31, 0x04]))).toBe(false);
  expect(isWorkbook(new Uint8Array([]))).toBe(false);
});
