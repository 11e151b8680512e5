import { describe, expect, test } from 'vitest';
import { contrast, dark, light, type Tokens } from './tokens';

describe.each<[string, Tokens]>([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, tokens) => {
  const surfaces = { canvas: tokens.canvas, surface: tokens.surface, sunken: tokens.sunken };
  const texts = { text: tokens.text, muted: tokens.muted, accent: tokens.accent, danger: tokens.danger };
  const pairs: [string, string, string][] = [
    ...Object.entries(surfaces).flatMap(([under, surface]) =>
      Object.entries(texts).map(([over, text]): [string, string, string] => [`${over} on ${under}`, text, surface]),
    ),
    ['text on accent', tokens.onAccent, tokens.accent],
    ['text on soft accent', tokens.onAccentSoft, tokens.accentSoft],
    ['danger on its soft surface', tokens.danger, tokens.dangerSoft],
    ['caution on its soft surface', tokens.caution, tokens.cautionSoft],
    ['good on its soft surface', tokens.good, tokens.goodSoft],
    ...Object.entries(tokens.emotions).map(([emotion, chip]): [string, string, string] => [
      `the letter of ${emotion}`,
      tokens.surface,
      chip,
    ]),
  ];

  test.each(pairs)('shows %s at 4.5:1 or more', (_, text, surface) => {
    expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  const { valence, negative, arousal, outline } = tokens;
  const marks = { ...tokens.emotions, valence, negative, arousal, outline };
  test.each(Object.entries(marks))('shows %s marks at 3:1 or more on every surface', (_, mark) => {
    for (const surface of Object.values(surfaces)) expect(contrast(mark, surface)).toBeGreaterThanOrEqual(3);
  });
});

test('contrast follows WCAG: black on white is 21, a colour on itself 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#336699', '#336699')).toBe(1);
});
