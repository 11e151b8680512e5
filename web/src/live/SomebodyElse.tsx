import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import styles from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';

/** Somebody else sits before the camera: nothing is read until it is said whose consent counts. */
export function SomebodyElse() {
  const t = useTranslator();
  const { session, startOver } = useLive();
  const { another } = useLiveSnapshot();
  if (!another) return null;
  const seconds = Math.max(0, Math.ceil((another.untilMs - performance.now()) / 1000));
  return (
    <section className={styles.another} role="alert" data-testid={testIds.liveAnother}>
      <IconUserQuestion size={28} stroke={1.5} aria-hidden="true" />
      <div>
        <h2>{t.text('live.another.title')}</h2>
        <p>{t.text('live.another.text')}</p>
        {Number.isFinite(seconds) && <p aria-hidden="true">{t.text('live.another.ends', { seconds })}</p>}
      </div>
      <div className={styles.anotherButtons}>
        <Button onClick={() => session.stillThere()} data-testid={testIds.liveAnotherStill}>
          {t.text('live.another.still')}
        </Button>
        <Button variant="default" onClick={startOver} data-testid={testIds.liveAnotherNew}>
          {t.text('live.another.new')}
        </Button>
      </div>
    </section>
  );
}
