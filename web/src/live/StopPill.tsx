import { IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import styles from './live.module.css';
import { useLive, useLiveSnapshot } from './LiveContext';

/** Says on every page that something is measured; one tap stops all of it. */
export function StopPill() {
  const t = useTranslator();
  const { stopEverything, stopState } = useLive();
  const { phase, ready, another } = useLiveSnapshot();
  const measuring = ['opening', 'connecting', 'measuring', 'reconnecting'].includes(phase.name);
  const stopping = stopState.name === 'telling-server';
  if (!measuring && !stopping) return null;
  const modalities = t.list((ready?.modalities ?? ['face']).map(modality => t.named('modality', modality)));
  return (
    <button
      type="button"
      className={styles.pill}
      data-testid={testIds.stopPill}
      disabled={stopping}
      onClick={() => void stopEverything()}
    >
      <span className={styles.pillLight} aria-hidden="true" />
      <span>
        {stopping
          ? t.text('pill.stopping')
          : another
            ? t.text('pill.nothing')
            : t.text('pill.measuring', { modalities })}
      </span>
      <span className={styles.pillStop}>
        <IconPlayerStopFilled size={13} aria-hidden="true" />
        {t.text('pill.stop')}
      </span>
    </button>
  );
}
