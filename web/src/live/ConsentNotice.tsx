import { Button, Radio, Switch } from '@mantine/core';
import { IconClock, IconDoor, IconEye, IconHandStop, IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { consents } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import type { AgeBand, Consent, Notice, NoticeChoice } from '../sdk/consent';
import { testIds } from '../testids';
import { ErrorState, LoadingState } from '../ui/states';
import { useLive } from './LiveContext';
import styles from './live.module.css';

// the five lines always come in this order: what, what for, how long, if you say no, how to stop
const LINE_ICONS = [IconEye, IconTarget, IconClock, IconDoor, IconHandStop] as const;

const key = (choice: { purpose: string; modality: string }) => `${choice.purpose}/${choice.modality}`;

/** Notice first, camera second: nothing is asked of the browser before a choice is recorded. */
export function ConsentNotice({ onDecided }: { onDecided(consent: Consent): void }) {
  const t = useTranslator();
  const [notice, reload] = useResource<Notice>(`/v1/notices/current?language=${t.language}`);
  switch (notice.state) {
    case 'loading':
      return <LoadingState rows={6} />;
    case 'failed':
      return <ErrorState error={notice.error} onRetry={reload} />;
    case 'loaded':
      return <NoticeForm notice={notice.value} onDecided={onDecided} key={notice.value.language} />;
  }
}

function NoticeForm({ notice, onDecided }: { notice: Notice; onDecided(consent: Consent): void }) {
  const t = useTranslator();
  const { visit } = useLive();
  const [granted, setGranted] = useState<ReadonlySet<string>>(new Set());
  const [ageBand, setAgeBand] = useState<AgeBand | undefined>(undefined);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const decide = async (grants: (choice: NoticeChoice) => boolean) => {
    setSending(true);
    setError(null);
    const choices = notice.choices.map(choice => ({
      purpose: choice.purpose,
      modality: choice.modality,
      granted: grants(choice),
    }));
    try {
      onDecided(await consents.decide(notice, choices, visit.subject, ageBand));
    } catch (cause) {
      setError(failure(t, cause));
      setSending(false);
    }
  };

  const below = notice.guardianBelow ?? null;
  const waiting = sending || (below !== null && ageBand === undefined);

  const toggle = (choice: NoticeChoice, on: boolean) => {
    const next = new Set(granted);
    if (on) next.add(key(choice));
    else next.delete(key(choice));
    setGranted(next);
  };

  return (
    <section className={styles.notice} data-testid={testIds.notice} aria-labelledby="notice-title">
      <div className={styles.noticeText}>
        <p className={styles.asVisitor}>
          {t.text('notice.asVisitor')} <Link to="/start">{t.text('notice.toStart')}</Link>
        </p>
        <p className={styles.eyebrow}>{t.text('notice.eyebrow')}</p>
        <h1 id="notice-title">{notice.title}</h1>
        <ul>
          {notice.lines.map((line, i) => {
            const Icon = LINE_ICONS[i] ?? IconEye;
            return (
              <li key={line}>
                <Icon size={20} stroke={1.6} aria-hidden="true" />
                <span>{line}</span>
              </li>
            );
          })}
        </ul>
        <p className={styles.fine}>
          {t.text('notice.version', { version: String(notice.version), contact: notice.contact })}
        </p>
      </div>
      <div className={styles.choices}>
        {below !== null && (
          <Radio.Group
            label={t.text('notice.age')}
            description={t.text('notice.ageNote')}
            value={ageBand ?? ''}
            onChange={value => setAgeBand(value as AgeBand)}
          >
            <Radio value="adult" mt="xs" label={t.text('notice.age.adult', { age: below })} />
            <Radio value="minor" mt="xs" label={t.text('notice.age.minor', { age: below })} />
          </Radio.Group>
        )}
        <h2>{t.text('notice.choices')}</h2>
        {[...new Set(notice.choices.map(choice => choice.purpose))].map(purpose => (
          <fieldset key={purpose} className={styles.purpose}>
            <legend>{t.named('purpose', purpose)}</legend>
            {notice.choices
              .filter(choice => choice.purpose === purpose)
              .map(choice => (
                <Switch
                  key={key(choice)}
                  checked={granted.has(key(choice))}
                  onChange={event => toggle(choice, event.currentTarget.checked)}
                  label={choice.label}
                  description={choice.description}
                  labelPosition="left"
                  data-testid={testIds.consentSwitch(choice.purpose, choice.modality)}
                  classNames={{ root: styles.choice, body: styles.choiceBody, labelWrapper: styles.choiceLabel }}
                />
              ))}
          </fieldset>
        ))}
        {/* always in view, however many choices there are; equal in size and colour: neither answer is the wanted one */}
        <div className={styles.answers}>
          <div className={styles.allButtons}>
            <Button
              variant="default"
              size="md"
              disabled={waiting}
              onClick={() => void decide(() => true)}
              data-testid={testIds.consentAccept}
            >
              {t.text('notice.acceptAll')}
            </Button>
            <Button
              variant="default"
              size="md"
              disabled={waiting}
              onClick={() => void decide(() => false)}
              data-testid={testIds.consentDecline}
            >
              {t.text('notice.declineAll')}
            </Button>
          </div>
          <Button
            variant="subtle"
            disabled={waiting || granted.size === 0}
            onClick={() => void decide(choice => granted.has(key(choice)))}
            data-testid={testIds.consentSave}
          >
            {t.text('notice.save')}
          </Button>
        </div>
        {'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true && (
          <p className={styles.fine}>{t.text('notice.gpc')}</p>
        )}
        <p className={styles.fine}>{t.text('notice.cameraLater')}</p>
        {error && (
          <p role="alert" className={styles.alert}>
            {t.text('notice.notRecorded', { error })}
          </p>
        )}
      </div>
    </section>
  );
}
