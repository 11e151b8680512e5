import type { Tokens } from '../theme/tokens';

const SPACING = 7;

/** Fills a rectangle with thin diagonal lines: something was not measurable here. */
export function fillHatched(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  tokens: Tokens,
): void {
  if (width <= 0) return;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  // anchored to the canvas, so that the lines stand still while the gap moves past
  for (let start = Math.floor((x - height) / SPACING) * SPACING; start < x + width; start += SPACING) {
    context.moveTo(start, y + height);
    context.lineTo(start + height, y);
  }
  context.strokeStyle = tokens.outline + '66';
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
