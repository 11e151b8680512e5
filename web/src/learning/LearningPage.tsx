import { Badge } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { standing, type LearningPolicy } from './learning';
import styles from './learning.module.css';
import { NewPolicy } from './NewPolicy';

/** The policies that learn, what each does now and how its actions share. */
export default function LearningPage() {
  const t = useTranslator();
  const [policies, reload] = useResource<LearningPolicy[]>('/v1/policies');
  return (
    <Page title={t.text('learning.title')} lead={t.text('learning.lead')}>
      {policies.state === 'loading' && <LoadingState />}
      {policies.state === 'failed' && <ErrorState error={policies.error} onRetry={reload} />}
      {policies.state === 'loaded' && policies.value.length === 0 && (
        <EmptyState picture={<IconRoute size={56} stroke={1} />} text={t.text('learning.empty')} />
      )}
      {policies.state === 'loaded' && policies.value.length > 0 && (
        <div className={ui.cards}>
          {policies.value.map(policy => (
            <section key={policy.id} className={ui.card} data-testid={testIds.learningPolicy(policy.id)}>
              <h2>
                <Link to={`/learning/${policy.id}`}>{policy.id}</Link>
              </h2>
              <div className={ui.tags}>
                <Badge variant={standing(policy) === 'online' ? 'light' : 'default'} radius="sm" tt="none">
                  {t.text(`learning.standing.${standing(policy)}`)}
                </Badge>
                <Badge variant="default" radius="sm" tt="none">
                  {t.named('learning.learner', policy.learner)}
                </Badge>
              </div>
              <p>{t.text(`learning.now.${standing(policy)}`)}</p>
              <p className={styles.figures}>
                {t.text('learning.figures', { lessons: policy.lessons, actions: policy.arms.length })}
              </p>
            </section>
          ))}
        </div>
      )}
      {policies.state === 'loaded' && <NewPolicy taken={policies.value.map(policy => policy.id)} />}
    </Page>
  );
}
