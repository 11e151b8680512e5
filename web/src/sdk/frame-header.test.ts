import { expect, test } from 'vitest';
import { frameHeader } from './frame-header';

const bytes = (header: ArrayBuffer) => [...new Uint8Array(header)];

test('a header is 16 big-endian bytes: version, format, reserved, sequence, microseconds', () => {
  expect(bytes(frameHeader(0x01020304, 0x0506, 'image/jpeg'))).toEqual([
    1, 1, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 5, 6,
  ]);
});

test('each picture format has its code', () => {
  expect(bytes(frameHeader(0, 0, 'image/png'))[1]).toBe(2);
  expect(bytes(frameHeader(0, 0, 'image/webp'))[1]).toBe(3);
});

test('media time beyond 71 minutes does not wrap', () => {
  const threeHours = 3 * 3600 * 1e6;
  expect(new DataView(frameHeader(1, threeHours, 'image/jpeg')).getBigUint64(8)).toBe(BigInt(threeHours));
});

test('the largest sequence is kept', () => {
  expect(new DataView(frameHeader(0xffffffff, 0, 'image/jpeg')).getUint32(4)).toBe(0xffffffff);
});

test('impossible values are refused with the value in the message', () => {
  expect(() => frameHeader(-1, 0, 'image/jpeg')).toThrow('got -1');
  expect(() => frameHeader(0, -5, 'image/jpeg')).toThrow('got -5');
});
