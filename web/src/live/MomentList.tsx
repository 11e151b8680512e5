import { IconEyeOff, IconMoodSmile, IconWaveSine } from '@tabler/icons-react';
import { useState } from 'react';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import type { Translator } from '../i18n/translator';
import type { MomentMessage } from '../sdk/messages';
import { testIds } from '../testids';
import { EmotionChip } from './HeadlineCard';
import styles from './live.module.css';
import { useLiveSnapshot } from './LiveContext';

const ICONS = { expression: IconMoodSmile, state: IconWaveSine, unreadable: IconEyeOff } as const;
const SHOWN = 8;

/** What came and went, newest first; a press opens the evidence. */
export function MomentList() {
  const t = useTranslator();
  const { moments } = useLiveSnapshot();
  const [open, setOpen] = useState<MomentMessage | null>(null);
  return (
    <section className={styles.panel} data-testid={testIds.liveMoments}>
      <header className={styles.panelHead}>
        <h2>{t.text('live.moments.title')}</h2>
        <span className={styles.number}>{moments.length > 0 && t.number(moments.length)}</span>
      </header>
      {moments.length === 0 ? (
        <p className={styles.fine}>{t.text('live.moments.none')}</p>
      ) : (
        <ol className={styles.moments}>
          {moments.slice(0, SHOWN).map(moment => (
            <li key={`${moment.trackId}/${moment.name}/${moment.onsetMs}`}>
              <button
                type="button"
                aria-expanded={open === moment}
                onClick={() => setOpen(open === moment ? null : moment)}
              >
                <MomentMark moment={moment} />
                <span className={styles.momentName}>{momentName(t, moment)}</span>
                <span className={styles.number}>{mediaTime(moment.apexMs)}</span>
              </button>
              {open === moment && <MomentEvidence moment={moment} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function MomentMark({ moment }: { moment: MomentMessage }) {
  const Icon = ICONS[moment.kind];
  return moment.kind === 'expression' ? (
    <EmotionChip name={moment.name} />
  ) : (
    <Icon size={18} stroke={1.6} aria-hidden="true" />
  );
}

export function momentName(t: Translator, moment: Pick<MomentMessage, 'kind' | 'name'>): string {
  return moment.kind === 'unreadable'
    ? t.text('live.moments.unreadable', { reason: t.named('reason', moment.name) })
    : t.named('name', moment.name);
}

function MomentEvidence({ moment }: { moment: MomentMessage }) {
  const t = useTranslator();
  const units = Object.entries(moment.actionUnits).filter(([, intensity]) => intensity > 0);
  return (
    <div className={styles.evidence}>
      <p>
        {t.text('live.moments.span', {
          onset: mediaTime(moment.onsetMs),
          offset: mediaTime(moment.offsetMs),
          seconds: t.number((moment.offsetMs - moment.onsetMs) / 1000, 1),
          strength: t.percent(moment.strength),
        })}
      </p>
      {units.length > 0 && (
        <p>
          {units.map(([unit, intensity]) => `${unit} ${t.named('unit', unit)} ${t.number(intensity, 1)}`).join(' · ')}
        </p>
      )}
    </div>
  );
}
