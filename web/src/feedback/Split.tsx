import { useTranslator } from '../i18n/Messages';
import { all, type Tally } from './feedback';
import styles from './feedback.module.css';

/** Negative, neutral and positive, from left to right, each with its sign: colour never stands alone. */
export const SEGMENTS = [
  ['negative', '−'],
  ['neutral', '○'],
  ['positive', '+'],
] as const;

/** Negative, neutral and positive as one bar. What could not be told counts as neutral here, and is named in the words. */
export function Split({ tally }: { tally: Tally }) {
  const t = useTranslator();
  const whole = Math.max(1, all(tally));
  return (
    <span className={styles.split} role="img" aria-label={splitInWords(t, tally)} title={splitInWords(t, tally)}>
      {SEGMENTS.map(([segment]) => (
        <span
          key={segment}
          data-segment={segment}
          style={{ inlineSize: `${(100 * countOf(segment, tally)) / whole}%` }}
        />
      ))}
    </span>
  );
}

export function countOf(segment: (typeof SEGMENTS)[number][0], tally: Tally): number {
  return segment === 'neutral' ? tally.neutral + tally.unknown : tally[segment];
}

export function splitInWords(t: ReturnType<typeof useTranslator>, tally: Tally): string {
  return t.text('feedback.split', {
    negative: tally.negative,
    neutral: countOf('neutral', tally),
    positive: tally.positive,
  });
}

export function Legend() {
  const t = useTranslator();
  return (
    <p className={styles.legend}>
      {SEGMENTS.map(([segment, sign]) => (
        <span key={segment}>
          <i data-segment={segment} aria-hidden="true" /> {sign} {t.text(`feedback.segment.${segment}`)}
        </span>
      ))}
    </p>
  );
}
