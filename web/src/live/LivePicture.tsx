import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { useTokens } from '../theme/useTokens';
import { drawFaces, placement } from './face-overlay';
import { HeadPose } from './HeadPose';
import styles from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';
import { prepared, useFrames } from './useFrames';
import { useView } from './view';

const LAYERS = ['both', 'mesh', 'picture', 'neither'] as const;
type Layers = (typeof LAYERS)[number];

/** The video with what was found drawn over it. */
export function LivePicture() {
  const t = useTranslator();
  const { session } = useLive();
  const snapshot = useLiveSnapshot();
  const view = useView();
  const tokens = useTokens();
  const [layers, setLayers] = useState<Layers>('both');
  const [shape, setShape] = useState('4 / 3');
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const mirrored = snapshot.source?.kind === 'webcam';
  const showsPicture = layers === 'both' || layers === 'picture';
  const showsMesh = layers === 'both' || layers === 'mesh';

  useEffect(() => {
    const { video } = session;
    const resize = () => {
      if (video.videoWidth > 0) setShape(`${video.videoWidth} / ${video.videoHeight}`);
    };
    frame.current?.prepend(video);
    resize();
    video.addEventListener('resize', resize);
    // a video that moves within the page is paused by the browser
    if (video.currentSrc || video.srcObject) void video.play().catch(() => undefined);
    return () => {
      video.removeEventListener('resize', resize);
      video.remove();
    };
  }, [session]);

  useFrames(() => {
    const context = canvas.current && prepared(canvas.current);
    const message = view.message();
    if (!context || !canvas.current || !message || !showsMesh) return;
    const { place } = placement(message.picture, canvas.current.clientWidth, canvas.current.clientHeight, mirrored);
    const onPicture = layers === 'both';
    drawFaces(context, message, session.history.trackId, place, mirrored, {
      mesh: onPicture ? '#ffffff38' : tokens.muted + '55',
      contour: onPicture ? '#ffffffbf' : tokens.text,
      gaze: onPicture ? '#ffd166' : tokens.accent,
      box: onPicture ? '#ffffffb0' : tokens.muted,
    });
  });

  const face = view.message()?.faces.find(each => each.trackId === session.history.trackId);
  const score = face?.quality.score ?? 0;
  return (
    <section className={`${styles.panel} ${styles.picturePanel}`} data-aoi="picture">
      <div
        ref={frame}
        className={styles.picture}
        style={{ aspectRatio: shape }}
        data-mirrored={mirrored}
        data-picture={showsPicture}
        data-testid={testIds.livePicture}
      >
        <canvas ref={canvas} role="img" aria-label={t.text('live.picture.label', { faces: face ? 1 : 0 })} />
        {face && layers !== 'neither' && (
          <span className={styles.qualityBadge} data-quality={score >= 0.7 ? 'good' : score >= 0.4 ? 'fair' : 'poor'}>
            {t.text('live.quality', { share: t.percent(score) })}
          </span>
        )}
        {snapshot.others > 0 && (
          <span className={styles.othersBadge} data-testid={testIds.liveOthers}>
            {t.text('live.others', { count: snapshot.others })}
          </span>
        )}
        {view.paused && <span className={styles.pausedBadge}>{t.text('live.paused')}</span>}
      </div>
      <SegmentedControl
        fullWidth
        size="xs"
        value={layers}
        onChange={value => setLayers(value as Layers)}
        aria-label={t.text('live.layers')}
        data-testid={testIds.liveView}
        data={LAYERS.map(value => ({ value, label: t.text(`live.layers.${value}`) }))}
      />
      <HeadPose face={face} />
    </section>
  );
}
