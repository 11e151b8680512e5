/**
 * Every colour of the product, once per theme. Contrast is checked in tokens.test.ts:
 * text at least 4.5:1, marks at least 3:1, on each surface they may stand on.
 */
export interface Tokens {
  canvas: string;
  surface: string;
  sunken: string;
  border: string;
  /** Borders of inputs and other things that must be found by eye: at least 3:1. */
  outline: string;
  text: string;
  muted: string;
  accent: string;
  onAccent: string;
  accentSoft: string;
  onAccentSoft: string;
  danger: string;
  dangerSoft: string;
  caution: string;
  cautionSoft: string;
  good: string;
  goodSoft: string;
  valence: string;
  /** What leans negative, where `valence` is what leans positive. */
  negative: string;
  arousal: string;
  heatLow: string;
  heatHigh: string;
  emotions: Record<HeadlineEmotion | 'contempt' | 'neutral', string>;
}

/** The seven headline emotions in the product's fixed order. */
export const HEADLINE_EMOTIONS = ['joy', 'surprise', 'anger', 'fear', 'sadness', 'disgust', 'interest'] as const;
export type HeadlineEmotion = (typeof HEADLINE_EMOTIONS)[number];

/** A letter beside each colour, so that colour never stands alone. */
export const EMOTION_LETTERS: Record<HeadlineEmotion | 'contempt' | 'neutral', string> = {
  joy: 'J',
  surprise: 'U',
  anger: 'A',
  fear: 'F',
  sadness: 'S',
  disgust: 'D',
  interest: 'I',
  contempt: 'C',
  neutral: 'N',
};

export const light: Tokens = {
  canvas: '#f6f6f3',
  surface: '#ffffff',
  sunken: '#f0f0ec',
  border: '#e3e2dc',
  outline: '#85878d',
  text: '#1b1c1f',
  muted: '#5b5e65',
  accent: '#2f45c5',
  onAccent: '#ffffff',
  accentSoft: '#eaedfb',
  onAccentSoft: '#26389f',
  danger: '#b3261e',
  dangerSoft: '#fbebe9',
  caution: '#855600',
  cautionSoft: '#fbf1dc',
  good: '#1f6b4a',
  goodSoft: '#e4f3eb',
  valence: '#2b7a78',
  negative: '#b5523b',
  arousal: '#a2591c',
  heatLow: '#f0f0ec',
  heatHigh: '#26389f',
  emotions: {
    joy: '#996e07',
    surprise: '#bf4899',
    anger: '#c0392b',
    fear: '#6a4fb6',
    sadness: '#2e6da4',
    disgust: '#3f7f4e',
    interest: '#168190',
    contempt: '#8c6d46',
    neutral: '#72767c',
  },
};

export const dark: Tokens = {
  canvas: '#111215',
  surface: '#191b1f',
  sunken: '#141619',
  border: '#2b2e35',
  outline: '#757a85',
  text: '#eceded',
  muted: '#a3a7af',
  accent: '#97a6ff',
  onAccent: '#10142e',
  accentSoft: '#232948',
  onAccentSoft: '#c3ccff',
  danger: '#ff8f85',
  dangerSoft: '#3a1f1d',
  caution: '#f0bd62',
  cautionSoft: '#352a15',
  good: '#76cfa3',
  goodSoft: '#173024',
  valence: '#5cbdb9',
  negative: '#e28a74',
  arousal: '#e5a066',
  heatLow: '#1f2227',
  heatHigh: '#b3beff',
  emotions: {
    joy: '#e0b03e',
    surprise: '#e389c4',
    anger: '#ee7a6d',
    fear: '#a792ea',
    sadness: '#74aee0',
    disgust: '#7bbd8b',
    interest: '#52c3d1',
    contempt: '#c4a379',
    neutral: '#9aa0a8',
  },
};

/** Relative contrast of two `#rrggbb` colours, 1..21; WCAG 2.2, "contrast ratio". */
export function contrast(first: string, second: string): number {
  const [brighter, darker] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The tokens as CSS custom properties: `accentSoft` becomes `--at-accent-soft`. */
export function cssVariables(tokens: Tokens): Record<string, string> {
  const { emotions, ...plain } = tokens;
  const kebab = (name: string) => name.replace(/[A-Z]/g, letter => '-' + letter.toLowerCase());
  return Object.fromEntries([
    ...Object.entries(plain).map(([name, value]) => [`--at-${kebab(name)}`, value]),
    ...Object.entries(emotions).map(([name, value]) => [`--at-emotion-${name}`, value]),
  ]);
}
