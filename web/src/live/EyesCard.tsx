import { Button } from '@mantine/core';
import { IconFocusCentered } from '@tabler/icons-react';
import { useId } from 'react';
import { useNavigate } from 'react-router';
import { useTranslator } from '../i18n/Messages';
import { isMeasured, type Face, type Gaze, type Measurement } from '../sdk/messages';
import { testIds } from '../testids';
import { areaAt, areasOnPage, judged } from './areas';
import styles from './eyes.module.css';
import panels from './live.module.css';
import type { Calibration } from './live-session';
import { useLive, useLiveSnapshot } from './LiveContext';
import { useView } from './view';

const STRAIGHT = 4; // degrees: an uncalibrated gaze is not better than that
const DIAL_DEGREES = 30;

/** Lids, blinks, closed eyes, pupils and where the gaze points. Only shown with consent to gaze. */
export function EyesCard() {
  const t = useTranslator();
  const { session } = useLive();
  const { calibration } = useLiveSnapshot();
  const view = useView();
  const navigate = useNavigate();
  const message = view.message();
  const face = message?.faces.find(each => each.trackId === session.history.trackId);
  const affect = message?.affect.find(each => each.trackId === session.history.trackId);
  const told = (measurement: Measurement | undefined, show: (value: number) => string) => {
    if (isMeasured(measurement)) return <dd className={panels.number}>{show(measurement.value)}</dd>;
    return (
      <dd className={styles.missing}>
        {t.named('reason', measurement?.reason ?? view.unread() ?? 'not-enough-evidence')}
      </dd>
    );
  };
  return (
    <section className={panels.panel} data-testid={testIds.liveEyes} data-calibrated={calibration !== null}>
      <header className={panels.panelHead}>
        <h2>{t.text('live.eyes.title')}</h2>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconFocusCentered size={14} aria-hidden="true" />}
          onClick={() => void navigate('/live/calibration')}
          data-testid={testIds.calibrationOpen}
        >
          {t.text(calibration ? 'live.eyes.calibrateAgain' : 'live.eyes.calibrate')}
        </Button>
      </header>
      <div className={styles.looks}>
        <Lid side="left" openness={face?.eyes?.openness?.left} />
        <Lid side="right" openness={face?.eyes?.openness?.right} />
        {calibration ? <Screen calibration={calibration} gaze={face?.gaze} /> : <Dial gaze={face?.gaze} />}
      </div>
      <div>
        <p className={styles.where} data-testid={testIds.liveGaze}>
          <span>{t.text('live.eyes.gaze')}</span> <GazeWords face={face} calibration={calibration} />
        </p>
        <p className={panels.fine}>
          {calibration
            ? t.text('live.eyes.calibrated', {
                px: Math.round(calibration.errorPx),
                degrees: t.number(calibration.errorDegrees, 1),
              })
            : t.text('live.eyes.uncalibrated')}
        </p>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t.text('live.eyes.blinks')}</dt>
          {told(affect?.blinkRate, value => t.text('live.eyes.perMinute', { value: t.number(value) }))}
        </div>
        <div>
          <dt>
            {t.text('live.eyes.closed')} <abbr title={t.text('live.eyes.closedNote')}>PERCLOS</abbr>
          </dt>
          {told(affect?.perclos, value => t.percent(value))}
        </div>
        <div>
          <dt>
            <abbr title={t.text('live.eyes.pupilNote')}>{t.text('live.eyes.pupil')}</abbr>
          </dt>
          {told(face?.eyes?.pupil, value => t.text('live.eyes.pupilShare', { share: t.percent(value) }))}
        </div>
      </dl>
    </section>
  );
}

function GazeWords({ face, calibration }: { face: Face | undefined; calibration: Calibration | null }) {
  const t = useTranslator();
  const gaze = face?.gaze;
  if (!gaze) return t.text('live.eyes.untold');
  if (calibration && gaze.point) {
    // where things stand on the page changes with every scroll, so it is asked for when it is needed
    const area = areaAt(gaze.point, judged(areasOnPage(), calibration.refusedBelowPx));
    return area ? t.text('live.eyes.lookingAt', { area: t.named('aoi', area.id) }) : t.text('live.eyes.noArea');
  }
  const part = (degrees: number, positive: 'left' | 'up', negative: 'right' | 'down') =>
    Math.abs(degrees) < STRAIGHT
      ? null
      : t.text('live.eyes.degrees', {
          degrees: Math.round(Math.abs(degrees)),
          where: t.text(`live.pose.${degrees > 0 ? positive : negative}`),
        });
  const parts = [part(gaze.yaw, 'left', 'right'), part(gaze.pitch, 'up', 'down')].filter(each => each !== null);
  return parts.length === 0 ? t.text('live.eyes.ahead') : parts.join(' · ');
}

/** An eye that opens and closes as the person's does; the number says the same. */
function Lid({ side, openness }: { side: 'left' | 'right'; openness: number | undefined }) {
  const t = useTranslator();
  const clip = useId();
  const open = Math.max(0, Math.min(1.25, openness ?? 0));
  const shape = `M3 17 Q24 ${17 - 17 * open} 45 17 Q24 ${17 + 11 * open} 3 17Z`;
  return (
    <div className={styles.lid} data-known={openness !== undefined}>
      <svg viewBox="0 0 48 30" aria-hidden="true">
        <clipPath id={clip}>
          <path d={shape} />
        </clipPath>
        <path d={shape} className={styles.white} />
        <g clipPath={`url(#${clip})`}>
          <circle cx="24" cy="14.5" r="7" className={styles.iris} />
          <circle cx="24" cy="14.5" r="3" className={styles.pupil} />
        </g>
        <path d={shape} className={styles.rim} />
      </svg>
      <span>{t.text(`live.eyes.${side}`)}</span>
      <b className={panels.number}>
        {/* wider than usual is an action unit of its own, AU5 */}
        {openness === undefined ? '–' : t.text('live.eyes.open', { share: t.percent(Math.min(1, openness)) })}
      </b>
    </div>
  );
}

/** The direction only, with the halo of an uncalibrated gaze; the person's own left is at the left, as in a mirror. */
function Dial({ gaze }: { gaze: Gaze | null | undefined }) {
  const at = (degrees: number) => 32 + (Math.max(-DIAL_DEGREES, Math.min(DIAL_DEGREES, degrees)) / DIAL_DEGREES) * 26;
  return (
    <svg viewBox="0 0 64 64" className={styles.dial} aria-hidden="true">
      <circle cx="32" cy="32" r="30" className={styles.ground} />
      <path d="M32 6V58M6 32H58" className={styles.cross} />
      {gaze && (
        <g className={styles.spot} style={{ transform: `translate(${at(-gaze.yaw)}px, ${at(-gaze.pitch)}px)` }}>
          <circle r={(STRAIGHT / DIAL_DEGREES) * 26 * 2} className={styles.halo} />
          <circle r="3" className={styles.mark} />
        </g>
      )}
    </svg>
  );
}

/** The window in small, with the place the gaze points at and a circle as large as the error. */
function Screen({ calibration, gaze }: { calibration: Calibration; gaze: Gaze | null | undefined }) {
  const t = useTranslator();
  const { width, height } = calibration.viewport;
  const point = gaze?.point;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={styles.screen}
      role="img"
      aria-label={t.text('live.eyes.screen')}
      data-testid={testIds.liveGazeScreen}
      data-at={point ? `${Math.round(point.x)},${Math.round(point.y)}` : undefined}
    >
      <rect width={width} height={height} className={styles.ground} />
      {point && (
        <g className={styles.spot} style={{ transform: `translate(${point.x}px, ${point.y}px)` }}>
          <circle r={point.errorPx} className={styles.halo} />
          <circle r={width / 60} className={styles.mark} />
        </g>
      )}
    </svg>
  );
}
