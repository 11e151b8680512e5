import { ApiError, NO_ANSWER } from '../api/api';

/** What `GET /v1/my` answers: everything a person may know and do with the address on their receipt. */
export interface Mine {
  subject: string;
  receiptId: string;
  decidedAt: string;
  expiresAt: string;
  choices: { purpose: string; modality: string; granted: boolean; decision: string }[];
  held: Record<string, number>;
  /** Who of the operator's looked, the latest first. */
  looks: { at: string; purpose: string; object: string }[];
  keptDays: number;
}

export interface Erased {
  rows: number;
  proof: string | null;
}

/** The credential travels in a header: addresses end up in logs. */
export async function my(
  credential: string,
  method: 'GET' | 'POST',
  path: string,
  accept = 'application/json',
  body?: unknown,
): Promise<Response> {
  const answer = await fetch(`/v1/my${path}`, {
    method,
    headers: {
      Accept: accept,
      'Accept-Language': document.documentElement.lang,
      'Attune-Receipt': credential,
      'Attune-Console': '1', // where the console is signed in in the same browser, its cookie comes along
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new ApiError(NO_ANSWER, String(cause));
  });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as { detail?: string };
  throw new ApiError(answer.status, problem.detail ?? String(answer.status));
}

/** What stands behind `#`; browsers send it to no server. */
export const credentialOf = (hash: string) => hash.replace(/^#/, '');

/** `unable` where this browser cannot check: it may do so on secure pages only, and older ones do not know the signature. */
export type Verdict = 'valid' | 'changed' | 'unsigned' | 'foreign' | 'unable';

interface KeySet {
  keys: (JsonWebKey & { kid?: string })[];
}

/** Whether a downloaded receipt says what this service signed. Nothing leaves the browser. */
export async function verify(text: string, keySet: KeySet): Promise<Verdict> {
  const found = signatureIn(text);
  if (!found) return 'unsigned';
  const { receipt, kid, signed, signature } = found;
  const jwk = keySet.keys.find(key => key.kid === kid);
  if (!jwk) return 'foreign';
  let isOurs: boolean;
  try {
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'Ed25519' }, false, ['verify']);
    isOurs = await crypto.subtle.verify('Ed25519', key, signature, new TextEncoder().encode(signed));
  } catch {
    return 'unable';
  }
  if (!isOurs) return 'foreign';
  return sameJson({ ...receipt, receipt: '' }, JSON.parse(utf8(signed.split('.')[1]!))) ? 'valid' : 'changed';
}

/** Null where the file is no receipt with a signature. */
function signatureIn(text: string) {
  try {
    const receipt = JSON.parse(text) as Record<string, unknown>;
    const [header, payload, signature, ...more] = String(receipt['receipt']).split('.');
    if (!header || !payload || !signature || more.length > 0) return null;
    const { kid } = JSON.parse(utf8(header)) as { kid?: string };
    return { receipt, kid, signed: `${header}.${payload}`, signature: bytes(signature) };
  } catch {
    return null;
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0));
}

const utf8 = (base64url: string) => new TextDecoder().decode(bytes(base64url));

/** Whatever the order of the fields. */
function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
