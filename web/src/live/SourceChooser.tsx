import { IconCamera, IconMovie, IconPlayerPlay } from '@tabler/icons-react';
import { useRef } from 'react';
import type { Clip } from '../api/types';
import { useResource } from '../api/useResource';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import type { Consent } from '../sdk/consent';
import { testIds } from '../testids';
import type { Phase, Source } from './live-session';
import styles from './live.module.css';
import { ReceiptLink } from './ReceiptLink';

/** After the choice: the webcam, a recording from this computer, or one of the bundled clips of a synthetic person. */
export function SourceChooser(props: { consent: Consent; phase: Phase; onChoose(source: Source): void }) {
  const t = useTranslator();
  const [clips] = useResource<Clip[]>('/v1/clips');
  const file = useRef<HTMLInputElement>(null);
  const { phase } = props;
  return (
    <section className={styles.sources}>
      <header>
        <p className={styles.eyebrow}>{t.text('source.eyebrow')}</p>
        <h1>{t.text('source.title')}</h1>
        <p className={styles.lead}>{t.text('source.lead')}</p>
      </header>
      {phase.name === 'source-failed' && (
        <p role="alert" className={styles.alert}>
          {t.text(`source.failed.${phase.failure}`)}
        </p>
      )}
      <div className={styles.sourceGrid}>
        <SourceCard
          testId={testIds.sourceWebcam}
          icon={<IconCamera size={26} stroke={1.5} aria-hidden="true" />}
          title={t.text('source.webcam')}
          note={t.text('source.webcamNote')}
          onClick={() => props.onChoose({ kind: 'webcam' })}
        />
        <SourceCard
          testId={testIds.sourceRecording}
          icon={<IconMovie size={26} stroke={1.5} aria-hidden="true" />}
          title={t.text('source.recording')}
          note={t.text('source.recordingNote')}
          onClick={() => file.current?.click()}
        />
        <input
          ref={file}
          type="file"
          accept="video/*"
          hidden
          onChange={event => {
            const chosen = event.currentTarget.files?.[0];
            if (chosen) props.onChoose({ kind: 'recording', file: chosen });
          }}
        />
      </div>
      {clips.state === 'loaded' && clips.value.length > 0 && (
        <>
          <h2>{t.text('source.clips')}</h2>
          <p className={styles.fine}>{t.text('source.clipsNote')}</p>
          <div className={styles.clipGrid}>
            {clips.value.map(clip => (
              <button
                key={clip.id}
                type="button"
                className={styles.clip}
                data-testid={testIds.sourceClip(clip.id)}
                onClick={() => props.onChoose({ kind: 'clip', ...clip })}
              >
                <video
                  src={`${clip.url}#t=${clip.durationMs / 2000}`}
                  muted
                  playsInline
                  preload="metadata"
                  aria-hidden="true"
                  tabIndex={-1}
                />
                <span className={styles.clipPlay} aria-hidden="true">
                  <IconPlayerPlay size={18} />
                </span>
                <span className={styles.clipTitle}>{t.named('clip', clip.id)}</span>
                <span className={styles.number}>{mediaTime(clip.durationMs, false)}</span>
              </button>
            ))}
          </div>
        </>
      )}
      <footer>
        <ReceiptLink consent={props.consent} />
      </footer>
    </section>
  );
}

function SourceCard(props: { testId: string; icon: React.ReactNode; title: string; note: string; onClick(): void }) {
  return (
    <button type="button" className={styles.sourceCard} data-testid={props.testId} onClick={props.onClick}>
      {props.icon}
      <span>
        <b>{props.title}</b>
        <span>{props.note}</span>
      </span>
    </button>
  );
}
