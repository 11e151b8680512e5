import { useTranslator } from '../i18n/Messages';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { all, shareOf, type Summary } from './feedback';
import styles from './feedback.module.css';
import { countOf, Legend, SEGMENTS, splitInWords } from './Split';

const WIDTH = 880;
const HEIGHT = 180;
const BOTTOM = 22;
const MOST_LABELS = 8;

/** How many lean which way, day by day, week by week or month by month. */
export function SentimentOverTime({ summary }: { summary: Summary }) {
  const t = useTranslator();
  const parts = summary.overTime;
  if (parts.length < 2 || !summary.step) return null;
  const most = Math.max(...parts.map(all));
  const step = WIDTH / parts.length;
  const labelled = Math.ceil(parts.length / MOST_LABELS);
  const day = (iso: string) =>
    new Intl.DateTimeFormat(t.language, {
      timeZone: 'UTC',
      month: 'short',
      ...(summary.step === 'month' ? { year: 'numeric' } : { day: 'numeric' }),
    }).format(new Date(iso));
  const first = parts[0]!;
  const last = parts.at(-1)!;
  return (
    <section className={ui.card} aria-labelledby="feedback-time">
      <h2 id="feedback-time">{t.text('feedback.time.title')}</h2>
      <p className={ui.fine}>
        {t.text('feedback.time.note', { step: t.text(`feedback.step.${summary.step}`), without: summary.withoutTime })}
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={styles.time}
        role="img"
        aria-label={t.text('feedback.time.label', {
          first: t.percent(shareOf('negative', first)),
          last: t.percent(shareOf('negative', last)),
        })}
      >
        {parts.map((part, at) => {
          let y = HEIGHT - BOTTOM;
          return (
            <g key={part.from}>
              <title>{`${day(part.from)}: ${splitInWords(t, part)}`}</title>
              {SEGMENTS.map(([segment]) => {
                const height = ((HEIGHT - BOTTOM - 4) * countOf(segment, part)) / most;
                y -= height;
                return (
                  <rect
                    key={segment}
                    data-segment={segment}
                    x={at * step + step * 0.08}
                    y={y}
                    width={step * 0.84}
                    height={height}
                  />
                );
              })}
              {at % labelled === 0 && (
                <text x={at * step + step * 0.08} y={HEIGHT - 6}>
                  {day(part.from)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <Legend />
      <details>
        <summary>{t.text('feedback.table')}</summary>
        <div className={table.scroll}>
          <table className={table.figures}>
            <thead>
              <tr>
                <th scope="col">{t.text('feedback.filter.from')}</th>
                {SEGMENTS.map(([segment]) => (
                  <th key={segment} scope="col">
                    {t.text(`feedback.segment.${segment}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {parts.map(part => (
                <tr key={part.from}>
                  <th scope="row">{part.from}</th>
                  {SEGMENTS.map(([segment]) => (
                    <td key={segment}>{t.number(countOf(segment, part))}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
