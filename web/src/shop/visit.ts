import { send } from '../api/api';

/** What the demo shop tries: things chosen by what a visitor looked at, against the same two for everybody. */
export const EXPERIMENT = 'shop-recommendations';
export const FIXED_ARM = 'fixed';
export const ADAPTED_ARM = 'adapted';

const PHONE_PX = 700;
const TABLET_PX = 1100;
const MOST_LOOKS = 50;

interface Dealt {
  arm: string | null;
  state: 'unknown' | 'draft' | 'running' | 'stopped';
}

/** As the parity monitor names them; see docs/trust.md. */
export interface ServiceLevels {
  'latency-ms'?: number;
  price?: number;
  'queue-seconds'?: number;
  features?: number;
}

export interface Look {
  item: string;
  at: string;
}

/**
 * One visit to the shop. Its pseudonym is random, stays in this tab, and is the one that a consent is given under, so
 * that whoever is asked was dealt to an arm before.
 */
export class Visit {
  readonly subject = `s-${randomId()}`;
  readonly #looks: Look[] = [];
  #arm: Promise<string | null> | null = null;
  #seen = false;
  readonly #told = new Set<string | null>();

  /** The arm of the experiment; null when none runs here, or nobody is signed in. */
  arm(language: string): Promise<string | null> {
    this.#arm ??= send<Dealt>('POST', `/v1/experiments/${EXPERIMENT}/assignments`, {
      subject: this.subject,
      cuts: { device: device(innerWidth), language },
    }).then(
      dealt => {
        if (dealt.state !== 'running') this.#arm = null; // it may start while somebody looks around
        return dealt.arm;
      },
      () => null, // the shop works without
    );
    return this.#arm;
  }

  get looks(): readonly Look[] {
    return this.#looks;
  }

  looked(item: string): void {
    if (this.#looks.at(-1)?.item === item) return;
    this.#looks.push({ item, at: new Date().toISOString() });
    if (this.#looks.length > MOST_LOOKS) this.#looks.shift();
  }

  /** The place where the arms differ is in view. */
  async saw(): Promise<void> {
    const arm = await this.#arm;
    if (this.#seen || !arm) return;
    this.#seen = true;
    await send('POST', `/v1/experiments/${EXPERIMENT}/exposures`, { subject: this.subject, arm }).catch(ignore);
  }

  /**
   * What this visit got, told once before and once after the visitor was asked: what the same basket costs, how many
   * functions the page offered, how long a click took.
   *
   * @param receiptId null for whoever was not asked yet, who declines as far as it counts here
   */
  async served(receiptId: string | null, measures: ServiceLevels): Promise<void> {
    if (this.#told.has(receiptId)) return;
    this.#told.add(receiptId);
    await send('POST', '/v1/service-levels', { ...(receiptId === null ? {} : { receiptId }), measures }).catch(ignore);
  }

  /** An order was placed; told only where an experiment counts it. */
  async bought(): Promise<void> {
    if (!(await this.#arm)) return;
    const outcome = { subject: this.subject, metric: 'conversion', value: 1 };
    await send('POST', '/v1/experiments/outcomes', [outcome]).catch(ignore);
  }
}

/** What the experiment misses does not trouble the visitor. */
function ignore(): void {}

export function device(width: number): 'phone' | 'tablet' | 'desktop' {
  return width < PHONE_PX ? 'phone' : width < TABLET_PX ? 'tablet' : 'desktop';
}

/** Also where a page is not served securely and `randomUUID` is missing. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}
