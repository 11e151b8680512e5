import { ActionIcon, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { send } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import ui from '../ui/ui.module.css';
import { judgementOf, type Rule } from './alerts';
import styles from './alerts.module.css';

/** The rules in one line each, switched on and off, and removed. */
export function RuleList({ rules, onChanged }: { rules: Rule[]; onChanged(): void }) {
  const t = useTranslator();
  const [trouble, setTrouble] = useState<string | null>(null);
  const attempt = (work: Promise<unknown>) => {
    setTrouble(null);
    work.then(onChanged, (cause: unknown) => setTrouble(failure(t, cause)));
  };
  const remove = (rule: Rule) => {
    if (confirm(t.text('alerts.confirmRemove', { name: rule.name })))
      attempt(send('DELETE', `/v1/alert-rules/${rule.id}`));
  };
  return (
    <section className={styles.section} aria-labelledby="alert-rules">
      <h2 id="alert-rules">{t.text('alerts.rules')}</h2>
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <ul className={ui.list}>
        {rules.map(rule => (
          <li key={rule.id}>
            <div className={ui.grow}>
              <b>{rule.name}</b>
              <p className={ui.fine}>
                {[
                  t.named('alerts.scope', rule.watches),
                  t.named('alerts.signal', rule.signal),
                  t.named('alerts.detector', judgementOf(rule.detector)),
                  ...rule.mailTo,
                  ...rule.webhooks,
                  ...(rule.quiet ? [t.text('alerts.rule.quiet', { from: rule.quiet.from, to: rule.quiet.to })] : []),
                ].join(' · ')}
              </p>
            </div>
            <Switch
              label={t.text('alerts.rule.on')}
              checked={rule.enabled}
              onChange={event =>
                attempt(send('PUT', `/v1/alert-rules/${rule.id}`, { ...rule, enabled: event.currentTarget.checked }))
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              onClick={() => remove(rule)}
              aria-label={t.text('alerts.rule.remove', { name: rule.name })}
            >
              <IconTrash size={17} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
