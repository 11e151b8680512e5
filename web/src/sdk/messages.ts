/** The wire types of `attune.live.v1`; see docs/live-protocol.md. Times are milliseconds of media time. */

export const SUBPROTOCOL = 'attune.live.v1';

export type Measurement = { value: number; confidence: number } | { reason: string };

export function isMeasured(measurement: Measurement | undefined): measurement is { value: number; confidence: number } {
  return measurement !== undefined && 'value' in measurement;
}

export type ExpressionName = 'neutral' | 'joy' | 'surprise' | 'anger' | 'fear' | 'sadness' | 'disgust' | 'contempt';

export type Expression = Record<ExpressionName, number> | { reason: string };

export function isDisplayed(expression: Expression): expression is Record<ExpressionName, number> {
  return 'neutral' in expression;
}

export interface Quality {
  score: number;
  reasons: string[];
}

export interface Face {
  trackId: number;
  /** x, y, width, height in pixels of the picture. */
  box: [number, number, number, number];
  presence: number;
  /** Base64; decode with `decodeLandmarks`. */
  landmarks: string;
  pose: { yaw: number; pitch: number; roll: number };
  /** Absent while it cannot be told, for example with closed eyes. */
  gaze?: { yaw: number; pitch: number } | null;
  quality: Quality;
}

export interface ActionUnitReading {
  left: number;
  right: number;
  reliability: number;
}

export interface Affect {
  trackId: number;
  valence: Measurement;
  arousal: Measurement;
  expression: Expression;
  states: Record<string, Measurement>;
  actionUnits: Record<string, ActionUnitReading>;
  baseline: 'population' | 'provisional' | 'personal';
  quality: Quality;
  delayMs: number;
}

export interface AffectMessage {
  type: 'affect';
  sequence: number;
  atMs: number;
  latencyMs: number;
  faces: Face[];
  picture: { width: number; height: number };
  affect: Affect[];
}

export interface ReadyMessage {
  type: 'ready';
  sessionId: string;
  maxFrameBytes: number;
  modalities: string[];
  recommendedFps: number;
  models: string[];
}

export interface MomentMessage {
  type: 'moment';
  kind: 'expression' | 'state' | 'unreadable';
  name: string;
  trackId: number;
  onsetMs: number;
  apexMs: number;
  offsetMs: number;
  strength: number;
  actionUnits: Record<string, number>;
}

export interface Clause {
  text: string;
  value: boolean;
  inputs: Record<string, unknown>;
}

export interface DecisionMessage {
  type: 'decision';
  id: string;
  atMs: number;
  playbook: string;
  version: number;
  rule: string;
  action: { id: string; class: string; parameters: Record<string, unknown> };
  reason: string;
  clauses: Clause[];
  propensity: number;
  fallback: string;
}

export interface DecisionEndedMessage {
  type: 'decisionEnded';
  id: string;
  reason: 'condition-over' | 'undone' | 'session-ended' | 'replaced';
}

export interface StatsMessage {
  type: 'stats';
  received: number;
  analysed: number;
  dropped: number;
  latencyMs: number;
  fps: number;
}

export interface WithdrawnMessage {
  type: 'withdrawn';
  choices: { purpose: string; modality: string }[];
}

export interface ErrorMessage {
  type: 'error';
  code: string | number;
  message: string;
  hint?: string;
}

export type ServerMessage =
  | ReadyMessage
  | AffectMessage
  | MomentMessage
  | DecisionMessage
  | DecisionEndedMessage
  | StatsMessage
  | WithdrawnMessage
  | ErrorMessage;

export type PageKind = 'list' | 'product' | 'checkout' | 'confirmation';

export interface Page {
  kind: PageKind;
  id?: string;
}

export type Facts = Record<string, number | string | boolean>;

export type Verdict = 'right' | 'wrong' | 'undo';

export interface Hello {
  receiptId: string;
  purpose: string;
  source: 'webcam' | 'recording' | 'clip';
  language: string;
  page: Page;
}

export type ClientMessage =
  | ({ type: 'hello' } & Hello)
  | { type: 'page'; kind: PageKind; id?: string; facts: Facts }
  | { type: 'feedback'; decisionId: string; verdict: Verdict }
  | { type: 'bye' };

const KNOWN = new Set<string>([
  'ready',
  'affect',
  'moment',
  'decision',
  'decisionEnded',
  'stats',
  'withdrawn',
  'error',
] satisfies ServerMessage['type'][]);

/** Reads one text frame; null for a message type this client does not know, which a newer server may send. */
export function parseServerMessage(text: string): ServerMessage | null {
  const message: unknown = JSON.parse(text);
  if (typeof message !== 'object' || message === null || !('type' in message) || typeof message.type !== 'string')
    throw new TypeError(`expected a JSON object with a "type", got ${text.slice(0, 80)}`);
  return KNOWN.has(message.type) ? (message as ServerMessage) : null;
}

/** Why the server closed the socket, by close code. */
export const CloseCode = {
  Ended: 1000,
  Malformed: 4400,
  NotSignedIn: 4401,
  NoConsent: 4403,
  TimedOut: 4408,
  Withdrawn: 4409,
  FrameTooLarge: 4413,
  TooManySessions: 4429,
  AnalysisFailed: 4500,
} as const;
