const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Pause before the n-th try to connect again (0 = first): doubles up to 15 s, minus up to a third by `spread` in 0..1. */
export function reconnectPauseMs(attempt: number, spread: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full * (1 - spread / 3));
}
