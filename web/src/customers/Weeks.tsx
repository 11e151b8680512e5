import { useTranslator } from '../i18n/Messages';
import ui from '../ui/ui.module.css';
import { leaning, type CustomerView } from './customers';
import styles from './customers.module.css';

const WIDTH = 560;
const HEIGHT = 170;
const TOP = 12;
const BOTTOM = 26;
const LEFT = 34;
const WIDEST = 64;

/** Which way what was measured leaned, week by week; a week in which nothing was measured stays open. */
export function Weeks({ dynamics }: { dynamics: CustomerView['profile']['dynamics'] }) {
  const t = useTranslator();
  const { weeks } = dynamics;
  const measured = weeks.filter(week => week.valence !== null);
  if (measured.length === 0) return <p className={ui.fine}>{t.text('customer.weeks.none')}</p>;
  const y = (valence: number) => TOP + ((1 - valence) / 2) * (HEIGHT - TOP - BOTTOM);
  const step = Math.min(WIDEST, (WIDTH - LEFT) / weeks.length);
  const day = (iso: string) =>
    new Intl.DateTimeFormat(t.language, { timeZone: 'UTC', month: 'short', day: 'numeric' }).format(new Date(iso));
  const first = measured[0]!;
  const last = measured.at(-1)!;
  return (
    <>
      <p className={ui.fine}>
        {t.text('customer.weeks.note', { n: weeks.reduce((sum, week) => sum + week.measured, 0) })}
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={styles.weeks}
        role="img"
        aria-label={t.text('customer.weeks.label', {
          first: t.signed(first.valence ?? 0),
          last: t.signed(last.valence ?? 0),
        })}
      >
        {[1, 0, -1].map(level => (
          <g key={level}>
            <line x1={LEFT} x2={WIDTH} y1={y(level)} y2={y(level)} />
            <text x={0} y={y(level) + 4}>
              {t.signed(level, 0)}
            </text>
          </g>
        ))}
        {weeks.map((week, at) => (
          <g key={week.monday} data-leaning={leaning(week.valence ?? 0)}>
            <title>
              {`${day(week.monday)}: ${week.valence === null ? t.text('customer.weeks.open') : `${t.signed(week.valence)} (n = ${week.measured})`}`}
            </title>
            {week.valence !== null && (
              <rect
                x={LEFT + at * step + step * 0.2}
                y={Math.min(y(week.valence), y(0)) - 1}
                width={step * 0.6}
                height={Math.abs(y(week.valence) - y(0)) + 2}
                rx={3}
              />
            )}
            {at % Math.ceil(weeks.length / 6) === 0 && (
              <text x={LEFT + at * step + step * 0.1} y={HEIGHT - 6}>
                {day(week.monday)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <dl className={`${ui.facts} ${styles.narrow}`}>
        <dt>{t.text('customer.weeks.trend')}</dt>
        <dd>
          {dynamics.trend === null
            ? t.text('customer.weeks.few')
            : t.text('customer.weeks.perWeek', { value: t.signed(dynamics.trend, 2) })}
        </dd>
        <dt>{t.text('customer.weeks.volatility')}</dt>
        <dd>{dynamics.volatility === null ? t.text('customer.weeks.few') : t.number(dynamics.volatility, 2)}</dd>
        <dt>{t.text('customer.weeks.baseline')}</dt>
        <dd>{dynamics.baseline === null ? t.text('customer.weeks.noBaseline') : t.signed(dynamics.baseline)}</dd>
      </dl>
      <details>
        <summary>{t.text('feedback.table')}</summary>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t.text('customer.weeks.week')}</th>
                <th scope="col">{t.text('customer.weeks.valence')}</th>
                <th scope="col">{t.text('customer.weeks.measured')}</th>
                <th scope="col">{t.text('customer.weeks.answers')}</th>
              </tr>
            </thead>
            <tbody>
              {weeks.map(week => (
                <tr key={week.monday}>
                  <th scope="row">{week.monday}</th>
                  <td>{week.valence === null ? '–' : t.signed(week.valence)}</td>
                  <td>{t.number(week.measured)}</td>
                  <td>{t.number(week.answers)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
