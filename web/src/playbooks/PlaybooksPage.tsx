import { Badge } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import type { Playbook, PlaybookRule } from '../api/types';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import styles from '../ui/ui.module.css';

/** What is changed for whom, and the reason that is given. */
export default function PlaybooksPage() {
  const t = useTranslator();
  const [playbooks, reload] = useResource<Playbook[]>('/v1/playbooks');
  return (
    <Page title={t.text('playbooks.title')} lead={t.text('playbooks.lead')}>
      {playbooks.state === 'loading' && <LoadingState />}
      {playbooks.state === 'failed' && <ErrorState error={playbooks.error} onRetry={reload} />}
      {playbooks.state === 'loaded' && playbooks.value.length === 0 && (
        <EmptyState picture={<IconBook2 size={56} stroke={1} />} text={t.text('playbooks.empty')} />
      )}
      {playbooks.state === 'loaded' &&
        playbooks.value.map(playbook => (
          <section key={playbook.id} className={styles.card}>
            <h2>{playbook.title}</h2>
            <p className={styles.fine}>
              {t.text('playbooks.version', {
                id: playbook.id,
                version: playbook.version,
                count: playbook.rules.length,
              })}
            </p>
            <ul className={styles.rules}>
              {playbook.rules.map(rule => (
                <Rule key={rule.id} rule={rule} />
              ))}
            </ul>
          </section>
        ))}
    </Page>
  );
}

function Rule({ rule }: { rule: PlaybookRule }) {
  const t = useTranslator();
  return (
    <li>
      <h3>{t.named('action', rule.action)}</h3>
      <div className={styles.tags}>
        <Badge variant="light" radius="sm" tt="none">
          {t.named('actionClass', rule.actionClass.toLowerCase())}
        </Badge>
        <Badge variant="default" radius="sm" tt="none">
          {t.text('playbooks.holds', { seconds: t.number(rule.holdsForMs / 1000, 1) })}
        </Badge>
      </div>
      <code className={styles.code}>{rule.when}</code>
      <p>
        {t.text('playbooks.says', { reason: withoutBlanks(rule.reason[t.language] ?? rule.reason['en'] ?? rule.id) })}
      </p>
    </li>
  );
}

/** A reason's template has blanks such as `{held}`; in general they are just "…". */
function withoutBlanks(template: string): string {
  return template.replace(/\{[^}]*\}/g, '…');
}
