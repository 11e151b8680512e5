import type { Translator } from '../i18n/translator';
import type { Language } from '../i18n/language';

/** What `/v1/feedback` answers; see docs/live-protocol.md §2. */

export interface Upload {
  id: string;
  name: string;
  purpose: string;
  bytes: number;
  state: 'reading' | 'done' | 'failed';
  failure?: string | null;
  detail?: string | null;
  uploadedAt: string;
  erasedAt: string;
  rows: number;
  rejected: number;
  /** 0..1 while it is read. */
  progress?: number | null;
}

export interface Uploads {
  maxBytes: number;
  maxRows: number;
  uploads: Upload[];
}

export interface Tally {
  positive: number;
  neutral: number;
  negative: number;
  unknown: number;
  meanPolarity: number;
}

export interface Quote {
  row: number;
  text: string;
  polarity: number;
}

export interface Aspect {
  aspect: string;
  name: Record<Language, string>;
}

export type Driver = Aspect & Tally & { share: number; quotes: Quote[] };

export type Emerging = { before: number; lately: number; rows: number } & (Aspect | { word: string });

/** `attune.feedback/1`. */
export interface Summary {
  rows: number;
  rejected: Record<string, number>;
  withoutTime: number;
  segments: Tally;
  languages: Record<string, number>;
  emotions: Record<string, number>;
  intents: Record<string, number>;
  urgency: Record<string, number>;
  sarcasmSuspected: number;
  personalDataReplaced: Record<string, number>;
  firstDay?: string;
  lastDay?: string;
  step?: 'day' | 'week' | 'month';
  overTime: ({ from: string } & Tally)[];
  products: ({ product: string } & Tally)[];
  aspects: (Aspect & Tally)[];
  aspectsByProduct: ({ product: string; aspect: string } & Tally)[];
  drivers: Driver[];
  strengths: Driver[];
  /** Empty unless the server reads the requests of a trade; absent from tables of earlier versions. */
  requests?: ({ request: string; name: Record<Language, string> } & Tally)[];
  emerging: Emerging[];
  answerFirst: Quote[];
  models: string[];
  /** Of the models; absent in reports that were made before it was told. */
  researchOnly?: string[];
}

/** Those whose polarity is known. */
export function read(tally: Tally): number {
  return tally.positive + tally.neutral + tally.negative;
}

export function all(tally: Tally): number {
  return read(tally) + tally.unknown;
}

/** Of those read, 0..1; 0 when none was. */
export function shareOf(segment: 'positive' | 'neutral' | 'negative', tally: Tally): number {
  return read(tally) === 0 ? 0 : tally[segment] / read(tally);
}

export function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export const FILTERS = ['product', 'aspect', 'language', 'request', 'from', 'to'] as const;
export type FilterName = (typeof FILTERS)[number];

/** The address of a summary: of all rows, or of those that the parameters of the page ask for. */
export function summaryPath(id: string, asked: URLSearchParams): string {
  const wanted = new URLSearchParams();
  for (const name of FILTERS) {
    const value = asked.get(name);
    if (value) wanted.set(name, value);
  }
  const query = wanted.toString();
  return `/v1/feedback/${id}/summary${query && `?${query}`}`;
}

/** A language as the page's reader calls it: whatever a text was recognised as, not only what is read here. */
export function languageName(t: Translator, code: string): string {
  const name = t.named('feedback.language', code);
  return name === code ? (new Intl.DisplayNames([t.language], { type: 'language' }).of(code) ?? code) : name;
}

/** Words that headers of tables use for what a column holds, in three languages; a guess that people can change. */
const GUESSES: Record<'text' | 'time' | 'product' | 'id', RegExp> = {
  text: /text|comment|review|message|body|feedback|текст|отзыв|комментар|сообщени|内容|评论|评价|文本|留言|反馈/i,
  time: /date|day|time|created|дата|время|день|когда|日期|时间/i,
  product:
    /product|shop|store|branch|model|sku|brand|category|source|товар|продукт|магазин|филиал|категори|产品|商品|店|品牌|类别/i,
  id: /(^|[^a-z])id$|ticket|number|номер|обращени|编号|单号/i,
};

/** The first column that sounds like it; empty when none does. The text is the last resort's first column. */
export function guessed(kind: keyof typeof GUESSES, columns: readonly string[]): string {
  const found = columns.find(column => GUESSES[kind].test(column));
  return found ?? (kind === 'text' ? (columns[0] ?? '') : '');
}

/** As many bytes as tell a workbook from a text. */
export const SIGNATURE = 4;

/** Whether a file begins as workbooks do (xlsx and ods are archives, xls is a compound file): no encoding reads it. */
export function isWorkbook(beginning: Uint8Array): boolean {
  return WORKBOOKS.some(signature => signature.every((byte, i) => beginning[i] === byte));
}

const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];
