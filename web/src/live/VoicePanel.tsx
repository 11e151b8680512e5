import { IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import { isMeasured, type Measurement, type VoiceMessage } from '../sdk/messages';
import { testIds } from '../testids';
import panels from './live.module.css';
import type { VoiceState } from './voice';
import { VOICE_HISTORY_MS } from './voice';
import styles from './voice.module.css';

const WIDTH = 320;
const HEIGHT = 72;

/**
 * How a voice sounds: whether somebody speaks, how activated, pitch and pace. What could not be told is said in words.
 *
 * @param trouble why nobody listens; null when somebody does
 */
export function VoicePanel({ voice, trouble }: { voice: VoiceState; trouble: string | null }) {
  const t = useTranslator();
  const latest = voice.readings.at(-1);
  const state = trouble !== null ? 'off' : voice.speaking ? 'speaking' : 'quiet';
  return (
    <section className={panels.panel} data-testid={testIds.liveVoice} data-state={state} aria-labelledby="voice-title">
      <header className={panels.panelHead}>
        <h2 id="voice-title">{t.text('live.voice.title')}</h2>
        <span className={styles.speaking} role="status">
          {state === 'off' ? (
            <IconMicrophoneOff size={16} stroke={1.6} aria-hidden="true" />
          ) : (
            <IconMicrophone size={16} stroke={1.6} aria-hidden="true" />
          )}
          {trouble ?? t.text(voice.speaking ? 'live.voice.speaking' : 'live.voice.quiet')}
        </span>
      </header>
      {latest ? (
        <>
          <p className={styles.arousal} data-testid={testIds.liveVoiceArousal}>
            <b>{isMeasured(latest.arousal) ? t.signed(latest.arousal.value) : '–'}</b>{' '}
            {isMeasured(latest.arousal)
              ? arousalWords(t, latest.arousal.value)
              : t.named('reason', latest.arousal.reason)}
          </p>
          <Trace readings={voice.readings} />
          <Facts reading={latest} />
          {latest.quality.reasons.length > 0 && (
            <p className={panels.fine} data-testid={testIds.liveVoiceQuality}>
              {t.text('live.voice.quality', {
                reasons: latest.quality.reasons.map(reason => t.named('reason', reason)).join(', '),
              })}
            </p>
          )}
        </>
      ) : (
        <p className={panels.fine}>{t.text(state === 'off' ? 'live.voice.offNote' : 'live.voice.waiting')}</p>
      )}
      <p className={panels.fine}>{t.text('live.voice.note')}</p>
    </section>
  );
}

function arousalWords(t: ReturnType<typeof useTranslator>, arousal: number): string {
  if (arousal > 0.33) return t.text('live.voice.activated');
  return t.text(arousal < -0.33 ? 'live.voice.calm' : 'live.voice.ordinary');
}

/** The last minute; a reading is drawn over the time it looks at, so pauses stay empty. */
function Trace({ readings }: { readings: readonly VoiceMessage[] }) {
  const t = useTranslator();
  const measured = readings.flatMap(reading =>
    isMeasured(reading.arousal) ? [{ ...reading, value: reading.arousal.value }] : [],
  );
  const end = Math.max(VOICE_HISTORY_MS, readings.at(-1)?.toMs ?? 0);
  const x = (ms: number) => ((ms - end + VOICE_HISTORY_MS) / VOICE_HISTORY_MS) * WIDTH;
  const y = (value: number) => HEIGHT / 2 - value * (HEIGHT / 2 - 4);
  const first = measured[0]?.value;
  const last = measured.at(-1)?.value;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={styles.trace}
      role="img"
      aria-label={
        first === undefined || last === undefined
          ? t.text('live.voice.traceEmpty')
          : t.text('live.voice.trace', { first: t.signed(first), last: t.signed(last) })
      }
    >
      <line x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.zero} />
      {measured.map(reading => (
        <line
          key={`${reading.fromMs}-${reading.toMs}-${reading.last}`}
          x1={x(Math.max(reading.fromMs, reading.toMs - 1000))}
          x2={x(reading.toMs)}
          y1={y(reading.value)}
          y2={y(reading.value)}
          className={reading.last ? styles.sum : styles.reading}
        />
      ))}
    </svg>
  );
}

function Facts({ reading }: { reading: VoiceMessage }) {
  const t = useTranslator();
  const facts: [name: string, measurement: Measurement | undefined, show: (value: number) => string][] = [
    ['anger', reading.anger, value => t.percent(value)],
    ['pitch', reading.prosody.f0Hz, value => `${t.number(value)} Hz`],
    [
      'rate',
      reading.prosody.syllablesPerSecond,
      value => t.text('live.voice.perSecond', { value: t.number(value, 1) }),
    ],
    ['level', reading.prosody.levelDb, value => `${t.number(value)} dB`],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, measurement, show]) => (
        <div key={name}>
          <dt>{t.named('live.voice', name)}</dt>
          <dd>
            {isMeasured(measurement)
              ? show(measurement.value)
              : t.named('reason', measurement?.reason ?? 'not-enough-evidence')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
