import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useState } from 'react';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { AlertList } from './AlertList';
import type { Alert, Rules } from './alerts';
import styles from './alerts.module.css';
import { RuleForm } from './RuleForm';
import { RuleList } from './RuleList';

/** Where people appear less satisfied than usual, what that rests on, and the rules that say so. */
export default function AlertsPage() {
  const t = useTranslator();
  const [alerts, reload] = useResource<Alert[]>('/v1/alerts');
  const [rules, reloadRules] = useResource<Rules>('/v1/alert-rules');
  const [adding, setAdding] = useState(false);
  const [people, setPeople] = useState(false);
  const none = rules.state === 'loaded' && rules.value.rules.length === 0;

  return (
    <Page
      title={t.text('alerts.title')}
      lead={t.text('alerts.lead')}
      actions={
        rules.state === 'loaded' && (
          <Button onClick={() => setAdding(true)} data-testid={testIds.alertRuleNew}>
            {t.text('alerts.rule.new')}
          </Button>
        )
      }
    >
      {adding && rules.state === 'loaded' && (
        <RuleForm
          mail={rules.value.mail}
          onSaved={() => {
            setAdding(false);
            reloadRules();
          }}
          onCancel={() => setAdding(false)}
        />
      )}
      {alerts.state === 'loading' && <LoadingState />}
      {alerts.state === 'failed' && <ErrorState error={alerts.error} onRetry={reload} />}
      {alerts.state === 'loaded' && alerts.value.length === 0 && (
        <EmptyState
          picture={<IconBellRinging size={56} stroke={1} />}
          text={t.text(none ? 'alerts.empty.rules' : 'alerts.empty')}
          action={none && !adding && <Button onClick={() => setAdding(true)}>{t.text('alerts.rule.new')}</Button>}
        />
      )}
      {alerts.state === 'loaded' && alerts.value.length > 0 && (
        <section className={styles.section} aria-labelledby="alerts-things">
          <h2 id="alerts-things">{t.text('alerts.things')}</h2>
          <AlertList alerts={alerts.value} onSettled={reload} />
        </section>
      )}
      <section className={styles.section} aria-labelledby="alerts-people">
        <h2 id="alerts-people">{t.text('alerts.people')}</h2>
        <p className={ui.fine}>{t.text('alerts.people.note')}</p>
        {people ? (
          <People />
        ) : (
          <Button
            variant="default"
            style={{ justifySelf: 'start' }}
            onClick={() => setPeople(true)}
            data-testid={testIds.alertsPeople}
          >
            {t.text('alerts.people.look')}
          </Button>
        )}
      </section>
      {rules.state === 'loaded' && !none && <RuleList rules={rules.value.rules} onChanged={reloadRules} />}
    </Page>
  );
}

function People() {
  const t = useTranslator();
  const [alerts, reload] = useResource<Alert[]>('/v1/alerts/people', 'quality');
  if (alerts.state === 'loading') return <LoadingState rows={2} />;
  if (alerts.state === 'failed') return <ErrorState error={alerts.error} onRetry={reload} />;
  return alerts.value.length === 0 ? (
    <p>{t.text('alerts.empty')}</p>
  ) : (
    <AlertList alerts={alerts.value} onSettled={reload} />
  );
}
