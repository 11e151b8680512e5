import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { send } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { JUDGEMENTS, listed, SIGNALS, WATCHED, type Detector, type Judgement } from './alerts';
import styles from './alerts.module.css';

/** A rule: what it looks at, when it tells, whom, and when they sleep. */
export function RuleForm(props: { mail: boolean; onSaved(): void; onCancel(): void }) {
  const t = useTranslator();
  const [name, setName] = useState('');
  const [watches, setWatches] = useState('product');
  const [signal, setSignal] = useState('affect');
  const [judgement, setJudgement] = useState<Judgement>('balanced');
  const [share, setShare] = useState<number | string>(30);
  const [hours, setHours] = useState<number | string>(24);
  const [least, setLeast] = useState<number | string>(30);
  const [mailTo, setMailTo] = useState('');
  const [webhooks, setWebhooks] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [grouping, setGrouping] = useState<number | string>(24);
  const [trouble, setTrouble] = useState<string | null>(null);

  const save = (event: FormEvent) => {
    event.preventDefault();
    const detector: Detector =
      judgement === 'share'
        ? { kind: 'share', windowHours: Number(hours), share: Number(share) / 100, least: Number(least) }
        : { kind: 'fall', sensitivity: judgement };
    send('POST', '/v1/alert-rules', {
      name: name.trim(),
      watches,
      signal,
      detector,
      mailTo: listed(mailTo),
      webhooks: listed(webhooks),
      language: t.language,
      quiet: from && to ? { from, to, zone: Intl.DateTimeFormat().resolvedOptions().timeZone } : null,
      groupingHours: Number(grouping),
    }).then(props.onSaved, (cause: unknown) => setTrouble(failure(t, cause)));
  };

  return (
    <form className={ui.card} onSubmit={save}>
      <div className={styles.form}>
        <TextInput
          label={t.text('alerts.rule.name')}
          value={name}
          maxLength={100}
          onChange={event => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.text('alerts.rule.watches')}
          value={watches}
          data={WATCHED.map(value => ({ value, label: t.named('alerts.watches', value) }))}
          onChange={event => setWatches(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.text('alerts.rule.signal')}
          value={signal}
          data={SIGNALS.map(value => ({ value, label: t.named('alerts.signal', value) }))}
          onChange={event => setSignal(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.text('alerts.rule.detector')}
          value={judgement}
          data={JUDGEMENTS.map(value => ({ value, label: t.text(`alerts.detector.${value}`) }))}
          onChange={event => {
            const chosen = JUDGEMENTS.find(each => each === event.currentTarget.value);
            if (chosen) setJudgement(chosen);
          }}
        />
        {judgement === 'share' && (
          <>
            <NumberInput label={t.text('alerts.rule.share')} min={1} max={99} value={share} onChange={setShare} />
            <NumberInput label={t.text('alerts.rule.window')} min={1} max={168} value={hours} onChange={setHours} />
            <NumberInput label={t.text('alerts.rule.least')} min={1} max={100000} value={least} onChange={setLeast} />
          </>
        )}
        <TextInput
          label={t.text('alerts.rule.mail')}
          description={props.mail ? null : t.text('alerts.rule.noMail')}
          disabled={!props.mail}
          value={mailTo}
          onChange={event => setMailTo(event.currentTarget.value)}
        />
        <TextInput
          label={t.text('alerts.rule.webhook')}
          value={webhooks}
          onChange={event => setWebhooks(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label={t.text('alerts.rule.quietFrom')}
          value={from}
          onChange={event => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label={t.text('alerts.rule.quietTo')}
          value={to}
          onChange={event => setTo(event.currentTarget.value)}
        />
        <NumberInput label={t.text('alerts.rule.grouping')} min={0} max={336} value={grouping} onChange={setGrouping} />
      </div>
      {trouble && (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <div className={styles.buttons}>
        <Button type="submit" disabled={name.trim() === ''} data-testid={testIds.alertRuleSave}>
          {t.text('alerts.rule.save')}
        </Button>
        <Button variant="default" onClick={props.onCancel}>
          {t.text('alerts.rule.cancel')}
        </Button>
      </div>
    </form>
  );
}
