import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useNavigate, useOutletContext } from 'react-router';
import { useTranslator } from '../i18n/Messages';
import { areasOnPage, judged, type JudgedArea } from '../live/areas';
import type { Calibration } from '../live/live-session';
import { useLive, useLiveSnapshot } from '../live/LiveContext';
import { StopPill } from '../live/StopPill';
import { useFrames } from '../live/useFrames';
import { CalibrationFailed } from '../sdk/attune-live';
import type { AffectMessage } from '../sdk/messages';
import { testIds } from '../testids';
import styles from './calibration.module.css';
import { begun, looked, PATIENCE_MS, paused, requestOf, resumed, ticked, type Run } from './run';
import { CHECKED, LEARNED, TARGETS } from './targets';

type Step =
  | { name: 'intro' }
  | { name: 'dots'; run: Run }
  /** The window changed while the dots were shown. */
  | { name: 'moved' }
  | { name: 'working' }
  | { name: 'done'; calibration: Calibration; areas: JudgedArea[] }
  | { name: 'failed'; failure: CalibrationFailed };

const ROUGH_DEGREES = 4; // not better than without a calibration

/** Nine dots to learn where on the screen this person looks, four to check it. Covers the live page, which goes on below. */
export default function CalibrationPage() {
  const t = useTranslator();
  const navigate = useNavigate();
  const allowed = useOutletContext<boolean>();
  const { session } = useLive();
  const [step, setStep] = useState<Step>({ name: 'intro' });
  const dialog = useRef<HTMLDialogElement>(null);
  const leave = () => void navigate('/live');

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // closing gives the focus back to where it was
    return () => element?.close();
  }, []);

  const start = () =>
    setStep({ name: 'dots', run: begun({ width: innerWidth, height: innerHeight }, performance.now()) });

  const finish = async (run: Run) => {
    setStep({ name: 'working' });
    try {
      const calibration = await session.calibrate(requestOf(run));
      setStep({ name: 'done', calibration, areas: judged(areasOnPage(), calibration.refusedBelowPx) });
    } catch (cause) {
      setStep({ name: 'failed', failure: asFailure(cause) });
    }
  };

  return (
    <dialog
      ref={dialog}
      className={styles.page}
      aria-label={t.text('calibration.title')}
      data-testid={testIds.calibration}
      data-step={stepName(step)}
      onCancel={event => {
        event.preventDefault();
        leave();
      }}
    >
      {step.name === 'intro' && <Intro allowed={allowed} onStart={start} onSkip={leave} />}
      {step.name === 'dots' && (
        <Dots
          run={step.run}
          onRun={run => (run.name === 'done' ? void finish(run) : setStep({ name: 'dots', run }))}
          onMoved={() => setStep({ name: 'moved' })}
          onSkip={leave}
        />
      )}
      {step.name === 'moved' && (
        <Card title={t.text('calibration.title')}>
          <p>{t.text('calibration.moved')}</p>
          <Buttons
            first={t.text('calibration.start')}
            onFirst={start}
            second={t.text('calibration.skip')}
            onSecond={leave}
          />
        </Card>
      )}
      {step.name === 'working' && (
        <Card title={t.text('calibration.title')}>
          <p role="status">{t.text('calibration.working')}</p>
        </Card>
      )}
      {step.name === 'done' && <Done {...step} onAgain={start} onClose={leave} />}
      {step.name === 'failed' && (
        <Failed failure={step.failure} onAgain={() => setStep({ name: 'intro' })} onClose={leave} />
      )}
      <StopPill />
    </dialog>
  );
}

function stepName(step: Step): string {
  if (step.name !== 'dots') return step.name;
  return step.run.name === 'paused' || step.run.name === 'stuck' ? step.run.name : 'dots';
}

function asFailure(cause: unknown): CalibrationFailed {
  return cause instanceof CalibrationFailed ? cause : new CalibrationFailed('disconnected', String(cause));
}

/** Why the gaze could not be told in a picture, null when it could. */
function obstacle(message: AffectMessage, trackId: number | null): string | null {
  const face = message.faces.find(each => each.trackId === trackId);
  if (!face) return 'no-face';
  return face.gaze ? null : (face.quality.reasons[0] ?? 'eyes-closed');
}

function Intro(props: { allowed: boolean; onStart(): void; onSkip(): void }) {
  const t = useTranslator();
  const { session } = useLive();
  const { phase, source } = useLiveSnapshot();
  const latest = phase.name === 'measuring' ? session.latest : null;
  const inTheWay = latest ? obstacle(latest, session.history.trackId) : null;
  const ready = props.allowed && latest !== null && inTheWay === null;
  return (
    <Card title={t.text('calibration.title')}>
      <p>{t.text('calibration.lead')}</p>
      {!props.allowed ? (
        <p className={styles.caution}>{t.text('calibration.noConsent')}</p>
      ) : (
        <>
          <ul>
            {(['sit', 'look', 'keys', 'holds'] as const).map(how => (
              <li key={how}>{t.text(`calibration.how.${how}`)}</li>
            ))}
          </ul>
          <p className={styles.state} data-ready={ready}>
            {ready ? (
              <IconCircleCheck size={18} aria-hidden="true" />
            ) : (
              <IconAlertTriangle size={18} aria-hidden="true" />
            )}
            {ready && t.text('calibration.ready')}
            {!ready && inTheWay && t.text('calibration.notYet', { reason: t.named('reason', inTheWay) })}
            {!ready && !inTheWay && t.text('calibration.noPicture')}
          </p>
          {source && source.kind !== 'webcam' && <p className={styles.caution}>{t.text('calibration.try.person')}</p>}
        </>
      )}
      <Buttons
        first={t.text('calibration.start')}
        onFirst={props.onStart}
        disabled={!props.allowed}
        second={t.text('calibration.skip')}
        onSecond={props.onSkip}
      />
    </Card>
  );
}

/** One dot at a time. The keyboard pauses and leaves; nothing has to be clicked. */
function Dots(props: { run: Run; onRun(run: Run): void; onMoved(): void; onSkip(): void }) {
  const t = useTranslator();
  const { session } = useLive();
  const { run } = props;
  const stage = useRef<HTMLDivElement>(null);
  const seen = useRef(session.latest);
  const running = run.name === 'settling' || run.name === 'collecting';

  useFrames(() => {
    if (!running) return;
    let next: Run = run;
    const { latest } = session;
    if (latest && latest !== seen.current) {
      seen.current = latest;
      next = looked(next, latest.atMs, obstacle(latest, session.history.trackId));
    }
    next = ticked(next, performance.now(), session.mediaTimeMs());
    if (next !== run) props.onRun(next);
  });

  // while dots are shown the keys belong to them; a question has its own button in focus
  useEffect(() => {
    if (running) stage.current?.focus();
  }, [running]);

  useEffect(() => {
    const { width, height } = run.window;
    const resized = () => {
      if (innerWidth !== width || innerHeight !== height) props.onMoved();
    };
    const hidden = () => {
      if (document.hidden && running) props.onRun(paused(run));
    };
    addEventListener('resize', resized);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      removeEventListener('resize', resized);
      document.removeEventListener('visibilitychange', hidden);
    };
  });

  const target = TARGETS[run.index]!;
  const checking = run.index >= LEARNED.length;
  const goOn = () => props.onRun(resumed(run, performance.now()));
  return (
    <div
      ref={stage}
      className={styles.stage}
      tabIndex={-1}
      onKeyDown={event => {
        if (event.key !== ' ' || event.target !== stage.current) return;
        event.preventDefault();
        if (running) props.onRun(paused(run));
        else goOn();
      }}
    >
      <p className={styles.progress} role="status">
        {checking
          ? t.text('calibration.progress', { phase: 'check', n: run.index - LEARNED.length + 1, of: CHECKED.length })
          : t.text('calibration.progress', { phase: 'learn', n: run.index + 1, of: LEARNED.length })}
      </p>
      <Button
        className={styles.skip!}
        variant="subtle"
        size="xs"
        leftSection={<IconX size={15} aria-hidden="true" />}
        onClick={props.onSkip}
        data-testid={testIds.calibrationSkip}
      >
        {t.text('calibration.skip')}
      </Button>
      {running && (
        <>
          <span
            key={run.index}
            className={styles.dot}
            style={{ left: `${target.x * 100}%`, top: `${target.y * 100}%` }}
            data-testid={testIds.calibrationDot}
            data-index={run.index}
          />
          <p className={styles.keys}>{t.text('calibration.keys')}</p>
        </>
      )}
      {run.name === 'paused' && (
        <Card title={t.text('calibration.paused')}>
          <p>{t.text('calibration.pausedNote')}</p>
          <Buttons first={t.text('calibration.resume')} onFirst={goOn} />
        </Card>
      )}
      {run.name === 'stuck' && (
        <Card title={t.text('calibration.stuck')}>
          <p role="alert">
            {run.obstacle === null
              ? run.seen === 0
                ? t.text('calibration.noPicture')
                : t.text('calibration.fewPictures', { count: run.seen, seconds: PATIENCE_MS / 1000 })
              : t.text('calibration.stuckNote', { reason: t.named('reason', run.obstacle) })}
          </p>
          <Buttons
            first={t.text('calibration.tryDot')}
            onFirst={goOn}
            second={t.text('calibration.skip')}
            onSecond={props.onSkip}
          />
        </Card>
      )}
    </div>
  );
}

function Done(props: { calibration: Calibration; areas: JudgedArea[]; onAgain(): void; onClose(): void }) {
  const t = useTranslator();
  const { calibration, areas } = props;
  const refusedBelow = Math.round(calibration.refusedBelowPx);
  return (
    <Card title={t.text('calibration.done')} wide>
      <p className={styles.error} data-testid={testIds.calibrationError}>
        {t.text('calibration.error', {
          px: Math.round(calibration.errorPx),
          degrees: t.number(calibration.errorDegrees, 1),
        })}
      </p>
      <p className={styles.fine}>{t.text('calibration.errorNote')}</p>
      {calibration.errorDegrees > ROUGH_DEGREES && <p className={styles.caution}>{t.text('calibration.rough')}</p>}
      <h2>{t.text('calibration.areas')}</h2>
      <p className={styles.fine}>{t.text('calibration.areasNote', { px: refusedBelow })}</p>
      <div className={styles.result}>
        <Map calibration={calibration} areas={areas} />
        <ul className={styles.areas}>
          {areas.map(area => (
            <li key={area.id} data-usable={area.usable} data-testid={testIds.calibrationArea(area.id)}>
              <span>{t.named('aoi', area.id)}</span>
              <span>
                {t.text(area.usable ? 'calibration.areaUsable' : 'calibration.areaRefused', {
                  px: Math.round(area.shorterPx),
                })}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <Buttons
        first={t.text('calibration.close')}
        onFirst={props.onClose}
        second={t.text('calibration.again')}
        onSecond={props.onAgain}
      />
    </Card>
  );
}

/** The window in small: its areas, and the check dots with circles as large as the error. */
function Map({ calibration, areas }: { calibration: Calibration; areas: readonly JudgedArea[] }) {
  const t = useTranslator();
  const { width, height } = calibration.viewport;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.map} role="img" aria-label={t.text('calibration.map')}>
      <defs>
        <pattern id="refused" width="26" height="26" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V26" className={styles.hatch} />
        </pattern>
      </defs>
      {areas.map(area => (
        <rect
          key={area.id}
          x={area.left}
          y={area.top}
          width={area.width}
          height={area.height}
          rx="14"
          className={styles.area}
          data-usable={area.usable}
          fill={area.usable ? undefined : 'url(#refused)'}
        />
      ))}
      {CHECKED.map(({ x, y }) => (
        <g key={`${x}/${y}`} transform={`translate(${x * width} ${y * height})`}>
          <circle r={calibration.errorPx} className={styles.halo} />
          <circle r={width / 110} className={styles.mark} />
        </g>
      ))}
    </svg>
  );
}

function Failed(props: { failure: CalibrationFailed; onAgain(): void; onClose(): void }) {
  const t = useTranslator();
  const { failure } = props;
  return (
    <Card title={t.text('calibration.failed')}>
      <div role="alert" data-testid={testIds.calibrationFailure} data-reason={failure.reason}>
        {failure.reason === 'refused' ? (
          <p>
            {failure.message} {failure.hint}
          </p>
        ) : (
          <p>{t.text(`calibration.failed.${failure.reason}`)}</p>
        )}
      </div>
      <p className={styles.fine}>{t.text('calibration.failedNote')}</p>
      <h2>{t.text('calibration.try')}</h2>
      <ul>
        {(['light', 'still', 'glasses', 'person'] as const).map(advice => (
          <li key={advice}>{t.text(`calibration.try.${advice}`)}</li>
        ))}
      </ul>
      <Buttons
        first={t.text('calibration.again')}
        onFirst={props.onAgain}
        second={t.text('calibration.close')}
        onSecond={props.onClose}
      />
    </Card>
  );
}

function Card(props: { title: string; wide?: boolean; children: React.ReactNode }) {
  return (
    <section className={styles.card} data-wide={props.wide}>
      <h1>{props.title}</h1>
      {props.children}
    </section>
  );
}

/** The expected answer first, and in focus. */
function Buttons(props: { first: string; onFirst(): void; disabled?: boolean; second?: string; onSecond?(): void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className={styles.buttons}>
      <Button
        ref={first}
        disabled={props.disabled ?? false}
        onClick={props.onFirst}
        data-testid={testIds.calibrationStart}
      >
        {props.first}
      </Button>
      {props.second && (
        <Button variant="default" onClick={props.onSecond} data-testid={testIds.calibrationSkip}>
          {props.second}
        </Button>
      )}
    </div>
  );
}
