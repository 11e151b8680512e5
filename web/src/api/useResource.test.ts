import { describe, expect, it } from 'vitest';
import { ApiError } from './api';
import { shownFor, staying, type Read } from './useResource';

const ANNA = '/v1/customers/anna';
const BORIS = '/v1/customers/boris';
const read: Read<string> = { path: ANNA, answer: { state: 'loaded', value: 'Anna' } };

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
    const failed: Read<string> = { path: ANNA, answer: { state: 'failed', error: new ApiError(404, 'nobody') } };
    expect(shownFor(failed, BORIS)).toEqual({ state: 'loading' });
  });

  it('stays where the next page of the same list is read', () => {
    expect(staying(shownFor(read, BORIS))).toEqual({ state: 'loaded', value: 'Anna' });
    expect(staying(shownFor<string>(null, BORIS))).toEqual({ state: 'loading' });
    expect(staying(shownFor(read, ANNA))).toBe(read.answer);
  });
});
