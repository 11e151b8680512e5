import { IconHeartbeat } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import { isMeasured, type PulseMessage } from '../sdk/messages';
import { testIds } from '../testids';
import panels from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';
import styles from './pulse.module.css';
import { useView } from './view';

// it is told about once a second; an older number says nothing about now
const STALE_MS = 4000;
const LEAST_FPS = 12; // pulse-rppg/1
const WIDTH = 160;
const HEIGHT = 44;

/** The pulse as the skin's colour shows it, or what to do so that there is one. Only shown with consent to physiology. */
export function PulseCard() {
  const t = useTranslator();
  const { session } = useLive();
  const { pulse, stats, source, everyFrame } = useLiveSnapshot();
  const unread = useView().unread();
  const current = unread === null && pulse && pulse.atMs > (session.latest?.atMs ?? 0) - STALE_MS ? pulse : null;
  const rate = current && isMeasured(current.rate) ? current.rate : null;
  // frames further apart than half a second are no beginning, so no reading tells of them
  const starved = unread === null && !rate && !everyFrame && stats !== null && stats.fps < LEAST_FPS;
  const why =
    unread ?? (starved ? 'frame-rate-too-low' : current && 'reason' in current.rate ? current.rate.reason : null);
  const state = rate ? 'measured' : why !== null && why !== 'not-enough-evidence' ? 'no-signal' : 'waiting';
  return (
    <section className={panels.panel} data-testid={testIds.livePulse} data-state={state}>
      <header className={panels.panelHead}>
        <h2>{t.text('live.pulse.title')}</h2>
        {rate && (
          <span className={panels.legend}>
            <span>
              {t.text('live.pulse.quality')} <b>{t.percent(rate.confidence)}</b>
            </span>
          </span>
        )}
      </header>
      <div className={styles.pulse}>
        {rate && current ? (
          <>
            <p className={styles.rate}>
              <b>{t.number(rate.value)}</b> {t.text('live.pulse.unit')}
            </p>
            <Wave wave={current.wave ?? []} />
            <Evidence pulse={current} />
          </>
        ) : (
          <div className={styles.none}>
            <IconHeartbeat size={26} stroke={1.4} aria-hidden="true" />
            <div>
              <p>
                {state === 'waiting' ? t.text('live.pulse.waiting') : t.named('reason', why ?? 'no-reliable-signal')}
              </p>
              {unread === null && (
                <p className={panels.fine}>
                  {starved
                    ? t.text('live.pulse.starved', { measured: Math.round(stats.fps), needed: LEAST_FPS })
                    : t.text(state === 'waiting' ? 'live.pulse.waitingNote' : 'live.pulse.try')}
                </p>
              )}
              {starved && source?.kind !== 'webcam' && <p className={panels.fine}>{t.text('live.everyFrameHint')}</p>}
            </div>
          </div>
        )}
      </div>
      <p className={panels.fine}>{t.text('live.pulse.notMedical')}</p>
    </section>
  );
}

function Evidence({ pulse }: { pulse: PulseMessage }) {
  const t = useTranslator();
  const { variability, method, snrDb } = pulse;
  const source = [
    method?.toUpperCase(),
    snrDb !== undefined && snrDb !== null && t.text('live.pulse.decibel', { value: t.signed(snrDb) }),
  ].filter(Boolean);
  return (
    <dl className={styles.evidence}>
      {variability && (
        <div>
          <dt>{t.text('live.pulse.variability')}</dt>
          <dd>
            {isMeasured(variability)
              ? t.text('milliseconds', { value: Math.round(variability.value) })
              : t.named('reason', variability.reason)}
          </dd>
        </div>
      )}
      {source.length > 0 && (
        <div>
          <dt>{t.text('live.pulse.method')}</dt>
          <dd>{source.join(' · ')}</dd>
        </div>
      )}
    </dl>
  );
}

function Wave({ wave }: { wave: readonly number[] }) {
  const t = useTranslator();
  const line = wave
    .map((value, i) => {
      const x = (i / Math.max(1, wave.length - 1)) * WIDTH;
      const y = HEIGHT / 2 - value * (HEIGHT / 2 - 3);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={styles.wave}
      role="img"
      aria-label={t.text('live.pulse.wave')}
    >
      <polyline points={line} />
    </svg>
  );
}
