import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import type { Playbook } from '../playbooks/playbooks';
import { testIds } from '../testids';
import uiStyles from '../ui/ui.module.css';
import { switchPath, type Scope, type SwitchedOff } from './trust';
import styles from './trust.module.css';

const MODALITIES = ['face', 'gaze', 'voice', 'physiology', 'text'];

/** Stops reading or deciding at once: everything, one signal, or one playbook. */
export function SwitchList({ off, onChanged }: { off: SwitchedOff[]; onChanged(): void }) {
  const t = useTranslator();
  const [playbooks] = useResource<Playbook[]>('/v1/playbooks');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string | null>(null);

  const all: { scope: Scope; id: string; name: string }[] = [
    { scope: 'TENANT', id: 'all', name: t.text('switches.everything') },
    ...MODALITIES.map(id => ({ scope: 'MODALITY' as const, id, name: t.named('modality', id) })),
    ...(playbooks.state === 'loaded' ? playbooks.value : []).map(playbook => ({
      scope: 'PLAYBOOK' as const,
      id: playbook.id,
      name: t.text('switches.playbook', { title: playbook.title }),
    })),
  ];

  const attempt = (work: Promise<unknown>) => {
    setError(null);
    work.then(onChanged, (cause: unknown) => setError(failure(t, cause)));
  };

  return (
    <section className={uiStyles.card}>
      <h2>{t.text('switches.title')}</h2>
      <p className={uiStyles.fine}>{t.text('switches.note')}</p>
      <TextInput
        label={t.text('switches.reason')}
        value={reason}
        maxLength={200}
        error={error}
        onChange={event => setReason(event.currentTarget.value)}
        data-testid={testIds.switchReason}
      />
      <ul className={styles.switches}>
        {all.map(({ scope, id, name }) => {
          const stopped = off.find(each => each.what.scope === scope && each.what.id === id);
          return (
            <li key={`${scope}/${id}`} data-off={stopped !== undefined} data-testid={testIds.switch(scope, id)}>
              <div className={uiStyles.grow}>
                <b>{name}</b>
                <p className={uiStyles.fine}>
                  {stopped
                    ? t.text('switches.offSince', { date: t.dateTime(stopped.since), reason: stopped.reason })
                    : t.text('switches.on')}
                </p>
              </div>
              {stopped ? (
                <Button variant="default" size="xs" onClick={() => attempt(send('DELETE', switchPath(scope, id)))}>
                  {t.text('switches.turnOn')}
                </Button>
              ) : (
                <Button
                  color="red"
                  variant="light"
                  size="xs"
                  disabled={reason.trim() === ''}
                  onClick={() => attempt(send('PUT', switchPath(scope, id), { reason: reason.trim() }))}
                >
                  {t.text('switches.turnOff')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
