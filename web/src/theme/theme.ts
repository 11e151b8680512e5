import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
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

// what the machine has, Cyrillic and Chinese included: nothing is fetched
const FONT =
  'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", ' +
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export const theme = createTheme({
  primaryColor: 'attune',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  colors: { attune },
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontFamily: FONT, fontWeight: '600' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
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
