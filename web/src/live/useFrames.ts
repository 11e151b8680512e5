import { useEffect, useRef } from 'react';

const SHORTEST_MS = 1000 / 60 - 2; // a display of 120 Hz is drawn at 60

/** Calls `draw` before each repaint while the page is visible. */
export function useFrames(draw: () => void): void {
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
  });
  useEffect(() => {
    let last = 0;
    let request = requestAnimationFrame(function frame(now) {
      if (now - last >= SHORTEST_MS) {
        last = now;
        latest.current();
      }
      request = requestAnimationFrame(frame);
    });
    return () => cancelAnimationFrame(request);
  }, []);
}

/** The drawing context of a canvas, sized to its box at the screen's resolution, cleared, in CSS pixels. */
export function prepared(canvas: HTMLCanvasElement): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const width = Math.round(canvas.clientWidth * ratio);
  const height = Math.round(canvas.clientHeight * ratio);
  if (width === 0 || height === 0) return null;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  return context;
}
