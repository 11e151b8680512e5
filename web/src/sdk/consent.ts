/** The consent half of the protocol: notice, choices, receipt, withdrawal. */

export interface ConsentChoice {
  purpose: string;
  modality: string;
}

export interface NoticeChoice extends ConsentChoice {
  label: string;
  description: string;
}

export interface Notice {
  id: string;
  version: string | number;
  hash: string;
  language: string;
  title: string;
  lines: string[];
  choices: NoticeChoice[];
  contact: string;
  /** Which showing of the notice this is; the answer names it. */
  showing?: number;
  /** Ask whether the visitor is younger: then a parent or guardian has to confirm. Null where only adults are read. */
  guardianBelow?: number | null;
}

export interface DecidedChoice extends ConsentChoice {
  granted: boolean;
}

export interface Consent {
  receiptId: string;
  receipt: unknown;
  /** Address of the person's own page: see, copy, withdraw and erase without an account. Keep it private. */
  personal?: string;
  subject: string;
  decidedAt: string;
  expiresAt: string;
  choices: DecidedChoice[];
  /** `awaiting-guardian`: nothing is read until a parent or guardian confirmed it. */
  collectionMethod?: string;
}

export type AgeBand = 'adult' | 'minor';

export function allows(consent: Consent, purpose: string, modality: string): boolean {
  return consent.choices.some(choice => choice.purpose === purpose && choice.modality === modality && choice.granted);
}

/** Anything that sends a request to Attune and returns the JSON of a 2xx answer. */
export type Send = <T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<T>;

export class Consents {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  notice(language: string): Promise<Notice> {
    return this.#send('GET', `/v1/notices/current?language=${encodeURIComponent(language)}`);
  }

  /** Records every choice, yes or no; the receipt proves it. */
  decide(notice: Notice, choices: DecidedChoice[], subject?: string, ageBand?: AgeBand): Promise<Consent> {
    return this.#send('POST', '/v1/consents', {
      noticeId: notice.id,
      noticeVersion: notice.version,
      language: notice.language,
      ...(notice.showing === undefined ? {} : { showing: notice.showing }),
      ...(subject === undefined ? {} : { subject }),
      ...(ageBand === undefined ? {} : { ageBand }),
      choices,
    });
  }

  /** Without `choices` everything is withdrawn. */
  withdraw(receiptId: string, choices?: ConsentChoice[]): Promise<unknown> {
    return this.#send('POST', `/v1/consents/${encodeURIComponent(receiptId)}/withdrawals`, choices ? { choices } : {});
  }
}
