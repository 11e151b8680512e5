import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { SecondAggregate } from '../api/types';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import { useTokens } from '../theme/useTokens';
import styles from '../ui/ui.module.css';

const HEIGHT = 220;
const WHOLE_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/** Valence and arousal of a whole session, one value a second; seconds that were not measurable stay empty. */
export function SessionTraces({ seconds }: { seconds: readonly SecondAggregate[] }) {
  const t = useTranslator();
  const tokens = useTokens();
  const host = useRef<HTMLDivElement>(null);
  const measured = seconds.filter(second => second.valence !== null);
  const mean = measured.reduce((sum, second) => sum + (second.valence ?? 0), 0) / Math.max(1, measured.length);

  useEffect(() => {
    const element = host.current;
    if (!element || seconds.length === 0) return;
    const axis = { stroke: tokens.muted, grid: { stroke: tokens.border, width: 1 }, ticks: { show: false } };
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        scales: { x: { time: false }, y: { range: [-1, 1] } },
        axes: [
          { ...axis, incrs: WHOLE_SECONDS, values: (_, ticks) => ticks.map(tick => mediaTime(tick * 1000, false)) },
          { ...axis, splits: [-1, 0, 1], size: 34 },
        ],
        series: [
          {},
          { stroke: tokens.valence, width: 1.75, points: { show: false } },
          { stroke: tokens.arousal, width: 1.75, points: { show: false } },
        ],
      },
      [
        seconds.map(second => second.atMs / 1000),
        seconds.map(second => second.valence),
        seconds.map(second => second.arousal),
      ],
      element,
    );
    const resizing = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resizing.observe(element);
    return () => {
      resizing.disconnect();
      chart.destroy();
    };
  }, [seconds, tokens]);

  if (seconds.length === 0) return <p className={styles.fine}>{t.text('session.noTraces')}</p>;
  return (
    <>
      <p className={styles.fine}>
        <span style={{ color: 'var(--at-valence)' }}>▬ {t.text('live.valence')}</span>{' '}
        <span style={{ color: 'var(--at-arousal)' }}>▬ {t.text('live.arousal')}</span>
      </p>
      <div
        ref={host}
        className={styles.traces}
        role="img"
        aria-label={t.text('session.tracesLabel', {
          seconds: seconds.length,
          measured: measured.length,
          mean: t.signed(mean),
        })}
      />
      <details>
        <summary>{t.text('live.table.title')}</summary>
        <table className={styles.number}>
          <thead>
            <tr>
              <th scope="col">{t.text('live.table.time')}</th>
              <th scope="col">{t.text('live.valence')}</th>
              <th scope="col">{t.text('live.arousal')}</th>
            </tr>
          </thead>
          <tbody>
            {seconds.map(second => (
              <tr key={second.atMs}>
                <td>{mediaTime(second.atMs, false)}</td>
                <td>{second.valence === null ? '–' : t.signed(second.valence)}</td>
                <td>{second.arousal === null ? '–' : t.signed(second.arousal)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
