import { useTranslator } from '../i18n/Messages';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import { begun, runs, type Answer } from './dashboards';
import styles from './dashboards.module.css';

const WIDTH = 880;
const HEIGHT = 220;
const LEFT = 34;
const BOTTOM = 24;
const TOP = 8;
const MOST_LABELS = 7;

/** The mean over time, from −1 to 1; where too few people were, there is no line. */
export function ValenceOverTime({ answer, id }: { answer: Answer; id: string }) {
  const t = useTranslator();
  const { overTime, step } = answer;
  const known = overTime.flatMap(moment => (moment.figures ? [moment.figures.valence] : []));
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return <p>{t.text('dashboards.few')}</p>;
  const width = (WIDTH - LEFT) / overTime.length;
  const y = (valence: number) => TOP + ((1 - valence) / 2) * (HEIGHT - TOP - BOTTOM);
  const points = overTime.map((moment, i) => ({
    x: LEFT + (i + 0.5) * width,
    y: moment.figures ? y(moment.figures.valence) : null,
  }));
  const labelled = Math.ceil(overTime.length / MOST_LABELS);
  const label = (iso: string) => begun(t.language, step, iso);
  return (
    <>
      <svg
        id={id}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={styles.chart}
        role="img"
        aria-label={t.text('dashboards.overTime.label', { first: t.signed(first, 2), last: t.signed(last, 2) })}
      >
        {[1, 0, -1].map(value => (
          <g key={value}>
            <line x1={LEFT} x2={WIDTH} y1={y(value)} y2={y(value)} data-zero={value === 0} />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {t.signed(value, 0)}
            </text>
          </g>
        ))}
        {overTime.map((moment, i) => (
          <g key={moment.begin}>
            {moment.figures && (
              <rect
                x={LEFT + i * width + width * 0.15}
                width={width * 0.7}
                y={Math.min(y(0), y(moment.figures.valence))}
                height={Math.abs(y(0) - y(moment.figures.valence))}
                data-lean={moment.figures.valence < 0 ? 'negative' : 'positive'}
              >
                <title>{`${label(moment.begin)}: ${t.signed(moment.figures.valence, 2)}, n = ${moment.figures.readings}`}</title>
              </rect>
            )}
            {i % labelled === 0 && (
              <text x={LEFT + i * width} y={HEIGHT - 6}>
                {label(moment.begin)}
              </text>
            )}
          </g>
        ))}
        {runs(points).map(run => (
          <polyline key={run[0]?.x} points={run.map(point => `${point.x},${point.y}`).join(' ')} />
        ))}
      </svg>
      <p className={ui.fine}>{t.text('dashboards.overTime.note', { step: t.text(`dashboards.step.${step}`) })}</p>
      <details>
        <summary>{t.text('dashboards.table')}</summary>
        <div className={table.scroll} tabIndex={0} role="group">
          <table className={table.figures}>
            <tbody>
              {overTime.map(moment => (
                <tr key={moment.begin}>
                  <th scope="row">{label(moment.begin)}</th>
                  <td>{moment.figures ? t.signed(moment.figures.valence, 2) : t.text('dashboards.few')}</td>
                  <td>{moment.figures ? `n = ${t.number(moment.figures.readings)}` : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
