import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import type { MomentMessage } from '../sdk/messages';
import type { Tokens } from '../theme/tokens';
import { useTokens } from '../theme/useTokens';
import { gaps, HISTORY_MS, type Sample } from './affect-history';
import { fillHatched } from './hatching';
import styles from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import { useFrames } from './useFrames';
import { useView } from './view';

const HEIGHT = 148;
// The protocol gives a confidence, not an interval: half the band's height at confidence 0, nothing at 1.
const WIDEST_BAND = 0.35;
const VALENCE = 3;
const AROUSAL = 6;

/** Valence and arousal over the last minute; wider bands and paler lines where the evidence is thinner. */
export function AffectStrip() {
  const t = useTranslator();
  const tokens = useTokens();
  const view = useView();
  const { moments } = useLiveSnapshot();
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const drawn = useRef<Sample | undefined>(undefined);
  const shown = useRef<readonly Sample[]>([]);
  const marked = useRef<readonly MomentMessage[]>([]);

  useEffect(() => {
    const element = host.current!;
    const chart = new uPlot(
      options(
        element.clientWidth,
        tokens,
        () => shown.current,
        () => marked.current,
      ),
      emptyData(),
      element,
    );
    plot.current = chart;
    drawn.current = undefined;
    const resizing = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resizing.observe(element);
    return () => {
      resizing.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [tokens]);

  useEffect(() => {
    marked.current = moments;
  }, [moments]);

  useFrames(() => {
    const samples = view.samples();
    const latest = samples.at(-1);
    if (!plot.current || latest === drawn.current) return;
    drawn.current = latest;
    shown.current = samples;
    plot.current.setData(data(samples), false);
    const end = (latest?.atMs ?? HISTORY_MS) / 1000;
    plot.current.setScale('x', { min: end - HISTORY_MS / 1000, max: end });
  });

  const latest = view.now();
  const said = (measured: { value: number } | null | undefined) =>
    measured ? t.signed(measured.value) : t.text('live.notEnough');
  // a dash on the page, so that the chart below keeps its place; words for those who hear it
  const shownAs = (measured: { value: number } | null | undefined) => (measured ? t.signed(measured.value) : '–');
  return (
    <section className={styles.panel} data-aoi="traces">
      <header className={styles.panelHead}>
        <h2>{t.text('live.strip.title')}</h2>
        <span className={styles.legend}>
          <span style={{ color: 'var(--at-valence)' }}>
            {t.text('live.valence')} <b data-testid={testIds.liveValence}>{shownAs(latest?.valence)}</b>
          </span>
          <span style={{ color: 'var(--at-arousal)' }}>
            {t.text('live.arousal')} <b data-testid={testIds.liveArousal}>{shownAs(latest?.arousal)}</b>
          </span>
        </span>
      </header>
      <div
        ref={host}
        className={styles.strip}
        role="img"
        aria-label={t.text('live.strip.label', { valence: said(latest?.valence), arousal: said(latest?.arousal) })}
        onPointerMove={event => {
          const chart = plot.current;
          if (!chart) return;
          const atMs = chart.posToVal(event.clientX - chart.over.getBoundingClientRect().left, 'x') * 1000;
          const gap = gaps(shown.current).find(each => each.fromMs <= atMs && atMs <= each.toMs);
          event.currentTarget.title = gap
            ? t.text('live.notMeasurable', { reasons: t.named('reason', gap.reason) })
            : '';
        }}
      />
      <p className={styles.fine}>{t.text('live.strip.note')}</p>
    </section>
  );
}

function emptyData(): uPlot.AlignedData {
  return [[], [], [], [], [], [], []];
}

/** x, then low, high and value of valence and of arousal. */
function data(samples: readonly Sample[]): uPlot.AlignedData {
  const x: number[] = [];
  const columns: (number | null)[][] = [[], [], [], [], [], []];
  for (const sample of samples) {
    x.push(sample.atMs / 1000);
    [sample.valence, sample.arousal].forEach((measured, i) => {
      const half = measured ? WIDEST_BAND * (1 - measured.confidence) : 0;
      columns[3 * i]!.push(measured ? Math.max(-1, measured.value - half) : null);
      columns[3 * i + 1]!.push(measured ? Math.min(1, measured.value + half) : null);
      columns[3 * i + 2]!.push(measured ? measured.value : null);
    });
  }
  return [x, ...columns] as uPlot.AlignedData;
}

function options(
  width: number,
  tokens: Tokens,
  samples: () => readonly Sample[],
  moments: () => readonly MomentMessage[],
): uPlot.Options {
  const edge: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };
  const axisFont = '11px system-ui, sans-serif';
  return {
    width,
    height: HEIGHT,
    padding: [6, 6, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: { x: { time: false, auto: false }, y: { range: [-1, 1] } },
    axes: [
      {
        stroke: tokens.muted,
        font: axisFont,
        size: 24,
        grid: { show: false },
        ticks: { show: false },
        incrs: [15],
        values: (_, ticks) => ticks.map(seconds => (seconds < 0 ? '' : mediaTime(seconds * 1000, false))),
      },
      {
        stroke: tokens.muted,
        font: axisFont,
        size: 30,
        splits: [-1, 0, 1],
        grid: { stroke: tokens.border, width: 1 },
        ticks: { show: false },
        values: (_, ticks) => ticks.map(tick => (tick > 0 ? `+${tick}` : String(tick).replace('-', '−'))),
      },
    ],
    series: [
      {},
      edge,
      edge,
      line(tokens.valence, () => samples().map(sample => sample.valence)),
      edge,
      edge,
      line(tokens.arousal, () => samples().map(sample => sample.arousal)),
    ],
    bands: [
      { series: [VALENCE - 1, VALENCE - 2], fill: tokens.valence + '2e' },
      { series: [AROUSAL - 1, AROUSAL - 2], fill: tokens.arousal + '2e' },
    ],
    hooks: {
      drawClear: [
        chart => {
          for (const gap of gaps(samples())) {
            const left = Math.max(chart.bbox.left, chart.valToPos(gap.fromMs / 1000, 'x', true));
            const right = chart.valToPos(gap.toMs / 1000, 'x', true);
            fillHatched(chart.ctx, left, chart.bbox.top, right - left, chart.bbox.height, tokens);
          }
        },
      ],
      draw: [chart => moments().forEach(moment => drawMarker(chart, moment, tokens))],
    },
  };
}

/** A small flag on the time axis where a moment was at its strongest. */
function drawMarker(chart: uPlot, moment: MomentMessage, tokens: Tokens): void {
  const { left, top, width, height } = chart.bbox;
  const x = chart.valToPos(moment.apexMs / 1000, 'x', true);
  if (x < left || x > left + width) return;
  const half = 3.5 * devicePixelRatio;
  const colour = Object.entries(tokens.emotions).find(([emotion]) => emotion === moment.name)?.[1] ?? tokens.muted;
  chart.ctx.fillStyle = colour;
  chart.ctx.beginPath();
  chart.ctx.moveTo(x - half, top);
  chart.ctx.lineTo(x + half, top);
  chart.ctx.lineTo(x, top + 2 * half);
  chart.ctx.fill();
  chart.ctx.globalAlpha = 0.35;
  chart.ctx.fillRect(x, top, 1, height);
  chart.ctx.globalAlpha = 1;
}

const STOPS = 24;

/** A line that pales where its values are uncertain. */
function line(colour: string, values: () => ({ confidence: number } | null)[]): uPlot.Series {
  return {
    width: 1.75,
    points: { show: false },
    spanGaps: false,
    stroke: chart => {
      const measured = values();
      const { left, width } = chart.bbox;
      const first = chart.data[0]?.[0];
      if (measured.length < 2 || first === undefined || width <= 0) return colour;
      const from = chart.valToPos(first, 'x', true);
      const fade = chart.ctx.createLinearGradient(from, 0, Math.max(from + 1, left + width), 0);
      for (let i = 0; i <= STOPS; i++) {
        const at = measured[Math.round((i / STOPS) * (measured.length - 1))];
        const opacity = Math.round((0.35 + 0.65 * (at?.confidence ?? 0)) * 255);
        fade.addColorStop(i / STOPS, colour + opacity.toString(16).padStart(2, '0'));
      }
      return fade;
    },
  };
}
