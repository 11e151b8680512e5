import type { SpeechMessage, VoiceMessage } from '../sdk/messages';

export const VOICE_HISTORY_MS = 60_000;

/** What is known of one voice: whether somebody speaks now, and the readings of the last minute. */
export interface VoiceState {
  speaking: boolean;
  /** Oldest first. */
  readings: readonly VoiceMessage[];
}

export const NO_VOICE: VoiceState = { speaking: false, readings: [] };

export function withVoice(state: VoiceState, message: SpeechMessage | VoiceMessage): VoiceState {
  if (message.type === 'speech') return { ...state, speaking: message.speaking };
  // a new connection starts the clock again
  const before = message.toMs < (state.readings.at(-1)?.toMs ?? 0) - VOICE_HISTORY_MS ? [] : state.readings;
  const oldest = message.toMs - VOICE_HISTORY_MS;
  return { ...state, readings: [...before.filter(reading => reading.toMs > oldest), message] };
}
