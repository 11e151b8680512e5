import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { send } from '../api/api';
import type { Account, Role } from '../api/types';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import styles from '../ui/ui.module.css';

const ROLES: Role[] = ['admin', 'analyst', 'agent', 'privacy-officer', 'viewer'];
const SHORTEST_PASSWORD = 12; // as the server asks

/** Who may sign in to this console, and as what. */
export default function PeoplePage() {
  const t = useTranslator();
  const [accounts, reload] = useResource<Account[]>('/v1/accounts');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [error, setError] = useState<string | null>(null);

  const roles = ROLES.map(value => ({ value, label: t.text(`people.role.${value}`) }));
  const attempt = (work: () => Promise<unknown>) => {
    setError(null);
    work().then(reload, (cause: unknown) => setError(failure(t, cause, { 409: 'people.taken' })));
  };
  const create = (event: FormEvent) => {
    event.preventDefault();
    attempt(async () => {
      await send('POST', '/v1/accounts', { name: name.trim(), role, ...(password === '' ? {} : { password }) });
      setName('');
      setPassword('');
    });
  };
  const change = (account: Account, what: { role?: Role; disabled?: boolean }) =>
    attempt(() => send('POST', `/v1/accounts/${encodeURIComponent(account.id)}`, what));

  return (
    <Page title={t.text('people.title')} lead={t.text('people.lead')}>
      <form className={styles.card} onSubmit={create}>
        <TextInput
          label={t.text('people.name')}
          value={name}
          maxLength={100}
          onChange={event => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.text('people.role')}
          data={roles}
          value={role}
          onChange={event => setRole(ROLES.find(known => known === event.currentTarget.value) ?? role)}
        />
        <PasswordInput
          label={t.text('people.password')}
          description={t.text('people.passwordNote', { characters: SHORTEST_PASSWORD })}
          value={password}
          error={error}
          autoComplete="new-password"
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === ''} style={{ justifySelf: 'start' }}>
          {t.text('people.create')}
        </Button>
      </form>
      {accounts.state === 'loading' && <LoadingState />}
      {accounts.state === 'failed' && <ErrorState error={accounts.error} onRetry={reload} />}
      {accounts.state === 'loaded' && accounts.value.length === 0 && (
        <EmptyState picture={<IconUsers size={56} stroke={1} />} text={t.text('people.empty')} />
      )}
      {accounts.state === 'loaded' && accounts.value.length > 0 && (
        <ul className={styles.list}>
          {accounts.value.map(account => (
            <li key={account.id}>
              <div className={styles.grow}>
                <b>{account.name}</b>
                <p className={styles.fine}>
                  {account.lockedUntil && Date.parse(account.lockedUntil) > Date.now()
                    ? t.text('people.locked', { date: t.dateTime(account.lockedUntil) })
                    : t.text('people.createdAt', { date: t.dateTime(account.createdAt) })}
                </p>
              </div>
              <NativeSelect
                aria-label={t.text('people.roleOf', { name: account.name })}
                data={roles}
                value={account.role}
                size="xs"
                onChange={event => {
                  const wanted = ROLES.find(known => known === event.currentTarget.value);
                  if (wanted) change(account, { role: wanted });
                }}
              />
              <Button variant="default" size="xs" onClick={() => change(account, { disabled: !account.disabled })}>
                {t.text(account.disabled ? 'people.enable' : 'people.disable')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
