import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './language';

export type Bundle = typeof import('./en.json');
export type MessageKey = keyof Bundle;
export type MessageValues = Record<string, string | number | boolean | Date>;

/** Formats one language's messages and numbers. Messages are ICU, so plurals follow each language's own rules. */
export class Translator {
  readonly language: Language;
  readonly #bundle: Bundle;
  readonly #parsed = new Map<MessageKey, IntlMessageFormat>();

  constructor(language: Language, bundle: Bundle) {
    this.language = language;
    this.#bundle = bundle;
  }

  text(key: MessageKey, values?: MessageValues): string {
    let message = this.#parsed.get(key);
    if (!message) {
      message = new IntlMessageFormat(this.#bundle[key], this.language, undefined, { ignoreTag: true });
      this.#parsed.set(key, message);
    }
    return String(message.format(values));
  }

  /** The message `prefix.id` if there is one, otherwise the id itself: servers may know newer names than this page. */
  named(prefix: string, id: string): string {
    const key = `${prefix}.${id}`;
    return key in this.#bundle ? this.text(key as MessageKey) : id;
  }

  /** `74 %`: no digits that were not measured. */
  percent(share: number): string {
    return this.text('format.percent', { value: Math.round(share * 100) });
  }

  number(value: number, digits = 0): string {
    return new Intl.NumberFormat(this.language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  }

  /** `+0.3`, `−0.2`: signed, one digit, for valence and arousal. */
  signed(value: number, digits = 1): string {
    return new Intl.NumberFormat(this.language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'exceptZero',
    })
      .format(value)
      .replace('-', '\u2212');
  }

  /** `+12.3 %`: a relative change. */
  lift(share: number, digits = 1): string {
    return this.text('format.change', { value: this.signed(share * 100, digits) });
  }

  /** `−6.6 % … +26.2 %`; one dash where nothing is known. */
  liftRange(low: number | null, high: number | null): string {
    return low === null || high === null ? '–' : `${this.lift(low)} … ${this.lift(high)}`;
  }

  /** `face, voice`; in Chinese `面部、声音`. */
  list(items: string[]): string {
    return items.join(this.language === 'zh' ? '、' : ', ');
  }

  /** Parts of a sentence that have commas of their own: `a, b; c`; in Chinese `a，b；c`. */
  parts(items: string[]): string {
    return items.join(this.language === 'zh' ? '；' : '; ');
  }

  price(euros: number): string {
    return new Intl.NumberFormat(this.language, { style: 'currency', currency: 'EUR' }).format(euros);
  }

  /** A language's name in this one: `английский` for `en`. */
  languageName(tag: string): string {
    return new Intl.DisplayNames(this.language, { type: 'language' }).of(tag) ?? tag;
  }

  dateTime(iso: string): string {
    return new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
  }
}
