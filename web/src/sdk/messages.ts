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

export interface GazePoint {
  /** CSS pixels of the viewport that was calibrated. */
  x: number;
  y: number;
  /** Mean error that the validation found. */
  errorPx: number;
}

export interface Gaze {
  /** Degrees; positive to the subject's own left. */
  yaw: number;
  /** Degrees; positive upwards. */
  pitch: number;
  /** Only after a calibration. */
  point?: GazePoint | null;
}

export interface Eyes {
  /** Relative to this person's own open eye, 1 = as open as usual; an eye that cannot be told is left out. */
  openness?: { left?: number; right?: number };
  /** Diameter of the pupil over that of the iris, both eyes over the last second. Light moves it more than feelings do. */
  pupil?: Measurement;
  /** Of each eye in this frame; empty when they are not told. */
  pupils?: { left?: number; right?: number };
}

export interface Face {
  trackId: number;
  /** x, y, width, height in pixels of the picture. */
  box: [number, number, number, number];
  presence: number;
  /** Base64; decode with `decodeLandmarks`. */
  landmarks: string;
  pose: { yaw: number; pitch: number; roll: number };
  /** Absent without consent to gaze, and while it cannot be told, for example with closed eyes. */
  gaze?: Gaze | null;
  /** Absent without consent to gaze. */
  eyes?: Eyes | null;
  quality: Quality;
}

export type Side = 'both' | 'left' | 'right' | 'none' | 'unknown';

/** One FACS action unit; intensities 0..5, left and right are the subject's own. */
export interface ActionUnitReading {
  left: number;
  right: number;
  reliability: number;
  /** Where the number comes from: `geometry`, `appearance`, `reported` (another source says so) or `not-visible`. */
  evidence?: string;
  /**
   * On which sides it is present, decided with hysteresis: not the same as an intensity above zero. `unknown` of a unit
   * that is seen too badly to say.
   */
  present?: Side;
}

/** Two expressions displayed at once; weights are shares of the whole display. */
export interface Mixed {
  first: ExpressionName;
  second: ExpressionName;
  firstWeight: number;
  secondWeight: number;
}

/** Weights are 0..1; those of one kind sum to 1 over the modalities. */
export interface Contribution {
  modality: string;
  valence: Measurement;
  valenceWeight: number;
  arousal: Measurement;
  arousalWeight: number;
  expressionWeight: number;
  /** What the modality's own sum is made of, largest effect first; empty when it is not a sum. */
  valenceTerms: Term[];
  arousalTerms: Term[];
}

/** An emotion's or an action unit's id, and what it adds. */
export interface Term {
  input: string;
  effect: number;
}

export interface Affect {
  trackId: number;
  valence: Measurement;
  arousal: Measurement;
  expression: Expression;
  states: Record<string, Measurement>;
  actionUnits: Record<string, ActionUnitReading>;
  /** The second opinion: the expression as the action units alone tell it. */
  unitsExpression?: Expression;
  mixed?: Mixed | null;
  /** Per minute. */
  blinkRate?: Measurement;
  /** P80: share of the last minute with the eyes at least 80 % closed. */
  perclos?: Measurement;
  /** What each modality reads by itself, and how much it weighs. */
  contributions?: Contribution[];
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
  /** Absent, as is `sequence`, when a voice was heard and no face is in view: see `isSeen`. */
  picture: { width: number; height: number };
  /** Faces in the picture that are not read, because they are not the one that agreed; absent when there is none. */
  others?: number;
  affect: Affect[];
}

/** Whether a message answers a picture; otherwise it tells of a voice whose face is not in view. */
export function isSeen(message: AffectMessage): boolean {
  return message.sequence !== undefined;
}

/** Somebody begins to speak or stops; only with consent to the voice. */
export interface SpeechMessage {
  type: 'speech';
  speaking: boolean;
  atMs: number;
}

export type ProsodyName =
  'f0Hz' | 'f0RangeSemitones' | 'levelDb' | 'syllablesPerSecond' | 'jitter' | 'shimmerDb' | 'hnrDb';

/** How something was said, not what; about once a second while somebody speaks. */
export interface VoiceMessage {
  type: 'voice';
  fromMs: number;
  toMs: number;
  /** It sums up all that was said without a pause. */
  last: boolean;
  latencyMs: number;
  arousal: Measurement;
  /** How probable anger is, as against neutral. */
  anger: Measurement;
  valence: Measurement;
  expression: Expression;
  prosody: Partial<Record<ProsodyName, Measurement>>;
  baseline: Affect['baseline'];
  quality: Quality;
}

/** How customer and agent share a call, from when each speaks. Without `shared` nobody tells when the agent speaks. */
export interface Conversation {
  /** How long the customer was listened to. */
  lengthMs: number;
  customerMs: number;
  syllablesPerSpokenSecond?: number;
  shared?: SharedConversation;
}

export interface SharedConversation {
  customer: ConversationParty;
  agent: ConversationParty;
  overlapMs: number;
  silenceMs: number;
  /** Silences of at least ten seconds. */
  holds: { fromMs: number; toMs: number }[];
  syllablesPerSecond?: number;
}

export interface ConversationParty {
  spokenMs: number;
  /** Of all that was spoken, 0..1. */
  share: number;
  turns: number;
  longestTurnMs: number;
  pauses: number;
  pausedMs: number;
  interruptions: number;
}

/** Of a watched call: once a second while something changes, else every five. */
export interface ConversationMessage extends Conversation {
  type: 'conversation';
}

export interface ReadyMessage {
  type: 'ready';
  sessionId: string;
  maxFrameBytes: number;
  modalities: string[];
  recommendedFps: number;
  models: string[];
  /** The engine that writes down what is said; absent where none is installed. */
  speechToText?: string;
  /** How this server defines the states it estimates. */
  states?: StateDefinition[];
}

/** A state is our model's, not a fact about a person: `definition` is the published `id/version` behind it. */
export interface StateDefinition {
  id: string;
  definition: string;
  windowMs: number;
  evidenceMs: number;
}

/** About once a second, only with consent to physiology. Not a medical measurement. */
export interface PulseMessage {
  type: 'pulse';
  trackId: number;
  atMs: number;
  /** Beats per minute. */
  rate: Measurement;
  snrDb?: number | null;
  method?: string | null;
  /** RMSSD in milliseconds. */
  variability?: Measurement;
  /** The latest stretch of the pulse wave, -1..1, newest last. */
  wave?: number[];
}

/** One modality displays something pleasant, another something unpleasant: both are told, nothing is averaged. */
export interface Contradiction {
  /** `masking`: a pleasant face over an unpleasant voice or words. */
  kind: 'masking' | 'mixed';
  sinceMs: number;
  pleasant: string;
  pleasantValence: number;
  unpleasant: string;
  unpleasantValence: number;
  leading: string;
}

/** The one stream of a person, all modalities together; at most five a second. */
export interface StreamMessage {
  type: 'stream';
  trackId: number;
  atMs: number;
  valence: Measurement;
  arousal: Measurement;
  contradiction?: Contradiction | null;
  states: Record<string, { probability: Measurement; active: boolean }>;
  course: {
    valenceTrend: Measurement;
    arousalTrend: Measurement;
    volatility: Measurement;
    recoverySeconds: Measurement;
    peak: Measurement;
    peakEnd: Measurement;
  };
  /** Of a model of ours, trained on generated scenarios. */
  forecast: { event: string; withinMs: number; probability: Measurement; modelDefined: true }[];
  /** Distance from what is usual for this person, in their own spreads. */
  usual: Record<string, { valence: Measurement; arousal: Measurement; baseline: string }>;
  contributions: Contribution[];
  delayMs: number;
  /** Observations that came too late to be put in order. */
  late: number;
  formulas: string[];
}

/** Whether short movements of this face can be timed at its frame rate; when first known and when that changes. */
export interface SpottingMessage {
  type: 'spotting';
  trackId: number;
  atMs: number;
  grade: 'measurable' | 'indicative' | 'not-measurable';
  measuredFps: number;
  /** From here on `measurable`. */
  neededFps: number;
}

export interface MomentMessage {
  type: 'moment';
  kind: 'expression' | 'mixed' | 'micro-expression' | 'blink' | 'state' | 'turn' | 'unreadable';
  name: string;
  trackId: number;
  onsetMs: number;
  apexMs: number;
  offsetMs: number;
  strength: number;
  actionUnits: Record<string, number>;
  /** Of a mixed expression. */
  first?: string;
  second?: string;
  /** Each part's share of the two, mean over the episode; they sum to 1. Absent from what was kept without. */
  firstWeight?: number;
  secondWeight?: number;
  /** Of a micro-expression: which part of the face moved. */
  group?: string;
  /** Of a micro-expression: `indicative` stays out of every statistic. */
  grade?: 'measurable' | 'indicative';
  /** Of a blink: 1 = shut. */
  completeness?: number;
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
  reason: 'condition-over' | 'undone' | 'session-ended' | 'replaced' | 'switched-off';
}

/** What the validation of a gaze calibration found. */
export interface CalibratedMessage {
  type: 'calibrated';
  errorPx: number;
  errorDegrees: number;
  validationPoints: number;
  /** Areas whose shorter side is below this cannot be told apart. */
  refusedBelowPx: number;
}

/** `[start, end]` in the text of the same message. */
export type Place = [number, number];

/** What one utterance displays and is about; its text is redacted. */
export interface WordsMessage {
  type: 'words';
  atMs: number;
  latencyMs: number;
  text: string;
  /** ISO 639-1, or `und`. */
  language: string;
  sentiment: { label: string; probability: number; polarity: number; strength: number };
  /** -1..1, by dictionary and model together; null when neither could tell. */
  polarity: number | null;
  emotions: { emotion: string; probability: number; intensity: number }[];
  aspects: { aspect: string; polarity: number; term: Place; clause: Place }[];
  intents: { intent: string; why: Place }[];
  urgency: 'none' | 'raised' | 'high';
  sarcasm: Place[];
  /** Kinds of personal data that were replaced, one for each place. */
  personalData: string[];
  reasons: string[];
  models: string[];
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

/**
 * Whose face is before the camera, when that changes. While it is `another` nothing is read; answer with
 * `AttuneLive.person`, or the session ends.
 */
export interface PersonMessage {
  type: 'person';
  who: 'another' | 'agreed';
  atMs: number;
  answerWithinMs?: number;
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
  | SpeechMessage
  | VoiceMessage
  | WordsMessage
  | ConversationMessage
  | PulseMessage
  | StreamMessage
  | SpottingMessage
  | MomentMessage
  | DecisionMessage
  | DecisionEndedMessage
  | CalibratedMessage
  | StatsMessage
  | WithdrawnMessage
  | PersonMessage
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
  /** The `personal` of the consent: without it a publishable key speaks for nobody. */
  personal?: string;
  purpose: string;
  source: 'webcam' | 'recording' | 'clip' | 'headset';
  language: string;
  page: Page;
}

/** Who is before the camera: the answer of a person who agreed. */
export type Person = Pick<Hello, 'receiptId' | 'personal'>;

/** The person looked at this place, in CSS pixels, during this stretch of media time. */
export interface CalibrationPoint {
  x: number;
  y: number;
  fromMs: number;
  toMs: number;
}

export interface CalibrationRequest {
  /** From which the mapping is learned. */
  points: CalibrationPoint[];
  /** On which its error is measured. */
  validation: CalibrationPoint[];
  viewport: { width: number; height: number };
}

export type ClientMessage =
  | ({ type: 'hello' } & Hello)
  | { type: 'page'; kind: PageKind; id?: string; facts: Facts }
  | { type: 'feedback'; decisionId: string; verdict: Verdict }
  | ({ type: 'calibration' } & CalibrationRequest)
  | { type: 'utterance'; atMs: number; text: string }
  | { type: 'watch'; sessionId: string }
  | ({ type: 'person' } & Person)
  | { type: 'bye' };

const KNOWN = new Set<string>([
  'ready',
  'affect',
  'speech',
  'voice',
  'words',
  'conversation',
  'pulse',
  'stream',
  'spotting',
  'moment',
  'decision',
  'decisionEnded',
  'calibrated',
  'stats',
  'withdrawn',
  'person',
  'error',
] satisfies ServerMessage['type'][]);

/** Reads one text frame; null for a message type this client does not know, which a newer server may send. */
export function parseServerMessage(text: string): ServerMessage | null {
  const message: unknown = JSON.parse(text);
  if (typeof message !== 'object' || message === null || !('type' in message) || typeof message.type !== 'string')
    throw new TypeError(`expected a JSON object with a "type", got ${text.slice(0, 80)}`);
  return KNOWN.has(message.type) ? (message as ServerMessage) : null;
}

/** The `code` of an error after which the session goes on: it answers one message and closes nothing. */
export const PassingError = {
  /** One frame was lost. */
  UndecodableFrame: 'undecodable-frame',
  CalibrationFailed: 'calibration-failed',
  /** Sound came without consent to the voice, and was dropped unheard. */
  VoiceRefused: 'voice-refused',
  /** An utterance came without consent to the words, and was not read. */
  WordsRefused: 'words-refused',
} as const;

export function isPassing(error: ErrorMessage): boolean {
  return Object.values<string | number>(PassingError).includes(error.code);
}

/** Why the server closed the socket, by close code. */
export const CloseCode = {
  Ended: 1000,
  Malformed: 4400,
  NotSignedIn: 4401,
  NoConsent: 4403,
  NoSuchCall: 4404,
  TimedOut: 4408,
  Withdrawn: 4409,
  AnotherPerson: 4410,
  FrameTooLarge: 4413,
  TooManySessions: 4429,
  AnalysisFailed: 4500,
} as const;
