import { describe, expect, it } from 'vitest';
import { ApiError } from './api';
import { outOfDate } from './out-of-date';
import { afterwards, shownFor, staying, type Read } from './useResource';

const ANNA = '/v1/customers/anna';
const BORIS = '/v1/customers/boris';
const read: Read<string> = { path: ANNA, asked: 1, at: 1000, answer: { state: 'loaded', value: 'Anna' } };

describe('what is shown for an address', () => {
  it('is nothing before anything was read', () => {
    expect(shownFor(null, ANNA)).toEqual({ state: 'loading' });
  });

  it('is what was read from it', () => {
    expect(shownFor(read, ANNA)).toBe(read.answer);
  });

  it('is never what another address gave', () => {
    expect(shownFor(read, BORIS)).toEqual({ state: 'loading', before: 'Anna' });
  });

  it('is not the failure of another address either', () => {
    const failed: Read<string> = {
      path: ANNA,
      asked: 1,
      at: 1000,
      answer: { state: 'failed', error: new ApiError(404, 'nobody') },
    };
    expect(shownFor(failed, BORIS)).toEqual({ state: 'loading' });
  });

  it('stays where the next page of the same list is read', () => {
    expect(staying(shownFor(read, BORIS))).toEqual({ state: 'loaded', value: 'Anna' });
    expect(staying(shownFor<string>(null, BORIS))).toEqual({ state: 'loading' });
    expect(staying(shownFor(read, ANNA))).toBe(read.answer);
  });
});

describe('what was loaded', () => {
  const failing = (path: string, status: number): Read<string> => ({
    path,
    asked: 2,
    at: 5000,
    answer: { state: 'failed', error: new ApiError(status, 'no') },
  });

  it.each([0, 408, 429, 500, 502, 503, 504])('stays when a later look gets %i, as old as it is', status => {
    const once = afterwards(read, failing(ANNA, status));
    expect(shownFor(once, ANNA)).toEqual({ state: 'loaded', value: 'Anna', outOfDateSince: 1000 });
    const twice = afterwards(once, { ...failing(ANNA, status), at: 9000 });
    expect(shownFor(twice, ANNA)).toEqual({ state: 'loaded', value: 'Anna', outOfDateSince: 1000 });
  });

  it('is up to date again with the next answer', () => {
    const next: Read<string> = { path: ANNA, asked: 3, at: 7000, answer: { state: 'loaded', value: 'Anna B.' } };
    expect(shownFor(afterwards(afterwards(read, failing(ANNA, 503)), next), ANNA)).toEqual({
      state: 'loaded',
      value: 'Anna B.',
    });
  });

  it.each([401, 403, 404, 410])('does not stay when the answer is %i: it may not be seen any more', status => {
    expect(shownFor(afterwards(read, failing(ANNA, status)), ANNA)).toMatchObject({ state: 'failed' });
  });

  it('is not undone by an older look that is answered late', () => {
    const newer: Read<string> = { path: ANNA, asked: 3, at: 7000, answer: { state: 'loaded', value: 'Anna B.' } };
    const late: Read<string> = { path: ANNA, asked: 2, at: 8000, answer: { state: 'loaded', value: 'Anna' } };
    expect(afterwards(newer, late)).toBe(newer);
    expect(afterwards(newer, failing(ANNA, 404))).toBe(newer);
    expect(afterwards(late, newer)).toBe(newer);
  });

  it('does not stand in for another address, nor for a first look that fails', () => {
    expect(shownFor(afterwards(read, failing(BORIS, 503)), BORIS)).toMatchObject({ state: 'failed' });
    expect(shownFor(afterwards<string>(null, failing(ANNA, 0)), ANNA)).toMatchObject({ state: 'failed' });
    expect(shownFor(afterwards(failing(ANNA, 0), failing(ANNA, 0)), ANNA)).toMatchObject({ state: 'failed' });
  });
});

it('a page tells the oldest of what is out of date on it, until all of it was answered', () => {
  const told: (number | null)[] = [];
  const stop = outOfDate.subscribe(() => told.push(outOfDate.oldest()));
  const settleNewer = outOfDate.add(2000);
  const settleOlder = outOfDate.add(1000);
  settleOlder();
  settleNewer();
  stop();
  expect(told).toEqual([2000, 1000, 2000, null]);
});
