import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import uiStyles from '../ui/ui.module.css';
import styles from './trust.module.css';

interface AuditRecord {
  seq: number;
  at: string;
  entry: { actor: string; action: string; objectType: string; outcome: string };
  hash: string;
}

interface Category {
  name: string;
  keepDays: number;
  sweptAt: string | null;
  removed: number;
}

const SHOWN = 8;

/** The end of the audit chain, for those whose role may see it. */
export function AuditCard() {
  const t = useTranslator();
  const [records] = useResource<AuditRecord[]>('/v1/audit/records');
  const [anchors] = useResource<{ publicKey: string; anchors: unknown[] }>('/v1/audit/anchors');
  if (records.state !== 'loaded' || anchors.state !== 'loaded') return null;
  const newest = records.value[0];
  return (
    <section className={uiStyles.card} data-testid={testIds.trustAudit}>
      <h2>{t.text('trust.audit')}</h2>
      <p>
        {t.text('trust.audit.state', {
          records: newest?.seq ?? 0,
          anchors: anchors.value.anchors.length,
          hash: newest?.hash.slice(0, 12) ?? '–',
        })}
      </p>
      <p className={uiStyles.fine}>{t.text('trust.audit.note')}</p>
      <ul className={styles.records}>
        {records.value.slice(0, SHOWN).map(record => (
          <li key={record.seq}>
            <span>{t.dateTime(record.at)}</span>
            <code>{record.entry.action}</code>
            <span>{record.entry.actor}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How long each kind of data is kept, and when it was last swept. */
export function RetentionCard() {
  const t = useTranslator();
  const [categories] = useResource<Category[]>('/v1/retention');
  if (categories.state !== 'loaded') return null;
  return (
    <section className={uiStyles.card}>
      <h2>{t.text('trust.keeping')}</h2>
      <ul className={styles.records}>
        {categories.value.map(each => (
          <li key={each.name}>
            <span>{t.named('trust.category', each.name)}</span>
            <span>{t.text('trust.keepDays', { days: each.keepDays })}</span>
            <span>
              {each.sweptAt === null
                ? t.text('trust.notSwept')
                : t.text('trust.swept', { date: t.dateTime(each.sweptAt), removed: each.removed })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
