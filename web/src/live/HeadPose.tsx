import { useTranslator } from '../i18n/Messages';
import type { Face } from '../sdk/messages';
import { testIds } from '../testids';
import styles from './live.module.css';

const STRAIGHT = 3; // degrees: nearer than that the pose is not told apart from straight

/** Where the head points, in degrees and words; left and right are the person's own. */
export function HeadPose({ face }: { face: Face | undefined }) {
  const t = useTranslator();
  const pose = face?.pose;
  const shown = (degrees: number | undefined, positive: 'left' | 'up', negative: 'right' | 'down') => {
    if (degrees === undefined) return '–';
    const where = Math.abs(degrees) < STRAIGHT ? 'straight' : degrees > 0 ? positive : negative;
    return t.text('live.eyes.degrees', {
      degrees: Math.abs(Math.round(degrees)),
      where: t.text(`live.pose.${where}`),
    });
  };
  return (
    <dl className={styles.pose} aria-label={t.text('live.pose.title')} data-testid={testIds.livePose}>
      <div>
        <dt>{t.text('live.pose.turn')}</dt>
        <dd>{shown(pose?.yaw, 'left', 'right')}</dd>
      </div>
      <div>
        <dt>{t.text('live.pose.nod')}</dt>
        <dd>{shown(pose?.pitch, 'up', 'down')}</dd>
      </div>
      <div>
        <dt>{t.text('live.pose.tilt')}</dt>
        <dd>{shown(pose?.roll, 'left', 'right')}</dd>
      </div>
    </dl>
  );
}
