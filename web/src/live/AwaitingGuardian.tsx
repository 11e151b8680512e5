import { Button } from '@mantine/core';
import { useState } from 'react';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import type { Consent } from '../sdk/consent';
import { testIds } from '../testids';
import { Copyable } from '../ui/Copyable';
import { guardianAnswer, type GuardianAnswer } from './guardian-answer';
import { useLive } from './LiveContext';

interface ForGuardian {
  address: string;
  /** Null while nobody answered. */
  answeredAt: string | null;
}

/**
 * A minor agreed, and a parent or guardian has yet to. Whoever works at the console hands the address on and knows who
 * it is; a page of a shop never gets to see it.
 */
export function AwaitingGuardian({ consent }: { consent: Consent }) {
  const t = useTranslator();
  const { setConsent } = useLive();
  const [error, setError] = useState<string | null>(null);
  const [answer, setAnswer] = useState<GuardianAnswer | null>(null);
  const path = `/v1/consents/${encodeURIComponent(consent.receiptId)}`;
  const [waiting] = useResource<ForGuardian>(`${path}/guardian`);
  const look = async () => {
    setError(null);
    setAnswer(null);
    try {
      const { answeredAt } = await send<ForGuardian>('GET', `${path}/guardian`);
      // what was confirmed meanwhile is in the answers as they stand
      const { choices } = await send<Consent>('GET', path);
      const found = guardianAnswer(answeredAt, choices);
      setAnswer(found);
      if (found === 'yes') setConsent({ ...consent, choices });
    } catch (cause) {
      setError(failure(t, cause));
    }
  };
  if (answer === 'no')
    return (
      <div role="status">
        <h1>{t.text('declined.title')}</h1>
        <p>{t.text('guardian.saidNo')}</p>
      </div>
    );
  return (
    <div data-testid={testIds.awaitingGuardian}>
      <h1>{t.text('guardian.waitingTitle')}</h1>
      <p>{t.text('guardian.waiting')}</p>
      {waiting.state === 'loaded' && <Copyable text={location.origin + waiting.value.address} />}
      <Button variant="default" mt="sm" onClick={() => void look()}>
        {t.text('guardian.look')}
      </Button>
      <p role="status">{answer === 'unanswered' && t.text('guardian.unanswered')}</p>
      {error && <p role="alert">{error}</p>}
    </div>
  );
}
