import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { cssVariables, dark, light, type Tokens } from './tokens';

/** Shade 7 is the accent on light, shade 3 on dark. */
const attune: MantineColorsTuple = [
  '#f2f4fe',
  '#dfe4fb',
  '#c3ccff',
  dark.accent,
  '#6b7eea',
  '#4b60d8',
  '#3a50ce',
  light.accent,
  '#26389f',
  '#1d2b7a',
];

/** Mantine's own greys in the dark theme, from text (0) to the deepest ground (9). */
const darkGreys: MantineColorsTuple = [
  dark.text,
  '#c9ccd1',
  dark.muted,
  dark.outline,
  '#3b3f48',
  dark.border,
  '#22252a',
  dark.surface,
  dark.sunken,
  dark.canvas,
];

// what the machine has, Cyrillic and Chinese included: nothing is fetched
const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Ubuntu, "Helvetica Neue", Arial, ' +
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** On a filled button of the accent: dark in the dark theme, where the accent is light; Mantine asks the light theme only. */
const readable: VariantColorsResolver = input => {
  const colors = defaultVariantColorsResolver(input);
  return input.variant === 'filled' && (input.color ?? input.theme.primaryColor) === input.theme.primaryColor
    ? { ...colors, color: 'var(--mantine-primary-color-contrast)' }
    : colors;
};

export const theme = createTheme({
  primaryColor: 'attune',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  variantColorResolver: readable,
  colors: { attune, dark: darkGreys },
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontFamily: FONT, fontWeight: '600' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // the arrow in a list says nothing that a screen reader does not say of the list
    ComboboxChevron: { defaultProps: { 'aria-hidden': true } },
  },
});

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: themeVariables(light),
  dark: themeVariables(dark),
});

function themeVariables(tokens: Tokens): Record<string, string> {
  return {
    ...cssVariables(tokens),
    '--mantine-color-body': tokens.surface,
    '--mantine-color-text': tokens.text,
    '--mantine-color-dimmed': tokens.muted,
    '--mantine-color-placeholder': tokens.muted,
    '--mantine-color-anchor': tokens.accent,
    '--mantine-color-error': tokens.danger,
    '--mantine-color-default': tokens.surface,
    '--mantine-color-default-hover': tokens.sunken,
    '--mantine-color-default-color': tokens.text,
    '--mantine-color-default-border': tokens.border,
    '--mantine-color-attune-light': tokens.accentSoft,
    '--mantine-color-attune-light-color': tokens.onAccentSoft,
  };
}
