import type { CalibrationPoint, CalibrationRequest } from '../sdk/messages';
import { LEARNED, TARGETS } from './targets';

/** The eyes need about this long to find a new place and settle on it; what they do before is not used. */
export const SETTLE_MS = 800;
/** How long the eyes are looked at on each place. */
export const COLLECT_MS = 1000;
/** A place with fewer pictures in which the gaze could be told is looked at for longer. */
export const FEWEST_SEEN = 5;
/** After this long the person is told what is in the way. */
export const PATIENCE_MS = 8000;

export interface Viewport {
  width: number;
  height: number;
}

/** Where a calibration stands. Times without `media` are those of the page's clock. */
export type Run = { index: number; done: readonly CalibrationPoint[]; window: Viewport } & (
  | { name: 'settling'; sinceMs: number }
  | { name: 'collecting'; sinceMs: number; fromMediaMs: number; seen: number; obstacle: string | null }
  | { name: 'paused' }
  /** Too few pictures told the gaze; `obstacle` says why the others did not, null when there were no others. */
  | { name: 'stuck'; seen: number; obstacle: string | null }
  | { name: 'done' }
);

export function begun(window: Viewport, nowMs: number): Run {
  return { name: 'settling', index: 0, done: [], window, sinceMs: nowMs };
}

/** Time goes on. */
export function ticked(run: Run, nowMs: number, mediaMs: number): Run {
  const { index, done, window } = run;
  switch (run.name) {
    case 'settling':
      return nowMs - run.sinceMs < SETTLE_MS
        ? run
        : { name: 'collecting', index, done, window, sinceMs: nowMs, fromMediaMs: mediaMs, seen: 0, obstacle: null };
    case 'collecting': {
      const forMs = nowMs - run.sinceMs;
      if (forMs >= COLLECT_MS && run.seen >= FEWEST_SEEN) return next(run, nowMs, mediaMs);
      return forMs < PATIENCE_MS ? run : { name: 'stuck', index, done, window, seen: run.seen, obstacle: run.obstacle };
    }
    case 'paused':
    case 'stuck':
    case 'done':
      return run;
  }
}

/** A picture was analysed; `obstacle` says why the gaze could not be told in it, null when it could. */
export function looked(run: Run, atMediaMs: number, obstacle: string | null): Run {
  if (run.name !== 'collecting' || atMediaMs < run.fromMediaMs) return run;
  return obstacle === null ? { ...run, seen: run.seen + 1 } : { ...run, obstacle };
}

export function paused({ index, done, window }: Run): Run {
  return { name: 'paused', index, done, window };
}

/** The same place again, from its beginning. */
export function resumed({ index, done, window }: Run, nowMs: number): Run {
  return { name: 'settling', index, done, window, sinceMs: nowMs };
}

function next(run: Run & { name: 'collecting' }, nowMs: number, mediaMs: number): Run {
  const { window } = run;
  const target = TARGETS[run.index]!;
  const point: CalibrationPoint = {
    x: Math.round(target.x * window.width),
    y: Math.round(target.y * window.height),
    fromMs: run.fromMediaMs,
    toMs: mediaMs,
  };
  const done = [...run.done, point];
  const index = run.index + 1;
  return index < TARGETS.length
    ? { name: 'settling', index, done, window, sinceMs: nowMs }
    : { name: 'done', index, done, window };
}

/** The nine learned places, then the four checked ones, as the protocol wants them. */
export function requestOf({ done, window }: Run): CalibrationRequest {
  return { points: done.slice(0, LEARNED.length), validation: done.slice(LEARNED.length), viewport: window };
}
