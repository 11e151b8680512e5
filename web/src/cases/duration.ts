const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A stretch of time as people say it: in days from two days on, in hours from two hours on, else in minutes. */
export interface Duration {
  over: boolean;
  unit: 'day' | 'hour' | 'minute';
  count: number;
}

export const Duration = {
  between(from: number, to: number): Duration {
    const distance = Math.abs(to - from);
    const over = to < from;
    if (distance >= 2 * DAY) return { over, unit: 'day', count: Math.floor(distance / DAY) };
    if (distance >= 2 * HOUR) return { over, unit: 'hour', count: Math.floor(distance / HOUR) };
    return { over, unit: 'minute', count: Math.floor(distance / MINUTE) };
  },
};
