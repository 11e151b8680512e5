/** Whole seconds until `untilMs` on the clock of `performance.now()`. */
export function secondsUntil(untilMs: number): number {
  return Math.max(0, Math.ceil((untilMs - performance.now()) / 1000));
}

/** Tells the seconds that are left, now and each time that they are fewer; returns how to stop. */
export function countDown(untilMs: number, tell: (seconds: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    const seconds = secondsUntil(untilMs);
    tell(seconds);
    if (seconds > 0) timer = setTimeout(next, untilMs - performance.now() - (seconds - 1) * 1000);
  };
  next();
  return () => clearTimeout(timer);
}
