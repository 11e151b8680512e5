import {
  CloseCode,
  parseServerMessage,
  SUBPROTOCOL,
  type Conversation,
  type ServerMessage,
  type StreamMessage,
  type WordsMessage,
} from '../sdk/messages';
import { NO_VOICE, withVoice, type VoiceState } from '../live/voice';
import { withWords } from '../live/words';

/** What the console sees of one running call. */
export interface WatchedCall {
  /** `gone` when the call was over before it could be watched; from `signedOut` on, why it is watched no longer. */
  phase: 'connecting' | 'running' | 'over' | 'gone' | 'signedOut' | 'failed' | 'busy' | 'lost';
  voice: VoiceState;
  /** What voice and words come to together; null until there was enough of them. */
  stream: StreamMessage | null;
  /** What the customer said, where the call centre sends it as text; oldest first. */
  words: readonly WordsMessage[];
  /** The engine that writes down what is said; null where none is installed. */
  speechToText: string | null;
  /** Null until the server has told. */
  conversation: Conversation | null;
}

/** Follows one call over a connection of its own; returns how to stop. */
export function watchCall(sessionId: string, show: (call: WatchedCall) => void): () => void {
  const address = new URL('/v1/live', location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address, SUBPROTOCOL);
  let call: WatchedCall = {
    phase: 'connecting',
    voice: NO_VOICE,
    stream: null,
    words: [],
    speechToText: null,
    conversation: null,
  };
  const update = (change: Partial<WatchedCall>) => {
    call = { ...call, ...change };
    show(call);
  };
  socket.onopen = () => socket.send(JSON.stringify({ type: 'watch', sessionId }));
  socket.onmessage = event => {
    const message = typeof event.data === 'string' ? parseServerMessage(event.data) : null;
    if (message) update(changeBy(message, call));
  };
  socket.onclose = event => update({ phase: phaseAfter(event.code), voice: { ...call.voice, speaking: false } });
  show(call);
  return () => {
    socket.onclose = null;
    socket.close(CloseCode.Ended);
  };
}

function changeBy(message: ServerMessage, call: WatchedCall): Partial<WatchedCall> {
  switch (message.type) {
    case 'ready':
      return { phase: 'running', speechToText: message.speechToText ?? null };
    case 'speech':
    case 'voice':
      return { voice: withVoice(call.voice, message) };
    case 'stream':
      return { stream: message };
    case 'words':
      return { words: withWords(call.words, message) };
    case 'conversation':
      return { conversation: message };
    default:
      return {};
  }
}

/** What the server closed the connection for; nothing it names means that the connection broke. */
export function phaseAfter(code: number): WatchedCall['phase'] {
  switch (code) {
    case CloseCode.NoSuchCall:
      return 'gone';
    case CloseCode.Ended:
    case CloseCode.Withdrawn:
      return 'over';
    case CloseCode.NotSignedIn:
      return 'signedOut';
    case CloseCode.TooManySessions:
      return 'busy';
    case CloseCode.AnalysisFailed:
      return 'failed';
    default:
      return 'lost';
  }
}
