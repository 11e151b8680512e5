/**
 * Attune's browser SDK.
 *
 * ```js
 * import { AttuneLive, Consents, sendWithKey } from 'https://attune.example/sdk/attune.js';
 *
 * const server = 'https://attune.example';
 * const consents = new Consents(sendWithKey(server, 'pk_…'));
 * const notice = await consents.notice('en');
 * // show notice.lines and ask for every one of notice.choices, then:
 * const consent = await consents.decide(notice, choices);
 * const live = new AttuneLive({ server, key: 'pk_…', video, hello: { receiptId: consent.receiptId, personal: consent.personal, … }, listener });
 * live.start();
 * // whatever names the visitor afterwards:
 * const send = sendWithKey(server, 'pk_…', () => consent);
 * const context = await send('POST', '/v1/context', { subject: consent.subject, want: { style: true } });
 * ```
 */
export {
  AttuneLive,
  CalibrationFailed,
  stopTracks,
  type LiveListener,
  type LiveOptions,
  type LiveStatus,
} from './attune-live';
export { Consents, type Consent, type ConsentChoice, type DecidedChoice, type Notice, type Send } from './consent';
export { decodeLandmarks, LANDMARK_COUNT } from './landmarks';
export { frameHeader } from './frame-header';
export * from './messages';
export { sendWithKey } from './send-with-key';
