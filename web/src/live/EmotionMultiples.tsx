import { useRef } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { HEADLINE_EMOTIONS, type HeadlineEmotion } from '../theme/tokens';
import { useTokens } from '../theme/useTokens';
import { gaps, HISTORY_MS, type Sample } from './affect-history';
import { fillHatched } from './hatching';
import { EmotionChip } from './EmotionChip';
import styles from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import { prepared, useFrames } from './useFrames';
import { useView } from './view';

/** The seven headline emotions over the last minute, one row each, all on the same scale of 0 to 100 %. */
export function EmotionMultiples() {
  const t = useTranslator();
  const view = useView();
  useLiveSnapshot();
  const latest = view.now();
  const strongest = HEADLINE_EMOTIONS.reduce((best, emotion) =>
    (latest?.emotions[emotion] ?? 0) > (latest?.emotions[best] ?? 0) ? emotion : best,
  );
  return (
    <section className={styles.panel} data-aoi="emotions">
      <header className={styles.panelHead}>
        <h2>{t.text('live.emotions.title')}</h2>
        <span className={styles.fine}>{t.text('live.emotions.note')}</span>
      </header>
      <ul
        className={styles.multiples}
        aria-label={
          latest && latest.missing === null
            ? t.text('live.emotions.label', {
                emotion: t.named('name', strongest),
                share: t.percent(latest.emotions[strongest] ?? 0),
              })
            : t.text('live.emotions.title')
        }
      >
        {HEADLINE_EMOTIONS.map(emotion => {
          const value = latest?.emotions[emotion] ?? null;
          return (
            <li key={emotion} data-testid={testIds.liveEmotion(emotion)} data-value={value ?? undefined}>
              <span className={styles.multipleName}>
                <EmotionChip name={emotion} />
                {t.named('name', emotion)}
              </span>
              <Sparkline emotion={emotion} />
              <span className={styles.number}>{value === null ? '–' : t.percent(value)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Sparkline({ emotion }: { emotion: HeadlineEmotion }) {
  const tokens = useTokens();
  const view = useView();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ sample: Sample | undefined; width: number; colour: string } | null>(null);
  const colour = tokens.emotions[emotion];

  useFrames(() => {
    const element = canvas.current;
    const samples = view.samples();
    const latest = samples.at(-1);
    if (!element) return;
    const before = drawn.current;
    if (before?.sample === latest && before?.width === element.clientWidth && before?.colour === colour) return;
    drawn.current = { sample: latest, width: element.clientWidth, colour };
    const context = prepared(element);
    if (!context || !latest) return;
    const { clientWidth: width, clientHeight: height } = element;
    const x = (atMs: number) => width * (1 - (latest.atMs - atMs) / HISTORY_MS);
    const y = (value: number) => height - 1 - value * (height - 2);
    for (const gap of gaps(samples)) {
      fillHatched(context, x(gap.fromMs), 0, x(gap.toMs) - x(gap.fromMs), height, tokens);
    }
    for (const run of runs(samples, emotion)) {
      context.beginPath();
      context.moveTo(x(run[0]!.atMs), height);
      for (const point of run) context.lineTo(x(point.atMs), y(point.value));
      context.lineTo(x(run.at(-1)!.atMs), height);
      context.fillStyle = colour + '30';
      context.fill();
      context.beginPath();
      run.forEach((point, i) => {
        if (i === 0) context.moveTo(x(point.atMs), y(point.value));
        else context.lineTo(x(point.atMs), y(point.value));
      });
      context.strokeStyle = colour;
      context.lineWidth = 1.5;
      context.lineJoin = 'round';
      context.stroke();
    }
  });
  return <canvas ref={canvas} className={styles.sparkline} aria-hidden="true" />;
}

/** Unbroken stretches of measured values: a line never crosses a gap. */
function runs(samples: readonly Sample[], emotion: HeadlineEmotion): { atMs: number; value: number }[][] {
  const found: { atMs: number; value: number }[][] = [];
  let open: { atMs: number; value: number }[] | null = null;
  for (const sample of samples) {
    const value = sample.emotions[emotion];
    if (value === null) {
      open = null;
    } else {
      if (!open) found.push((open = []));
      open.push({ atMs: sample.atMs, value });
    }
  }
  return found;
}
