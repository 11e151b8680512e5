import { useComputedColorScheme } from '@mantine/core';
import { dark, light, type Tokens } from './tokens';

/** The colours of the theme that is shown, for canvases; everything else uses the CSS variables. */
export function useTokens(): Tokens {
  return useComputedColorScheme('light') === 'dark' ? dark : light;
}
