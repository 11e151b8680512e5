import { useTranslator } from '../i18n/Messages';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { type Day, scaleOf } from './experiments';
import styles from './experiments.module.css';

const WIDTH = 880;
const HEIGHT = 240;
const LEFT = 56;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;
const MOST_LABELS = 6;

/** The relative lift as it stood each day, with the interval that holds however often somebody looks. */
export function LiftChart({ days, arm, metric }: { days: readonly Day[]; arm: string; metric: string }) {
  const t = useTranslator();
  const known = days.filter(day => day.arm === arm && day.lift !== null);
  if (known.length < 2) return null;
  const { low, high } = scaleOf(known);
  const first = new Date(known[0]!.until).getTime();
  const span = new Date(known.at(-1)!.until).getTime() - first || 1;
  const x = (day: Day) => LEFT + ((new Date(day.until).getTime() - first) / span) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + ((high - clamp(value)) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const clamp = (value: number) => Math.min(high, Math.max(low, value));
  const date = (iso: string) =>
    new Intl.DateTimeFormat(t.language, { month: 'short', day: 'numeric' }).format(new Date(iso));
  const band = [
    ...known.map(day => `${x(day)},${y(day.high ?? high)}`),
    ...known.toReversed().map(day => `${x(day)},${y(day.low ?? low)}`),
  ].join(' ');
  const last = known.at(-1)!;
  const step = Math.ceil(known.length / MOST_LABELS);
  const lift = (value: number | null) => (value === null ? '–' : t.lift(value));
  return (
    <figure className={styles.chart}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t.text('experiments.chart.label', {
          metric,
          lift: lift(last.lift),
          low: lift(last.low),
          high: lift(last.high),
          people: last.people,
        })}
      >
        {ticks(low, high).map(tick => (
          <g key={tick} className={styles.tick} data-zero={tick === 0}>
            <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {t.lift(tick, 0)}
            </text>
          </g>
        ))}
        <polygon points={band} className={styles.band} />
        <polyline points={known.map(day => `${x(day)},${y(day.lift!)}`).join(' ')} className={styles.line} />
        <circle cx={x(last)} cy={y(last.lift!)} r="4" className={styles.dot} />
        {known.map((day, at) =>
          at % step === 0 && WIDTH - x(day) > 40 ? (
            <text key={day.until} x={x(day)} y={HEIGHT - 6} className={styles.date}>
              {date(day.until)}
            </text>
          ) : null,
        )}
      </svg>
      <figcaption className={ui.fine}>{t.text('experiments.chart.note', { metric })}</figcaption>
      <details>
        <summary>{t.text('experiments.chart.table')}</summary>
        <div className={table.scroll}>
          <table className={table.figures}>
            <thead>
              <tr>
                <th scope="col">{t.text('experiments.until')}</th>
                <th scope="col">{t.text('experiments.people')}</th>
                <th scope="col">{t.text('experiments.lift')}</th>
                <th scope="col">{t.text('experiments.interval')}</th>
              </tr>
            </thead>
            <tbody>
              {known.map(day => (
                <tr key={day.until}>
                  <th scope="row">{date(day.until)}</th>
                  <td>{t.number(day.people)}</td>
                  <td>{lift(day.lift)}</td>
                  <td>{t.liftRange(day.low, day.high)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

/** Round values with 0 among them. */
function ticks(low: number, high: number): number[] {
  const wanted = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 5, 10].map(times => times * power).find(size => size >= wanted)!;
  const from = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - from + 1 }, (_, i) => (from + i) * step);
}
