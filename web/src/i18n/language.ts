/** The languages of the product; bundles are `en.json`, `ru.json`, `zh.json`. */
export const LANGUAGES = ['en', 'ru', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language under its own name. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', ru: 'Русский', zh: '中文' };

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some(language => language === value);
}

/** The first wanted language that exists here (`zh-Hant-TW` counts as `zh`), otherwise English. */
export function bestLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'en';
}
