import { Button, Switch } from '@mantine/core';
import {
  IconCircleCheck,
  IconClock,
  IconPlayerPause,
  IconPlayerPlay,
  IconStack2,
  IconVideo,
} from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Outlet } from 'react-router';
import { useTranslator } from '../i18n/Messages';
import { allows, type Consent } from '../sdk/consent';
import { pageOf, type Place } from '../shop/place';
import { Shop } from '../shop/Shop';
import { testIds } from '../testids';
import { useTitle } from '../ui/useTitle';
import { ActionUnitPanel } from './ActionUnitPanel';
import { AffectStrip } from './AffectStrip';
import { AwaitingGuardian } from './AwaitingGuardian';
import { BehindTheScenes } from './BehindTheScenes';
import { ChatPanel } from './ChatPanel';
import { ConsentNotice } from './ConsentNotice';
import { ContributionsCard } from './ContributionsCard';
import { Coverage } from './Coverage';
import { DecisionAnnouncer, DecisionCard } from './DecisionCard';
import { EmotionMultiples } from './EmotionMultiples';
import { endedText } from './ended';
import { EyesCard } from './EyesCard';
import { HeadlineCard } from './HeadlineCard';
import type { Source } from './live-session';
import styles from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';
import { LivePicture } from './LivePicture';
import { LiveTable } from './LiveTable';
import { MomentList } from './MomentList';
import { ParticipationCard } from './ParticipationCard';
import { PulseCard } from './PulseCard';
import { ReceiptLink } from './ReceiptLink';
import { SomebodyElse } from './SomebodyElse';
import { SourceChooser } from './SourceChooser';
import { StreamCard } from './StreamCard';
import { useView, ViewProvider } from './view';
import { VoicePanel } from './VoicePanel';
import { WhyCard } from './WhyCard';

// the live page adapts a service; without that purpose it may still measure for analytics
const PURPOSES = ['personalization', 'analytics', 'research'] as const;
const MODALITY = 'face';

function purposeOf(consent: Consent): string | undefined {
  return PURPOSES.find(purpose => allows(consent, purpose, MODALITY));
}

/** Notice, choice, source, measuring, stopped: one after the other, never out of order. */
export default function LivePage() {
  const t = useTranslator();
  useTitle(t.text('live.title'));
  const { session, visit, consent, setConsent, stopState } = useLive();
  const { phase, source, voice, microphone, another } = useLiveSnapshot();
  const unheard = microphone ?? (another ? 'another' : null);
  const [place, setPlace] = useState<Place>({ name: 'list' });
  const stopped = stopState.name === 'stopped' || stopState.name === 'server-not-told';
  const purpose = consent ? purposeOf(consent) : undefined;
  const choosing = phase.name === 'idle' || phase.name === 'source-failed';
  const step = stopped ? 'stopped' : !consent ? 'notice' : !purpose ? 'declined' : choosing ? 'source' : 'measuring';
  // dealt to an arm before being asked, so that nobody's answer decides who is counted
  useEffect(() => {
    void visit.arm(t.language);
  }, [visit, t.language]);
  // each step begins at its top, however far down the one before was read
  useEffect(() => {
    scrollTo({ top: 0 });
  }, [step]);

  if (stopped) {
    return (
      <Aside place={place} setPlace={setPlace}>
        <Stopped />
      </Aside>
    );
  }
  if (!consent) return <ConsentNotice onDecided={setConsent} />;
  if (!purpose) {
    return (
      <Aside place={place} setPlace={setPlace}>
        <Declined consent={consent} />
      </Aside>
    );
  }
  if (choosing) {
    const choose = (source: Source) =>
      void session.start(
        source,
        { receiptId: consent.receiptId, purpose, voice: allows(consent, purpose, 'voice') },
        t.language,
        pageOf(place),
      );
    return <SourceChooser consent={consent} phase={phase} onChoose={choose} />;
  }
  return (
    <ViewProvider>
      <h1 className={styles.visuallyHidden}>{t.text('live.title')}</h1>
      <LiveBar />
      <SomebodyElse />
      <div className={styles.columns}>
        <div className={styles.column}>
          <LivePicture />
          <Coverage />
          <div className={styles.detail}>
            {allows(consent, purpose, 'gaze') && <EyesCard />}
            {allows(consent, purpose, 'physiology') && <PulseCard />}
            {allows(consent, purpose, 'voice') && source?.kind === 'webcam' && (
              <VoicePanel voice={voice} trouble={unheard && t.text(`live.voice.${unheard}`)} />
            )}
            {allows(consent, purpose, 'text') && <ChatPanel />}
            <MomentList />
          </div>
        </div>
        <div className={styles.column}>
          <HeadlineCard />
          <AffectStrip />
          <EmotionMultiples />
          <div className={styles.detail}>
            <StreamCard />
            <ContributionsCard />
            {allows(consent, 'analytics', MODALITY) && <WhyCard />}
            <ParticipationCard />
            <ActionUnitPanel />
            <LiveTable />
          </div>
        </div>
        <div className={styles.column}>
          <DecisionAnnouncer />
          <DecisionCard />
          <div className={styles.shopFrame} data-aoi="shop">
            <Shop place={place} go={setPlace} />
          </div>
        </div>
      </div>
      {/* the calibration, over the page that it calibrates */}
      <Outlet context={allows(consent, purpose, 'gaze')} />
    </ViewProvider>
  );
}

/** The state of the measurement in one line, and how the view behaves. */
function LiveBar() {
  const t = useTranslator();
  const { session, consent } = useLive();
  const { phase, stats, source, everyFrame, roundTripMs } = useLiveSnapshot();
  const view = useView();
  const latest = session.history.latest?.affect;
  // what the visitor sees is this far behind: the way there and back, and the smoothing
  const delay = roundTripMs === null ? null : Math.round(roundTripMs + (latest?.delayMs ?? 0));
  const sourceName =
    source?.kind === 'clip' ? t.named('clip', source.id) : t.text(`live.source.${source?.kind ?? 'webcam'}`);
  return (
    <div className={styles.bar}>
      <IconVideo size={17} stroke={1.6} aria-hidden="true" />
      <span className={styles.barSource}>{sourceName}</span>
      <span className={styles.barPhase} role="status" data-phase={phase.name}>
        {phase.name === 'reconnecting' && t.text('live.phase.reconnecting', { attempt: phase.attempt })}
        {(phase.name === 'opening' || phase.name === 'connecting') && t.text(`live.phase.${phase.name}`)}
        {phase.name === 'ended' && endedText(t, phase)}
      </span>
      <span className={styles.barNumbers} data-testid={testIds.liveDelay}>
        {delay !== null && t.text('live.delay', { value: delay })}
        {stats && ` · ${t.text('live.fps', { value: Math.round(stats.fps) })}`}
        {stats !== null && stats.dropped > 0 && ` · ${t.text('live.dropped', { count: stats.dropped })}`}
        {everyFrame && ` · ${t.text('live.speed', { value: t.number(session.video.playbackRate, 2) })}`}
      </span>
      <span className={styles.barButtons}>
        {source && source.kind !== 'webcam' && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={
              everyFrame ? <IconClock size={15} aria-hidden="true" /> : <IconStack2 size={15} aria-hidden="true" />
            }
            onClick={() => session.readEveryFrame(!everyFrame)}
            data-testid={testIds.liveEveryFrame}
            title={t.text(everyFrame ? 'live.realTimeNote' : 'live.everyFrameNote')}
          >
            {t.text(everyFrame ? 'live.realTime' : 'live.everyFrame')}
          </Button>
        )}
        <Button
          variant="subtle"
          size="xs"
          aria-pressed={view.paused}
          leftSection={
            view.paused ? (
              <IconPlayerPlay size={15} aria-hidden="true" />
            ) : (
              <IconPlayerPause size={15} aria-hidden="true" />
            )
          }
          onClick={() => view.setPaused(!view.paused)}
          data-testid={testIds.livePause}
          title={t.text('live.pauseNote')}
        >
          {t.text(view.paused ? 'live.resume' : 'live.pause')}
        </Button>
        <BehindTheScenes />
        <Button variant="subtle" size="xs" onClick={() => session.reset()} data-testid={testIds.sourceChange}>
          {t.text('source.change')}
        </Button>
        {consent && <ReceiptLink consent={consent} />}
      </span>
    </div>
  );
}

/** A message beside the shop, which works the same without any measuring. */
function Aside(props: { place: Place; setPlace(place: Place): void; children: React.ReactNode }) {
  return (
    <div className={styles.aside}>
      {props.children}
      <div className={styles.shopFrame}>
        <Shop place={props.place} go={props.setPlace} />
      </div>
    </div>
  );
}

function Declined({ consent }: { consent: Consent }) {
  const t = useTranslator();
  const { setConsent } = useLive();
  return (
    <section className={styles.outcome} data-testid={testIds.declinedNote}>
      <IconCircleCheck size={36} stroke={1.4} aria-hidden="true" />
      {consent.collectionMethod === 'awaiting-guardian' ? (
        <AwaitingGuardian consent={consent} />
      ) : (
        <>
          <h1>{t.text('declined.title')}</h1>
          <p>{t.text('declined.text')}</p>
        </>
      )}
      {consent.collectionMethod === 'minor' && <p>{t.text('declined.minor')}</p>}
      <div>
        <Button variant="default" onClick={() => setConsent(null)} data-testid={testIds.startOver}>
          {t.text('declined.again')}
        </Button>
        <ReceiptLink consent={consent} />
      </div>
    </section>
  );
}

function Stopped() {
  const t = useTranslator();
  const { stopState, consent, startOver, stopEverything } = useLive();
  const [details, setDetails] = useState(false);
  const told = stopState.name === 'stopped';
  return (
    <section className={styles.outcome} data-testid={testIds.stoppedNote} data-told={told} role="status">
      <IconCircleCheck size={36} stroke={1.4} aria-hidden="true" />
      <h1>{t.text('stopped.title')}</h1>
      {stopState.name === 'stopped' && (
        <p>{t.text('stopped.text', { time: stopState.at.toLocaleTimeString(t.language) })}</p>
      )}
      {stopState.name === 'server-not-told' && (
        <>
          <p className={styles.alert}>{t.text('stopped.notTold')}</p>
          <Switch
            checked={details}
            onChange={event => setDetails(event.currentTarget.checked)}
            label={t.text('error.details')}
          />
          {details && <code>{stopState.error}</code>}
        </>
      )}
      <div>
        {stopState.name === 'server-not-told' && (
          <Button onClick={() => void stopEverything()}>{t.text('stopped.tellAgain')}</Button>
        )}
        <Button variant="default" onClick={startOver} data-testid={testIds.startOver}>
          {t.text('stopped.again')}
        </Button>
        {consent && <ReceiptLink consent={consent} />}
      </div>
    </section>
  );
}
