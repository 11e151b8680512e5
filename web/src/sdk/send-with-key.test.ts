import { afterEach, expect, it, vi } from 'vitest';
import type { Consent } from './consent';
import { sendWithKey } from './send-with-key';

afterEach(() => vi.unstubAllGlobals());

const consent = { personal: '/me#default.r-1.proof' } as Consent;

async function headersOf(decided: Consent | null): Promise<Record<string, string>> {
  const fetched = vi.fn(async () => new Response(null, { status: 204 }));
  vi.stubGlobal('fetch', fetched);
  await sendWithKey('https://attune.example', 'pk_1', () => decided)('POST', '/v1/context', {});
  return (fetched.mock.calls[0] as unknown as [URL, { headers: Record<string, string> }])[1].headers;
}

it('says for whom it speaks once they decided', async () => {
  expect(await headersOf(consent)).toMatchObject({ 'Attune-Key': 'pk_1', 'Attune-Receipt': 'default.r-1.proof' });
});

it('says nothing about a visitor who was not asked yet', async () => {
  expect(await headersOf(null)).not.toHaveProperty('Attune-Receipt');
});
