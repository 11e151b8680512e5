import { Button } from '@mantine/core';
import { IconCircleCheck, IconGitCompare } from '@tabler/icons-react';
import { useState } from 'react';
import { lookAt } from '../api/api';
import { usePurpose } from '../app/me';
import { mediaTime } from '../i18n/media-time';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import styles from '../ui/ui.module.css';

/** Answer of `GET /v1/sessions/{id}/replay`, see docs/replay.md. */
interface Replayed {
  identical: boolean;
  observations: number;
  said: number;
  settled: number;
  differing: number;
  firstAtMs: number | null;
  formulasThen: string[];
  formulasNow: string[];
}

/** Derives the session once more from what it observed, and says whether the numbers are the same. */
export function ReplayCard({ id }: { id: string }) {
  const t = useTranslator();
  const purpose = usePurpose();
  const [replayed, setReplayed] = useState<Replayed | null>(null);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const replay = () => {
    setRunning(true);
    setError(null);
    lookAt<Replayed>(`/v1/sessions/${encodeURIComponent(id)}/replay`, purpose)
      .then(setReplayed, (cause: unknown) => setError(failure(t, cause)))
      .finally(() => setRunning(false));
  };
  return (
    <section className={styles.card} data-testid={testIds.sessionReplay} data-identical={replayed?.identical}>
      <h2>{t.text('session.replay.title')}</h2>
      <p className={styles.fine}>{t.text('session.replay.lead')}</p>
      {error && <p role="alert">{error}</p>}
      <div role="status">{replayed && <Outcome replayed={replayed} />}</div>
      <div>
        <Button variant="default" loading={running} onClick={replay}>
          {t.text('session.replay.start')}
        </Button>
      </div>
    </section>
  );
}

function Outcome({ replayed }: { replayed: Replayed }) {
  const t = useTranslator();
  const { identical, observations, said, settled, differing, firstAtMs, formulasThen, formulasNow } = replayed;
  const changed = formulasNow.filter(formula => !formulasThen.includes(formula));
  return (
    <>
      <p style={{ display: 'flex', gap: '0.5rem', alignItems: 'center' }}>
        {identical ? (
          <IconCircleCheck size={20} stroke={1.6} color="var(--at-good)" aria-hidden="true" />
        ) : (
          <IconGitCompare size={20} stroke={1.6} color="var(--at-caution)" aria-hidden="true" />
        )}
        <b>
          {identical
            ? t.text('session.replay.identical')
            : t.text('session.replay.differs', { time: mediaTime(firstAtMs ?? 0), differing })}
        </b>
      </p>
      <p className={styles.fine}>{t.text('session.replay.compared', { observations, said, settled })}</p>
      {changed.length > 0 && (
        <p className={styles.fine}>{t.text('session.replay.formulas', { formulas: changed.join(' · ') })}</p>
      )}
    </>
  );
}
