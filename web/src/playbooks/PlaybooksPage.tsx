import { Badge, Button } from '@mantine/core';
import { IconBook2, IconLock, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { bySetting, type Playbook } from './playbooks';
import styles from './playbooks.module.css';

/** What is changed for whom, by kind of service; which playbooks are on, and why some may not be. */
export default function PlaybooksPage() {
  const t = useTranslator();
  const [playbooks, reload] = useResource<Playbook[]>('/v1/playbooks');
  return (
    <Page
      title={t.text('playbooks.title')}
      lead={t.text('playbooks.lead')}
      actions={
        <Button component={Link} to="/playbooks/new" leftSection={<IconPlus size={16} aria-hidden="true" />}>
          {t.text('playbooks.new')}
        </Button>
      }
    >
      {playbooks.state === 'loading' && <LoadingState />}
      {playbooks.state === 'failed' && <ErrorState error={playbooks.error} onRetry={reload} />}
      {playbooks.state === 'loaded' && playbooks.value.length === 0 && (
        <EmptyState picture={<IconBook2 size={56} stroke={1} />} text={t.text('playbooks.empty')} />
      )}
      {playbooks.state === 'loaded' &&
        bySetting(playbooks.value).map(([setting, group]) => (
          <section key={setting} className={styles.group} aria-label={t.named('setting', setting)}>
            <h2>{t.named('setting', setting)}</h2>
            <div className={ui.cards}>
              {group.map(playbook => (
                <Link
                  key={playbook.id}
                  to={`/playbooks/${playbook.id}`}
                  className={styles.tile}
                  data-testid={testIds.playbook(playbook.id)}
                >
                  <span className={styles.tileHead}>
                    <b>{playbook.title}</b>
                    <Standing playbook={playbook} />
                  </span>
                  <span>{playbook.summary}</span>
                  <span className={ui.fine}>
                    {t.text('playbooks.version', {
                      id: playbook.id,
                      version: playbook.version,
                      count: playbook.rules.length,
                    })}
                    {playbook.own && ` · ${t.text('playbooks.own')}`}
                  </span>
                  {playbook.lock && (
                    <span className={styles.locked}>
                      {t.text('playbooks.lockedBy', { article: playbook.lock.article })}
                    </span>
                  )}
                </Link>
              ))}
            </div>
          </section>
        ))}
    </Page>
  );
}

/** On, off or locked, in a word and with a mark. */
export function Standing({ playbook }: { playbook: Playbook }) {
  const t = useTranslator();
  if (playbook.lock)
    return (
      <Badge color="gray" variant="light" radius="sm" tt="none" leftSection={<IconLock size={12} aria-hidden="true" />}>
        {t.text('playbooks.locked')}
      </Badge>
    );
  return (
    <Badge color={playbook.on ? 'attune' : 'gray'} variant={playbook.on ? 'filled' : 'light'} radius="sm" tt="none">
      {t.text(playbook.on ? 'playbooks.on' : 'playbooks.off')}
    </Badge>
  );
}
