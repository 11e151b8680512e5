import { Badge, Button, Switch } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import type { Playbook, PlaybookDetail } from './playbooks';
import styles from './playbooks.module.css';
import { RuleCards } from './RuleCards';
import { Simulator } from './Simulator';

/** One playbook: what it does in plain words, its switch, its simulator, its text. */
export default function PlaybookPage() {
  const t = useTranslator();
  const { id = '' } = useParams();
  const [detail, reload] = useResource<PlaybookDetail>(`/v1/playbooks/${id}`);
  const [playbooks] = useResource<Playbook[]>('/v1/playbooks');
  if (detail.state === 'loading') return <LoadingState rows={6} />;
  if (detail.state === 'failed') return <ErrorState error={detail.error} onRetry={reload} />;
  const { playbook, yaml } = detail.value;
  return (
    <Page title={playbook.title} lead={playbook.summary} actions={<Turn playbook={playbook} onTurned={reload} />}>
      <div className={styles.tags}>
        <Badge variant="light" radius="sm" tt="none">
          {t.named('setting', playbook.setting)}
        </Badge>
        <Badge variant="default" radius="sm" tt="none">
          {t.text('playbooks.version', { id: playbook.id, version: playbook.version, count: playbook.rules.length })}
        </Badge>
        {playbook.own && (
          <Badge variant="default" radius="sm" tt="none">
            {t.text('playbooks.own')}
          </Badge>
        )}
      </div>
      {playbook.lock && (
        <div className={styles.lock} role="note" data-testid={testIds.playbookLock}>
          <p>
            <IconLock size={15} aria-hidden="true" />{' '}
            <b>{t.text('playbooks.lockedBy', { article: playbook.lock.article })}</b>
          </p>
          <p>{playbook.lock.reason}</p>
          <p className={ui.fine}>{t.text('playbooks.rule', { rule: playbook.lock.rule })}</p>
        </div>
      )}
      <section className={styles.group}>
        <h2>{t.text('playbooks.what')}</h2>
        <RuleCards rules={playbook.rules} />
        <p className={ui.fine}>
          {t.text('playbooks.guards', {
            decisions: playbook.frequencyCap.decisions,
            minutes: t.number(playbook.frequencyCap.perMinutes),
            purpose: t.named('purpose', playbook.use.purpose),
            places: t.list(playbook.use.places.map(place => t.named('trust.place', place))),
          })}
        </p>
      </section>
      {playbooks.state === 'loaded' && (
        <Simulator
          playbook={{ id: playbook.id }}
          playbooks={[playbook, ...playbooks.value.filter(each => each.id !== playbook.id && !each.own)]}
        />
      )}
      <section className={ui.card}>
        <h2>{t.text('playbooks.text')}</h2>
        <p className={ui.fine}>{t.text('playbooks.textNote')}</p>
        <details className={styles.details}>
          <summary>{t.text('playbooks.show')}</summary>
          <code className={ui.code}>{yaml}</code>
        </details>
        <div className={styles.form}>
          <Button component={Link} to={`/playbooks/new?from=${playbook.id}`} variant="default">
            {t.text(playbook.own ? 'playbooks.edit' : 'playbooks.begin')}
          </Button>
          {playbook.own && <Delete playbook={playbook} />}
        </div>
      </section>
    </Page>
  );
}

function Turn({ playbook, onTurned }: { playbook: Playbook; onTurned(): void }) {
  const t = useTranslator();
  const [trouble, setTrouble] = useState<string | null>(null);
  async function turn(on: boolean) {
    try {
      await send('PUT', `/v1/playbooks/${playbook.id}/switch`, { on });
      setTrouble(null);
    } catch (cause) {
      setTrouble(failure(t, cause));
    }
    onTurned();
  }
  return (
    <div>
      <Switch
        size="md"
        checked={playbook.on && playbook.lock === null}
        disabled={playbook.lock !== null && !playbook.on}
        onChange={event => void turn(event.currentTarget.checked)}
        label={t.text(playbook.on && playbook.lock === null ? 'playbooks.isOn' : 'playbooks.isOff')}
        data-testid={testIds.playbookSwitch}
      />
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
    </div>
  );
}

function Delete({ playbook }: { playbook: Playbook }) {
  const t = useTranslator();
  const navigate = useNavigate();
  const [sure, setSure] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function remove() {
    try {
      await send('DELETE', `/v1/playbooks/${playbook.id}`);
      await navigate('/playbooks');
    } catch (cause) {
      setTrouble(failure(t, cause));
    }
  }
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => (sure ? void remove() : setSure(true))}>
        {t.text(sure ? 'playbooks.reallyDelete' : 'playbooks.delete')}
      </Button>
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
    </>
  );
}
