import { expect, test, vi } from 'vitest';
import { credentialOf, verify } from './my';

const base64url = (data: Uint8Array | string) =>
  Buffer.from(typeof data === 'string' ? new TextEncoder().encode(data) : data).toString('base64url');

async function aSignedReceipt() {
  const pair = (await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])) as CryptoKeyPair;
  const says = { receiptId: 'r-1', subject: 's-1', choices: [{ purpose: 'analytics', granted: false }], receipt: '' };
  const signed = `${base64url('{"alg":"EdDSA","kid":"receipts-1"}')}.${base64url(JSON.stringify(says))}`;
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(signed));
  const jwk = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    receipt: { ...says, receipt: `${signed}.${base64url(new Uint8Array(signature))}` },
    keys: { keys: [{ ...jwk, kid: 'receipts-1' }] },
  };
}

test('a receipt as it was signed is valid, whatever the order of its fields', async () => {
  const { receipt, keys } = await aSignedReceipt();
  const reordered = Object.fromEntries(Object.entries(receipt).reverse());

  expect(await verify(JSON.stringify(receipt), keys)).toBe('valid');
  expect(await verify(JSON.stringify(reordered), keys)).toBe('valid');
});

test('a receipt that was changed afterwards is found out', async () => {
  const { receipt, keys } = await aSignedReceipt();

  expect(await verify(JSON.stringify({ ...receipt, subject: 's-2' }), keys)).toBe('changed');
});

test('a receipt of another service is none of ours', async () => {
  const { receipt } = await aSignedReceipt();
  const { keys } = await aSignedReceipt();

  expect(await verify(JSON.stringify(receipt), keys)).toBe('foreign');
  expect(await verify(JSON.stringify(receipt), { keys: [] })).toBe('foreign');
});

test('a file without a signature is told so', async () => {
  expect(await verify('{}', { keys: [] })).toBe('unsigned');
  for (const file of ['a picture', '', 'null', '7', '[]', '{"receipt":"a.b.c"}', '{"receipt":"e30.b.Ñ"}'])
    expect(await verify(file, { keys: [] }), file).toBe('unsigned');
});

test('a browser that cannot check says so instead of calling the server away', async () => {
  const { receipt, keys } = await aSignedReceipt();
  vi.stubGlobal('crypto', {}); // as on a page that is not served securely
  expect(await verify(JSON.stringify(receipt), keys)).toBe('unable');
  vi.unstubAllGlobals();
});

test('the credential stands behind the hash', () => {
  expect(credentialOf('#default.id.proof')).toBe('default.id.proof');
});
