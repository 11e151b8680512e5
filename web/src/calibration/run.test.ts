import { describe, expect, test } from 'vitest';
import { begun, COLLECT_MS, looked, PATIENCE_MS, paused, requestOf, resumed, SETTLE_MS, ticked, type Run } from './run';
import { CHECKED, LEARNED, TARGETS } from './targets';

const WINDOW = { width: 1000, height: 800 };
const TICK_MS = 40;
const LAG_MS = 5000; // the media clock is another clock

/** Plays a person before a camera that sees the gaze as `obstacle` says, until the run waits for somebody or ends. */
function played(run: Run, nowMs: number, obstacle: (index: number) => string | null): { run: Run; nowMs: number } {
  let now = nowMs;
  while (run.name === 'settling' || run.name === 'collecting') {
    now += TICK_MS;
    run = looked(run, now + LAG_MS, obstacle(run.index));
    run = ticked(run, now, now + LAG_MS);
  }
  return { run, nowMs: now };
}

describe('a calibration', () => {
  test('looks at nine places to learn and at four others to check', () => {
    const { run } = played(begun(WINDOW, 0), 0, () => null);
    expect(run.name).toBe('done');
    const { points, validation, viewport } = requestOf(run);
    expect([points.length, validation.length]).toEqual([9, 4]);
    expect(viewport).toEqual(WINDOW);
    expect(points[0]).toMatchObject({ x: 500, y: 384 });
    expect(validation[0]).toMatchObject({ x: 300, y: 232 });
  });

  test('never uses what the eyes did on their way, and no picture twice', () => {
    const { run } = played(begun(WINDOW, 0), 0, () => null);
    let before = LAG_MS;
    for (const { fromMs, toMs } of run.done) {
      expect(fromMs - before).toBeGreaterThanOrEqual(SETTLE_MS);
      expect(toMs - fromMs).toBeGreaterThanOrEqual(COLLECT_MS);
      before = toMs;
    }
  });

  test('stays longer on a place where pictures are few', () => {
    let pictures = 0;
    const { run } = played(begun(WINDOW, 0), 0, () => (pictures++ % 8 === 0 ? null : 'eyes-closed'));
    expect(run.done[0]!.toMs - run.done[0]!.fromMs).toBeGreaterThan(COLLECT_MS);
  });

  test('says what is in the way where the gaze cannot be told, and tries the same place again', () => {
    const stuck = played(begun(WINDOW, 0), 0, index => (index === 3 ? 'head-turned' : null));
    expect(stuck.run).toMatchObject({ name: 'stuck', index: 3, obstacle: 'head-turned' });
    expect(stuck.run.done).toHaveLength(3);
    const again = played(resumed(stuck.run, stuck.nowMs), stuck.nowMs, () => null);
    expect(again.run).toMatchObject({ name: 'done' });
    expect(again.run.done).toHaveLength(TARGETS.length);
  });

  test('tells a camera that sends nothing from a face that cannot be read', () => {
    const collecting = ticked(begun(WINDOW, 0), SETTLE_MS, 0);
    expect(ticked(collecting, SETTLE_MS + PATIENCE_MS, 0)).toMatchObject({ name: 'stuck', seen: 0, obstacle: null });
    const one = looked(collecting, 10, null);
    expect(ticked(one, SETTLE_MS + PATIENCE_MS, 0)).toMatchObject({ name: 'stuck', seen: 1, obstacle: null });
  });

  test('waits while it is paused', () => {
    const waiting = paused(begun(WINDOW, 0));
    expect(ticked(waiting, 60_000, 60_000)).toBe(waiting);
    expect(resumed(waiting, 60_000)).toMatchObject({ name: 'settling', index: 0, sinceMs: 60_000 });
  });

  test('ignores pictures from before the eyes had settled', () => {
    const collecting = ticked(begun(WINDOW, 0), SETTLE_MS, LAG_MS);
    expect(looked(collecting, LAG_MS - 1, null)).toBe(collecting);
  });
});

test('no place is checked that was learned', () => {
  const near = CHECKED.filter(({ x, y }) => LEARNED.some(other => Math.hypot(other.x - x, other.y - y) < 0.2));
  expect(near).toEqual([]);
});
