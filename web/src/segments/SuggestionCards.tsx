import { Button } from '@mantine/core';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { ErrorState, LoadingState } from '../ui/states';
import ui from '../ui/ui.module.css';
import type { Suggestions } from './segments';
import styles from './segments.module.css';

/** Groups that show by themselves, each as a condition, with what that condition misses. */
export function SuggestionCards({ onTake }: { onTake(condition: string): void }) {
  const t = useTranslator();
  const [found, reload] = useResource<Suggestions>('/v1/segments/suggestions');
  if (found.state === 'loading') return <LoadingState rows={2} />;
  if (found.state === 'failed') return <ErrorState error={found.error} onRetry={reload} />;
  const { people, leftOut, silhouette, ofOneCloud, groups } = found.value;
  return (
    <section aria-label={t.text('segments.suggest')} className={styles.suggestions}>
      <p className={ui.fine}>
        {groups.length === 0 ? `${t.text('segments.suggest.none')} ` : ''}
        {t.text('segments.suggest.how', {
          people,
          leftOut,
          silhouette: t.number(silhouette, 2),
          cloud: t.number(ofOneCloud, 2),
        })}
      </p>
      <div className={ui.cards}>
        {groups.map(group => (
          <article key={group.condition} className={ui.card}>
            <code className={ui.code}>{group.condition}</code>
            <p>
              {t.text('segments.suggest.fit', {
                recall: t.percent(group.recall),
                precision: t.percent(group.precision),
              })}
            </p>
            <ul className={styles.features}>
              {group.features.slice(0, 3).map(feature => (
                <li key={feature.variable}>
                  {t.named('segments.variable', feature.variable)} <code>{feature.variable}</code>:{' '}
                  {t.text('segments.suggest.feature', {
                    group: t.number(feature.group, 2),
                    others: t.number(feature.others, 2),
                  })}
                </li>
              ))}
            </ul>
            <Button size="xs" variant="default" onClick={() => onTake(group.condition)}>
              {t.text('segments.suggest.take')}
            </Button>
          </article>
        ))}
      </div>
    </section>
  );
}
