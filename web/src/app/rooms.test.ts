import { expect, test } from 'vitest';
import { roomAbove } from './rooms';

test('whoever finds nothing under an address is led to the room that it lies in', () => {
  expect(roomAbove('/cases/0-0')?.id).toBe('cases');
  expect(roomAbove('/playbooks/new')?.id).toBe('playbooks');
});

test('a room itself lies in none, nor does what is no room', () => {
  expect(['/cases', '/cases/', '/', '/me', '/nonsense/7'].map(roomAbove)).toEqual([null, null, null, null, null]);
});
