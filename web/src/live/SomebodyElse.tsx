import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { countDown, secondsUntil } from './count-down';
import styles from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';

/** Somebody else sits before the camera: nothing is read until it is said whose consent counts. */
export function SomebodyElse() {
  const t = useTranslator();
  const { session, startOver } = useLive();
  const { another } = useLiveSnapshot();
  if (!another) return null;
  return (
    <section className={styles.another} role="alert" data-testid={testIds.liveAnother}>
      <IconUserQuestion size={28} stroke={1.5} aria-hidden="true" />
      <div>
        <h2>{t.text('live.another.title')}</h2>
        <p>{t.text('live.another.text')}</p>
        {Number.isFinite(another.untilMs) && <Ends untilMs={another.untilMs} />}
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

/** Counts by itself, whether messages come or not; read aloud it would repeat each second. */
function Ends({ untilMs }: { untilMs: number }) {
  const t = useTranslator();
  const [seconds, setSeconds] = useState(() => secondsUntil(untilMs));
  useEffect(() => countDown(untilMs, setSeconds), [untilMs]);
  return <p aria-hidden="true">{t.text('live.another.ends', { seconds })}</p>;
}
