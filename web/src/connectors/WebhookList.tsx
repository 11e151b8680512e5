import { Badge, Button, Checkbox, TextInput } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { send } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { Copyable } from '../ui/Copyable';
import { EmptyState } from '../ui/states';
import styles from '../ui/ui.module.css';
import type { AllWebhooks, WebhookEndpoint } from './connectors';

/** Who is told what by webhook. */
export function WebhookList({ all, onChange }: { all: AllWebhooks; onChange(): void }) {
  const t = useTranslator();
  const [url, setUrl] = useState('');
  const [types, setTypes] = useState<string[]>([]);
  const [secret, setSecret] = useState<{ url: string; text: string } | null>(null);
  const [error, setError] = useState<string | null>(null);

  const attempt = (work: () => Promise<unknown>) => {
    setError(null);
    work().then(onChange, (cause: unknown) => setError(failure(t, cause)));
  };
  const create = (event: FormEvent) => {
    event.preventDefault();
    attempt(async () => {
      const made = await send<{ secret: string; endpoint: WebhookEndpoint }>('POST', '/v1/webhooks', {
        url: url.trim(),
        types,
      });
      setSecret({ url: made.endpoint.url, text: made.secret });
      setUrl('');
      setTypes([]);
    });
  };
  const path = (endpoint: WebhookEndpoint) => `/v1/webhooks/${encodeURIComponent(endpoint.id)}`;
  const rotate = (endpoint: WebhookEndpoint) =>
    attempt(async () => {
      const made = await send<{ secret: string }>('POST', `${path(endpoint)}/secret`);
      setSecret({ url: endpoint.url, text: made.secret });
    });
  const toggle = (endpoint: WebhookEndpoint) =>
    attempt(() =>
      send('PUT', path(endpoint), { url: endpoint.url, types: endpoint.types, enabled: Boolean(endpoint.disabledAt) }),
    );
  const remove = (endpoint: WebhookEndpoint) => {
    if (confirm(t.text('webhooks.confirmRemove', { url: endpoint.url }))) attempt(() => send('DELETE', path(endpoint)));
  };

  return (
    <>
      <form className={styles.card} onSubmit={create}>
        <TextInput
          label={t.text('webhooks.url')}
          description={t.text('webhooks.urlNote')}
          value={url}
          placeholder="https://"
          error={error}
          onChange={event => setUrl(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={t.text('webhooks.types')}
          description={t.text('webhooks.typesNote')}
          value={types}
          onChange={setTypes}
        >
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem 1rem', marginTop: '0.5rem' }}>
            {all.types.map(type => (
              <Checkbox key={type} value={type} label={type} />
            ))}
          </div>
        </Checkbox.Group>
        <Button type="submit" disabled={url.trim() === ''} style={{ justifySelf: 'start' }}>
          {t.text('webhooks.create')}
        </Button>
      </form>
      {secret && (
        <section className={styles.card} role="status">
          <h2>{t.text('webhooks.secret', { url: secret.url })}</h2>
          <p>{t.text('webhooks.once')}</p>
          <Copyable text={secret.text} />
        </section>
      )}
      {all.endpoints.length === 0 && (
        <EmptyState picture={<IconWebhook size={56} stroke={1} />} text={t.text('webhooks.empty')} />
      )}
      {all.endpoints.length > 0 && (
        <ul className={styles.list}>
          {all.endpoints.map(endpoint => (
            <li key={endpoint.id} style={{ flexWrap: 'wrap' }}>
              <div className={styles.grow}>
                <b style={{ overflowWrap: 'anywhere' }}>{endpoint.url}</b>{' '}
                {endpoint.disabledAt && (
                  <Badge variant="light" color="orange">
                    {t.text('webhooks.off')}
                  </Badge>
                )}
                <p className={styles.fine}>
                  {endpoint.types.length === 0 ? t.text('webhooks.all') : t.list(endpoint.types)}
                  {' · '}
                  {endpoint.disabledWhy ??
                    (endpoint.answeredAt
                      ? t.text('webhooks.answered', { date: t.dateTime(endpoint.answeredAt) })
                      : t.text('webhooks.neverAnswered'))}
                </p>
              </div>
              <Button variant="default" size="xs" onClick={() => toggle(endpoint)}>
                {t.text(endpoint.disabledAt ? 'webhooks.switchOn' : 'webhooks.switchOff')}
              </Button>
              <Button variant="default" size="xs" onClick={() => rotate(endpoint)}>
                {t.text('webhooks.rotate')}
              </Button>
              <Button variant="default" size="xs" onClick={() => remove(endpoint)}>
                {t.text('webhooks.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <section className={styles.card}>
        <h2>{t.text('webhooks.verify')}</h2>
        <p>{t.text('webhooks.verifyNote')}</p>
        <Copyable text={all.publicKey} />
      </section>
    </>
  );
}
