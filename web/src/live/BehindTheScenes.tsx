import { Button, Drawer } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useState } from 'react';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { Clauses } from './DecisionCard';
import styles from './live.module.css';
import { useLiveSnapshot } from './LiveContext';

/** Everything the page knows about the session, as the protocol said it: models, counts, decisions with propensities. */
export function BehindTheScenes() {
  const t = useTranslator();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconListDetails size={15} aria-hidden="true" />}
        onClick={() => setOpen(true)}
        data-testid={testIds.behindTheScenes}
      >
        {t.text('scenes.open')}
      </Button>
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        position="right"
        size="30rem"
        title={t.text('scenes.title')}
        closeButtonProps={{ 'aria-label': t.text('close') }}
      >
        <Contents />
      </Drawer>
    </>
  );
}

function Contents() {
  const t = useTranslator();
  const { ready, stats, roundTripMs, decisions } = useLiveSnapshot();
  const facts: [string, string][] = [
    [t.text('scenes.session'), ready?.sessionId ?? '–'],
    [t.text('scenes.received'), stats ? t.number(stats.received) : '–'],
    [t.text('scenes.analysed'), stats ? t.number(stats.analysed) : '–'],
    [t.text('scenes.dropped'), stats ? t.number(stats.dropped) : '–'],
    [t.text('scenes.fps'), stats ? t.number(stats.fps) : '–'],
    [t.text('scenes.latency'), stats ? t.text('milliseconds', { value: Math.round(stats.latencyMs) }) : '–'],
    [
      t.text('scenes.roundTrip'),
      roundTripMs === null ? '–' : t.text('milliseconds', { value: Math.round(roundTripMs) }),
    ],
  ];
  return (
    <div className={styles.scenes} data-testid={testIds.behindTheScenesPanel}>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>{t.text('scenes.models')}</h3>
      <p>
        {ready?.models.map(model => (
          <code key={model} className={styles.model}>
            {model}
          </code>
        ))}
      </p>
      <h3>{t.text('scenes.decisions')}</h3>
      {decisions.length === 0 && <p className={styles.fine}>{t.text('decision.none')}</p>}
      <ol>
        {decisions.map(({ decision, ended, verdict }) => (
          <li key={decision.id}>
            <p>
              <b>{t.named('action', decision.action.id)}</b>{' '}
              <span className={styles.number}>{mediaTime(decision.atMs)}</span>
            </p>
            <p>{decision.reason}</p>
            <Clauses clauses={decision.clauses} />
            <p className={styles.fine}>
              {t.text('scenes.decision', {
                playbook: decision.playbook,
                version: decision.version,
                rule: decision.rule,
                class: decision.action.class,
                propensity: t.number(decision.propensity, 2),
                fallback: t.named('action', decision.fallback),
              })}{' '}
              {ended && t.text(`decision.ended.${ended}`)} {verdict && t.text(`scenes.verdict.${verdict}`)}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}
