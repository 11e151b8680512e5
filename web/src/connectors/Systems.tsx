import { Badge, Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { send } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { Copyable } from '../ui/Copyable';
import { EmptyState } from '../ui/states';
import styles from '../ui/ui.module.css';
import {
  filledIn,
  health,
  HEALTH_WORDS,
  type AllConnectors,
  type Connector,
  type ConnectorField,
  type ConnectorKind,
} from './connectors';

/** The connected systems, each with its health, and a form for one more. */
export function Systems({ all, onChange }: { all: AllConnectors; onChange(): void }) {
  const t = useTranslator();
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<string | null>(null);
  const done = () => {
    setAdding(false);
    setChanging(null);
    onChange();
  };
  const kindOf = (connector: Connector) => all.kinds.find(kind => kind.kind === connector.kind);

  return (
    <>
      {all.connectors.length === 0 && !adding && (
        <EmptyState
          picture={<IconPlugConnected size={56} stroke={1} />}
          text={t.text('connectors.empty')}
          action={<Button onClick={() => setAdding(true)}>{t.text('connectors.add')}</Button>}
        />
      )}
      {adding && <ConnectorForm kinds={all.kinds} onDone={done} onCancel={() => setAdding(false)} />}
      {!adding && all.connectors.length > 0 && (
        <Button style={{ justifySelf: 'start' }} onClick={() => setAdding(true)}>
          {t.text('connectors.add')}
        </Button>
      )}
      <div className={styles.cards}>
        {all.connectors.map(connector =>
          changing === connector.id ? (
            <ConnectorForm
              key={connector.id}
              kinds={all.kinds.filter(kind => kind === kindOf(connector))}
              connector={connector}
              onDone={done}
              onCancel={() => setChanging(null)}
            />
          ) : (
            <ConnectorCard
              key={connector.id}
              connector={connector}
              onEdit={() => setChanging(connector.id)}
              onChange={onChange}
            />
          ),
        )}
      </div>
      <p className={styles.fine}>{t.text('connectors.whatIsSent')}</p>
    </>
  );
}

const COLOURS = { off: 'gray', failing: 'orange', silent: 'yellow', answering: 'teal', new: 'gray' } as const;

function ConnectorCard(props: { connector: Connector; onEdit(): void; onChange(): void }) {
  const { connector } = props;
  const t = useTranslator();
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const state = health(connector);

  const attempt = (work: () => Promise<string>) => {
    setBusy(true);
    setSaid(null);
    work()
      .then(setSaid, (cause: unknown) => setSaid(failure(t, cause)))
      .finally(() => {
        setBusy(false);
        props.onChange();
      });
  };
  const check = () =>
    attempt(async () => {
      const checked = await send<{ answer: string; connector: Connector }>(
        'POST',
        `/v1/connectors/${encodeURIComponent(connector.id)}/check`,
      );
      return checked.answer === ''
        ? t.text('connectors.checkFailed', { failure: checked.connector.failure ?? '' })
        : t.text('connectors.checkAnswered', { answer: checked.answer });
    });
  const remove = () => {
    if (!confirm(t.text('connectors.confirmRemove', { name: connector.name }))) return;
    attempt(async () => {
      await send('DELETE', `/v1/connectors/${encodeURIComponent(connector.id)}`);
      return '';
    });
  };

  return (
    <section className={styles.card} aria-label={connector.name}>
      <h2>
        {connector.name}{' '}
        <Badge variant="light" color={COLOURS[state]}>
          {t.text(HEALTH_WORDS[state], { hours: connector.silentHours })}
        </Badge>
      </h2>
      <dl className={styles.facts}>
        <dt>{t.text('connectors.kind')}</dt>
        <dd>{t.named('connectors.kind', connector.kind)}</dd>
        <dt>{t.text('connectors.url')}</dt>
        <dd>{connector.url}</dd>
        <dt>{t.text('connectors.answered')}</dt>
        <dd>{connector.answeredAt ? t.dateTime(connector.answeredAt) : t.text('connectors.never')}</dd>
        <dt>{t.text('connectors.heard')}</dt>
        <dd>{connector.heardAt ? t.dateTime(connector.heardAt) : t.text('connectors.never')}</dd>
        {connector.failure && (
          <>
            <dt>{t.text('connectors.failure')}</dt>
            <dd>{connector.failure}</dd>
          </>
        )}
      </dl>
      <details>
        <summary>{t.text('connectors.inbound')}</summary>
        <Copyable text={location.origin + connector.inboundPath} />
      </details>
      {said && <p role="status">{said}</p>}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>
        <Button size="xs" loading={busy} onClick={check}>
          {t.text('connectors.check')}
        </Button>
        <Button size="xs" variant="default" onClick={props.onEdit}>
          {t.text('connectors.change')}
        </Button>
        <Button size="xs" variant="default" onClick={remove}>
          {t.text('connectors.remove')}
        </Button>
      </div>
    </section>
  );
}

function ConnectorForm(props: { kinds: ConnectorKind[]; connector?: Connector; onDone(): void; onCancel(): void }) {
  const { kinds, connector } = props;
  const t = useTranslator();
  const [kind, setKind] = useState(kinds[0]);
  const [name, setName] = useState(connector?.name ?? '');
  const [url, setUrl] = useState(connector?.url ?? '');
  const [values, setValues] = useState<Record<string, string>>(connector?.options ?? {});
  const [enabled, setEnabled] = useState(connector?.enabled ?? true);
  const [error, setError] = useState<string | null>(null);
  if (!kind) return null;

  const save = (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const wanted = {
      kind: kind.kind,
      name: name.trim(),
      url: url.trim(),
      values: filledIn(kind.fields, values),
      enabled,
    };
    send(
      connector ? 'PUT' : 'POST',
      `/v1/connectors${connector ? `/${encodeURIComponent(connector.id)}` : ''}`,
      wanted,
    ).then(props.onDone, (cause: unknown) => setError(failure(t, cause)));
  };
  const input = (field: ConnectorField) => ({
    label: t.named('connectors.field', field.name),
    value: values[field.name] ?? '',
    placeholder: field.secret && connector ? t.text('connectors.kept') : field.usual,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues(before => ({ ...before, [field.name]: value }));
    },
  });

  return (
    <form className={styles.card} onSubmit={save}>
      <NativeSelect
        label={t.text('connectors.kind')}
        data={kinds.map(one => ({ value: one.kind, label: t.named('connectors.kind', one.kind) }))}
        value={kind.kind}
        disabled={kinds.length === 1}
        onChange={event => setKind(kinds.find(one => one.kind === event.currentTarget.value) ?? kind)}
      />
      <TextInput
        label={t.text('connectors.name')}
        value={name}
        maxLength={100}
        onChange={event => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t.text('connectors.url')}
        value={url}
        placeholder={kind.usualUrl || 'https://'}
        onChange={event => setUrl(event.currentTarget.value)}
      />
      {kind.fields.map(field =>
        field.secret ? (
          <PasswordInput key={field.name} {...input(field)} autoComplete="off" />
        ) : (
          <TextInput key={field.name} {...input(field)} autoComplete="off" />
        ),
      )}
      {connector && (
        <label>
          <input type="checkbox" checked={enabled} onChange={event => setEnabled(event.currentTarget.checked)} />{' '}
          {t.text('connectors.enabled')}
        </label>
      )}
      {error && <p role="alert">{error}</p>}
      <div style={{ display: 'flex', gap: '0.5rem' }}>
        <Button type="submit" disabled={name.trim() === ''}>
          {t.text('connectors.save')}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {t.text('connectors.cancel')}
        </Button>
      </div>
    </form>
  );
}
