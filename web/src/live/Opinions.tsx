import { IconArrowsSplit2, IconEqual, IconMinus } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmotionChip } from './EmotionChip';
import styles from './live.module.css';
import { opinions, type Opinion } from './opinions';
import { useView } from './view';

const ICONS = { agree: IconEqual, differ: IconArrowsSplit2, open: IconMinus } as const;

/** The expression as all evidence and as the action units alone tell it, side by side; absent without a second opinion. */
export function Opinions() {
  const t = useTranslator();
  const view = useView();
  const now = view.now() && opinions(view.samples());
  if (!now?.units) return null;
  const Icon = ICONS[now.verdict];
  return (
    <div className={styles.opinions} data-testid={testIds.liveOpinions} data-verdict={now.verdict}>
      <dl aria-label={t.text('live.opinions.title')}>
        <div>
          <dt>{t.text('live.opinions.whole')}</dt>
          <Said opinion={now.whole} />
        </div>
        <div>
          <dt>{t.text('live.opinions.units')}</dt>
          <Said opinion={now.units} />
        </div>
      </dl>
      <p className={styles.fine}>
        <Icon size={14} aria-hidden="true" />
        {t.text(`live.opinions.${now.verdict}`)}
      </p>
    </div>
  );
}

function Said({ opinion }: { opinion: Opinion }) {
  const t = useTranslator();
  if ('reason' in opinion) return <dd className={styles.abstains}>{t.named('reason', opinion.reason)}</dd>;
  return (
    <dd>
      <EmotionChip name={opinion.name} />
      <span>{t.named('name', opinion.name)}</span>
      <span className={styles.number}>{t.percent(opinion.probability)}</span>
    </dd>
  );
}
