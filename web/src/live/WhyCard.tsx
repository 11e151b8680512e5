import { Button } from '@mantine/core';
import { useState } from 'react';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import { Why } from '../sessions/WhyPanel';
import { testIds } from '../testids';
import panels from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import { useView } from './view';

/** What a session observes is written in stretches of 2 s; a moment this old is certainly kept. */
const KEPT_AFTER_MS = 3000;

/** The number of a moment ago, walked back to action units, prosody, formulas and versions: from what is kept. */
export function WhyCard() {
  const t = useTranslator();
  const { ready } = useLiveSnapshot();
  const view = useView();
  const [asked, setAsked] = useState<number | null>(null);
  const latestMs = () => view.samples().at(-1)?.atMs ?? 0;
  if (!ready || latestMs() < KEPT_AFTER_MS) return null;
  return (
    <section className={panels.panel} data-testid={testIds.liveWhy}>
      <header className={panels.panelHead}>
        <h2>{asked === null ? t.text('why.title') : t.text('why.at', { time: mediaTime(asked) })}</h2>
        <Button variant="default" size="xs" onClick={() => setAsked(latestMs() - KEPT_AFTER_MS)}>
          {t.text('why.ask')}
        </Button>
      </header>
      {asked === null ? (
        <p className={panels.fine}>{t.text('why.live')}</p>
      ) : (
        <Why id={ready.sessionId} atMs={asked} running />
      )}
    </section>
  );
}
