import { expect, test } from 'vitest';
import { InFlight } from './in-flight';

test('two frames may be under way, a third has to wait', () => {
  const frames = new InFlight(2);
  frames.sent(1, 0);
  expect(frames.hasRoom(1)).toBe(true);
  frames.sent(2, 10);
  expect(frames.hasRoom(11)).toBe(false);
});

test('an answer makes room and tells the round trip', () => {
  const frames = new InFlight(1);
  frames.sent(7, 100);
  expect(frames.answered(7, 140)).toBe(40);
  expect(frames.hasRoom(141)).toBe(true);
});

test('an answer to a newer frame settles the older one, which the server replaced', () => {
  const frames = new InFlight(2);
  frames.sent(1, 0);
  frames.sent(2, 10);
  frames.answered(2, 50);
  frames.sent(3, 51);
  expect(frames.hasRoom(52)).toBe(true);
});

test('a frame that nothing answers stops counting after a while', () => {
  const frames = new InFlight(1, 2000);
  frames.sent(1, 0);
  expect(frames.hasRoom(1999)).toBe(false);
  expect(frames.hasRoom(2000)).toBe(true);
  expect(frames.answered(1, 2100)).toBeNull();
});
