import { Switch } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { useTokens } from '../theme/useTokens';
import { mean, STRONGEST } from './action-units';
import { gaps, HISTORY_MS } from './affect-history';
import { fillHatched } from './hatching';
import styles from './live.module.css';
import { prepared, useFrames } from './useFrames';
import { useView } from './view';

const LONGEST_COLUMN = 12; // pixels: a frame is not stretched over a gap
const ROW = 17;
const SPLIT_ROW = 22;

/** Action units as a heat strip: a row each, time to the right, darker is stronger; optionally left above right. */
export function ActionUnitStrip({ units }: { units: readonly string[] }) {
  const t = useTranslator();
  const tokens = useTokens();
  const view = useView();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [split, setSplit] = useState(false);
  const row = split ? SPLIT_ROW : ROW;

  useFrames(() => {
    const samples = view.samples();
    const end = samples.at(-1)?.atMs;
    const context = canvas.current && prepared(canvas.current);
    if (!context || !canvas.current || end === undefined) return;
    const width = canvas.current.clientWidth;
    const x = (atMs: number) => width * (1 - (end - atMs) / HISTORY_MS);
    context.fillStyle = tokens.heatLow;
    units.forEach((_, i) => context.fillRect(0, i * row, width, row - 1));
    samples.forEach((sample, i) => {
      if (!sample.affect) return;
      // whole pixels, so that neighbours neither overlap nor leave a seam
      const from = Math.round(x(sample.atMs));
      const to = Math.min(Math.round(x(samples[i + 1]?.atMs ?? end)), from + LONGEST_COLUMN);
      if (to <= from) return;
      units.forEach((unit, line) => {
        const reading = sample.affect?.actionUnits[unit];
        if (!reading) return;
        const sides = split ? [reading.left, reading.right] : [mean(reading)];
        const height = (row - 1) / sides.length;
        sides.forEach((intensity, side) => {
          // pale where this unit is seen badly at all
          context.globalAlpha = Math.min(1, intensity / STRONGEST) * (0.4 + 0.6 * reading.reliability);
          context.fillStyle = tokens.heatHigh;
          context.fillRect(from, line * row + side * height, to - from, height);
        });
      });
    });
    context.globalAlpha = 1;
    for (const gap of gaps(samples))
      fillHatched(context, x(gap.fromMs), 0, x(gap.toMs) - x(gap.fromMs), units.length * row, tokens);
  });

  const latest = view.samples().at(-1)?.affect?.actionUnits ?? {};
  const [strongest] = Object.entries(latest).sort(([, a], [, b]) => mean(b) - mean(a));
  return (
    <>
      <div className={styles.units}>
        <ul>
          {units.map(unit => (
            <li key={unit} style={{ blockSize: row }} title={t.named('unit', unit)}>
              <b>{unit.replace(/^AU0?/, '')}</b>
              <span>{t.named('unit', unit)}</span>
            </li>
          ))}
        </ul>
        <canvas
          ref={canvas}
          style={{ blockSize: units.length * row }}
          role="img"
          aria-label={
            strongest
              ? t.text('live.units.label', {
                  unit: t.named('unit', strongest[0]),
                  intensity: t.number(mean(strongest[1]), 1),
                })
              : t.text('live.units.title')
          }
        />
      </div>
      <Switch
        size="xs"
        checked={split}
        onChange={event => setSplit(event.currentTarget.checked)}
        label={t.text('live.units.split')}
      />
    </>
  );
}
