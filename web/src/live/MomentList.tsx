import { IconBolt, IconEyeClosed, IconEyeOff, IconRotateClockwise, IconWaveSine } from '@tabler/icons-react';
import { useState } from 'react';
import { mediaTime } from '../i18n/media-time';
import { useTranslator } from '../i18n/Messages';
import type { Translator } from '../i18n/translator';
import type { MomentMessage } from '../sdk/messages';
import { testIds } from '../testids';
import { EmotionChip } from './EmotionChip';
import styles from './live.module.css';
import { useLiveSnapshot } from './LiveContext';

const ICONS = {
  'micro-expression': IconBolt,
  blink: IconEyeClosed,
  state: IconWaveSine,
  turn: IconRotateClockwise,
  unreadable: IconEyeOff,
} as const;
const SHOWN = 8;

/** What came and went, newest first; a press opens the evidence. */
export function MomentList() {
  const t = useTranslator();
  const { moments, blinks, spotting, source, everyFrame } = useLiveSnapshot();
  const [open, setOpen] = useState<MomentMessage | null>(null);
  return (
    <section className={styles.panel} data-testid={testIds.liveMoments}>
      <header className={styles.panelHead}>
        <h2>{t.text('live.moments.title')}</h2>
        <span className={styles.number}>{moments.length > 0 && t.number(moments.length)}</span>
      </header>
      {blinks.count > 0 && (
        <p className={styles.blinks} data-testid={testIds.liveBlinks} data-count={blinks.count}>
          <IconEyeClosed size={18} stroke={1.6} aria-hidden="true" />
          {t.text('live.moments.blinks', { count: blinks.count, time: mediaTime(blinks.lastAtMs ?? 0) })}
        </p>
      )}
      {moments.length === 0 ? (
        <p className={styles.fine}>{t.text('live.moments.none')}</p>
      ) : (
        <ol className={styles.moments}>
          {moments.slice(0, SHOWN).map(moment => (
            <li key={`${moment.trackId}/${moment.kind}/${moment.name}/${moment.onsetMs}`} data-kind={moment.kind}>
              <button
                type="button"
                aria-expanded={open === moment}
                onClick={() => setOpen(open === moment ? null : moment)}
              >
                <MomentMark moment={moment} />
                <span className={styles.momentName}>
                  {momentName(t, moment)}
                  {moment.grade && <Grade moment={moment} grade={moment.grade} />}
                </span>
                <span className={styles.number}>{mediaTime(moment.apexMs)}</span>
              </button>
              {open === moment && <MomentEvidence moment={moment} />}
            </li>
          ))}
        </ol>
      )}
      {spotting && (
        <p className={styles.fine}>
          {t.text(`live.moments.spotting.${spotting.grade}`, {
            measured: Math.round(spotting.measuredFps),
            needed: Math.round(spotting.neededFps),
          })}
          {spotting.grade === 'not-measurable' &&
            !everyFrame &&
            source?.kind !== 'webcam' &&
            ` ${t.text('live.everyFrameHint')}`}
        </p>
      )}
    </section>
  );
}

/** How long it took and how far that can be trusted. */
function Grade({ moment, grade }: { moment: MomentMessage; grade: NonNullable<MomentMessage['grade']> }) {
  const t = useTranslator();
  return (
    <span className={styles.grade}>
      {t.text('live.moments.duration', { milliseconds: Math.round(moment.offsetMs - moment.onsetMs) })} ·{' '}
      {t.text(`live.moments.grade.${grade}`)}
    </span>
  );
}

function MomentMark({ moment }: { moment: MomentMessage }) {
  switch (moment.kind) {
    case 'expression':
      return <EmotionChip name={moment.name} />;
    case 'mixed':
      return (
        <span className={styles.chips}>
          {partsOf(moment).map(part => (
            <EmotionChip key={part} name={part} />
          ))}
        </span>
      );
    case 'micro-expression':
    case 'blink':
    case 'state':
    case 'turn':
    case 'unreadable': {
      const Icon = ICONS[moment.kind];
      return <Icon size={18} stroke={1.6} aria-hidden="true" />;
    }
  }
}

/** Live, a mixed moment names its parts; a stored one has both in its name, `joy+surprise`. */
function partsOf({ first, second, name }: Pick<MomentMessage, 'name' | 'first' | 'second'>): string[] {
  return first && second ? [first, second] : name.split('+');
}

export function momentName(
  t: Translator,
  moment: Pick<MomentMessage, 'kind' | 'name' | 'first' | 'second' | 'firstWeight' | 'secondWeight' | 'group'>,
): string {
  switch (moment.kind) {
    case 'unreadable':
      return t.text('live.moments.unreadable', { reason: t.named('reason', moment.name) });
    case 'micro-expression':
      return t.text('live.moments.micro', { group: t.named('group', moment.group ?? moment.name) });
    case 'mixed': {
      const [first = moment.name, second = moment.name] = partsOf(moment);
      const { firstWeight, secondWeight } = moment;
      const names = { first: t.named('name', first), second: t.named('name', second) };
      return firstWeight === undefined || secondWeight === undefined
        ? t.text('live.moments.mixed', names)
        : t.text('live.moments.mixedShares', {
            ...names,
            firstShare: t.percent(firstWeight),
            secondShare: t.percent(secondWeight),
          });
    }
    case 'turn':
      return t.named('turn', moment.name);
    case 'blink':
      return t.text('unit.AU45');
    case 'expression':
    case 'state':
      return t.named('name', moment.name);
  }
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
      {moment.grade && <p>{t.text(`live.moments.gradeNote.${moment.grade}`)}</p>}
      {units.length > 0 && (
        <p>
          {units.map(([unit, intensity]) => `${unit} ${t.named('unit', unit)} ${t.number(intensity, 1)}`).join(' · ')}
        </p>
      )}
    </div>
  );
}
