import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmotionChip } from './EmotionChip';
import { headline, type Headline } from './headline';
import styles from './live.module.css';
import { useLiveSnapshot } from './LiveContext';
import { Opinions } from './Opinions';
import { useView } from './view';

/** What is displayed, in words; the wording rule of metrics.md decides every one of them. */
export function HeadlineCard() {
  const t = useTranslator();
  useLiveSnapshot();
  const view = useView();
  const now = headline(view.samples(), view.unread());
  const mixed = view.now()?.affect?.mixed;
  return (
    <section className={styles.headline} data-testid={testIds.liveHeadline} data-name={nameOf(now)} data-aoi="headline">
      {now.kind === 'waiting' && (
        <>
          <p className={styles.eyebrow}>{t.text('live.headline.eyebrow')}</p>
          <h2>{t.text('live.headline.waiting')}</h2>
          <p className={styles.fine}>{t.text('live.headline.waitingNote')}</p>
        </>
      )}
      {now.kind === 'not-measurable' && (
        <>
          <p className={styles.eyebrow}>{t.text('live.headline.notMeasurable')}</p>
          <h2 className={styles.unread}>{t.named('reason', now.reason)}</h2>
          <p className={styles.fine}>{t.text('live.headline.abstains')}</p>
        </>
      )}
      {now.kind === 'displayed' && (
        <>
          <p className={styles.eyebrow}>{t.text('live.headline.eyebrow')}</p>
          <h2>
            <EmotionChip name={now.name} />
            {t.named('name', now.name)}
          </h2>
          <p className={styles.headlineFacts}>
            <span className={styles.number}>{t.percent(now.probability)}</span>
            <span className={styles.number}>
              {t.text('live.headline.seconds', { seconds: t.number(now.forMs / 1000, 1) })}
            </span>
          </p>
          <p className={styles.fine}>{t.text(`live.baseline.${now.baseline}`)}</p>
          {mixed && (
            <p className={styles.mixed}>
              <EmotionChip name={mixed.first} />
              <EmotionChip name={mixed.second} />
              {t.text('live.mixed', {
                first: t.named('name', mixed.first),
                firstShare: t.percent(mixed.firstWeight),
                second: t.named('name', mixed.second),
                secondShare: t.percent(mixed.secondWeight),
              })}
            </p>
          )}
        </>
      )}
      <Opinions />
    </section>
  );
}

function nameOf(now: Headline): string {
  return now.kind === 'displayed' ? now.name : now.kind;
}
