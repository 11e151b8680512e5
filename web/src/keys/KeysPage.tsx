import { Button, Checkbox, Group, Radio, Textarea, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { send } from '../api/api';
import type { CreatedKey, SdkKey } from '../api/types';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { Copyable } from '../ui/Copyable';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import styles from '../ui/ui.module.css';

const KINDS = ['publishable', 'secret'] as const;

/** Purposes that a page can ask consent for. */
const PURPOSES = ['personalization', 'baseline', 'agent-assist', 'analytics', 'research'] as const;

/** Keys of pages and servers, and a snippet that works when pasted. */
export default function KeysPage() {
  const t = useTranslator();
  const [keys, reload] = useResource<SdkKey[]>('/v1/keys');
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<SdkKey['kind']>('publishable');
  const [origins, setOrigins] = useState('');
  const [purposes, setPurposes] = useState<string[]>([]);
  const [error, setError] = useState<string | null>(null);

  const working = keys.state === 'loaded' ? keys.value.filter(key => !key.revoked) : null;

  const attempt = (work: () => Promise<void>) => {
    setError(null);
    work().then(reload, (cause: unknown) => setError(failure(t, cause)));
  };
  const create = (event: FormEvent) => {
    event.preventDefault();
    attempt(async () => {
      const pages = kind === 'publishable' ? origins.split(/\s+/).filter(Boolean) : [];
      const wanted = { name: name.trim(), kind, origins: pages, purposes };
      setCreated(await send<CreatedKey>('POST', '/v1/keys', wanted));
      setName('');
      setOrigins('');
      setPurposes([]);
    });
  };
  const revoke = (key: SdkKey) => {
    if (!confirm(t.text('keys.confirmRevoke', { name: key.name }))) return;
    attempt(async () => {
      await send('DELETE', `/v1/keys/${encodeURIComponent(key.id)}`);
      if (created?.id === key.id) setCreated(null);
    });
  };

  return (
    <Page title={t.text('keys.title')} lead={t.text('keys.lead')}>
      <form className={styles.card} onSubmit={create}>
        <TextInput
          label={t.text('keys.name')}
          description={t.text('keys.nameNote')}
          value={name}
          maxLength={80}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Radio.Group label={t.text('keys.kind')} value={kind} onChange={value => setKind(value as SdkKey['kind'])}>
          {KINDS.map(each => (
            <Radio
              key={each}
              value={each}
              mt="xs"
              label={t.text(`keys.kind.${each}`)}
              description={t.text(`keys.kindNote.${each}`)}
            />
          ))}
        </Radio.Group>
        {kind === 'publishable' && (
          <Textarea
            label={t.text('keys.origins')}
            description={t.text('keys.originsNote')}
            placeholder="https://shop.example"
            value={origins}
            autosize
            minRows={1}
            onChange={event => setOrigins(event.currentTarget.value)}
          />
        )}
        <Checkbox.Group
          label={t.text('keys.purposes')}
          description={t.text('keys.purposesNote')}
          value={purposes}
          onChange={setPurposes}
        >
          <Group mt="xs">
            {PURPOSES.map(purpose => (
              <Checkbox key={purpose} value={purpose} label={t.text(`purpose.${purpose}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        {error && <p role="alert">{error}</p>}
        <Button type="submit" disabled={name.trim() === ''} style={{ justifySelf: 'start' }}>
          {t.text('keys.create')}
        </Button>
      </form>
      {created && (
        <section className={styles.card} role="status">
          <h2>{t.text('keys.created', { name: created.name })}</h2>
          <p>{t.text('keys.once')}</p>
          <Copyable text={created.secret} />
          <p>{t.text(created.kind === 'secret' ? 'keys.call' : 'keys.snippet')}</p>
          <Copyable text={created.kind === 'secret' ? call(created.secret) : snippet(created.secret)} />
        </section>
      )}
      {keys.state === 'loading' && <LoadingState />}
      {keys.state === 'failed' && <ErrorState error={keys.error} onRetry={reload} />}
      {working?.length === 0 && <EmptyState picture={<IconKey size={56} stroke={1} />} text={t.text('keys.empty')} />}
      {working && working.length > 0 && (
        <ul className={styles.list}>
          {working.map(key => (
            <li key={key.id}>
              <div className={styles.grow}>
                <b>{key.name}</b> <code>{key.kind === 'secret' ? 'sk_…' : 'pk_…'}</code>
                <p className={styles.fine}>{t.text('keys.createdAt', { date: t.dateTime(key.createdAt) })}</p>
                <p className={styles.fine}>
                  {key.kind === 'secret'
                    ? t.text('keys.kind.secret')
                    : key.origins.length > 0
                      ? t.list(key.origins)
                      : t.text('keys.anyOrigin')}
                  {' · '}
                  {key.purposes.length > 0
                    ? t.list(key.purposes.map(purpose => t.named('purpose', purpose)))
                    : t.text('keys.anyPurpose')}
                </p>
              </div>
              <Button variant="default" size="xs" onClick={() => revoke(key)}>
                {t.text('keys.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** From a server: whoever is named needs no receipt. */
function call(key: string): string {
  return `curl -H 'Attune-Key: ${key}' -H 'Content-Type: application/json' ${location.origin}/v1/context \\
  -d '{"subject": "customer-1", "want": {"segments": true, "style": true}}'`;
}

function snippet(key: string): string {
  const server = location.origin;
  return `<video id="camera" muted playsinline></video>
<script type="module">
  import { AttuneLive, Consents, sendWithKey } from '${server}/sdk/attune.js';

  const server = '${server}', key = '${key}';
  const consents = new Consents(sendWithKey(server, key));
  const notice = await consents.notice('en');
  // Replace this by a page of your own: the lines first, then one choice each, all off.
  const ask = label => confirm([notice.title, ...notice.lines, '', label].join('\\n'));
  const choices = notice.choices.map(({ purpose, modality, label }) => ({ purpose, modality, granted: ask(label) }));
  const consent = await consents.decide(notice, choices);

  const video = document.querySelector('#camera');
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
  await video.play();
  new AttuneLive({
    server, key, video,
    hello: {
      receiptId: consent.receiptId, personal: consent.personal,
      purpose: 'personalization', source: 'webcam', language: 'en', page: { kind: 'product', id: 'my-product' },
    },
    listener: { message: message => console.log(message) },
  }).start();
</script>`;
}
