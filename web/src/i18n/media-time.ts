/** Media time as `0:12.3` or `1:02:03.4`. Rounds down, so that a clock never shows a moment that has not come. */
export function mediaTime(milliseconds: number, withTenths = true): string {
  const tenths = Math.floor(Math.max(0, milliseconds) / 100 + 1e-6);
  const seconds = Math.floor(tenths / 10);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  return withTenths ? `${clock}.${tenths % 10}` : clock;
}
