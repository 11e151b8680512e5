import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { send } from '../api/api';
import type { Me } from '../api/types';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState } from '../ui/states';
import ui from '../ui/ui.module.css';
import { useTitle } from '../ui/useTitle';
import { MeContext } from './me';
import { Settings } from './Shell';
import styles from './shell.module.css';

const UNAUTHORIZED = 401;

/** Shows the console to somebody who signed in, and to everybody else how to. */
export function SignedIn({ children }: { children: ReactNode }) {
  const [me, reload] = useResource<Me>('/v1/me');
  switch (me.state) {
    case 'loading':
      return <LoadingState />;
    case 'failed':
      return me.error.status === UNAUTHORIZED ? (
        <SignInPage onRetry={reload} />
      ) : (
        <ErrorState error={me.error} onRetry={reload} />
      );
    case 'loaded':
      return me.value.signedIn ? <MeContext value={me.value}>{children}</MeContext> : <SignInPage onRetry={reload} />;
  }
}

function SignInPage({ onRetry }: { onRetry(): void }) {
  const t = useTranslator();
  useTitle(t.text('signIn.title'));
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [ways] = useResource<{ company: string | null }>('/sign-in/ways');
  const company = ways.state === 'loaded' ? ways.value.company : null;
  const signIn = (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    send('POST', '/v1/sign-in', { name, password }).then(onRetry, (cause: unknown) =>
      setError(failure(t, cause, { 401: 'signIn.wrong' })),
    );
  };
  // the server sends people back here whose link was used already, or whom it does not know
  const outcome = new URLSearchParams(location.search).get('signIn');
  const text = outcome === 'expired' ? 'signIn.expired' : outcome === 'refused' ? 'signIn.refused' : 'signIn.text';
  return (
    <main className={styles.signIn}>
      <div>
        <img src="/attune.svg" alt="" width="44" height="44" />
        <h1>{t.text('signIn.title')}</h1>
        <p>{t.text(text)}</p>
        <code>{location.origin}/sign-in?token=…</code>
        <p>{t.text('signIn.once')}</p>
        <Button variant="default" onClick={onRetry}>
          {t.text('signIn.retry')}
        </Button>
        {company !== null && (
          // a whole page load: the company's sign-in is a site of its own
          <Button component="a" href={company} variant="default" data-testid={testIds.signInByCompany}>
            {t.text('signIn.company')}
          </Button>
        )}
        <form className={ui.card} onSubmit={signIn}>
          <TextInput
            label={t.text('signIn.name')}
            value={name}
            autoComplete="username"
            onChange={event => setName(event.currentTarget.value)}
          />
          <PasswordInput
            label={t.text('signIn.password')}
            value={password}
            error={error}
            autoComplete="current-password"
            onChange={event => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" disabled={name === '' || password === ''} style={{ justifySelf: 'start' }}>
            {t.text('signIn.submit')}
          </Button>
        </form>
        <Settings />
      </div>
    </main>
  );
}
