import { useId } from 'react';
import type { Product } from '../catalogue';
import { DRAWINGS } from './drawings';
import { PALETTES } from './palettes';

/** The product, drawn. Decorative: its name always stands beside it. */
export function ProductPicture({ product }: { product: Product }) {
  const light = useId();
  const colours = PALETTES[product.palette % PALETTES.length]!;
  return (
    <svg viewBox="0 0 200 200" aria-hidden="true" style={{ display: 'block', width: '100%', height: 'auto' }}>
      <defs>
        <radialGradient id={light} cx="35%" cy="25%" r="90%">
          <stop offset="0%" stopColor="#fff" stopOpacity=".75" />
          <stop offset="100%" stopColor="#fff" stopOpacity="0" />
        </radialGradient>
      </defs>
      <rect width="200" height="200" fill={colours.back} />
      <rect y="150" width="200" height="50" fill={colours.floor} />
      <rect width="200" height="200" fill={`url(#${light})`} />
      <ellipse cx="100" cy="163" rx="72" ry="7" fill="#000" opacity=".1" />
      <g strokeLinejoin="round">{DRAWINGS[product.picture](colours)}</g>
    </svg>
  );
}
