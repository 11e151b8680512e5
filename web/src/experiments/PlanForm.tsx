import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import ui from '../ui/ui.module.css';
import { groupsOf } from './experiments';

const READY = ['conversion', 'satisfaction', 'handling-time', 'returns'] as const;

/** A plan with two arms; more arms and metrics of one's own go over REST. */
export function PlanForm() {
  const t = useTranslator();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const [hypothesis, setHypothesis] = useState('');
  const [primary, setPrimary] = useState<string>(READY[0]);
  const [planned, setPlanned] = useState<number | string>(10_000);
  const [kind, setKind] = useState('ab');
  const [groups, setGroups] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await send('POST', '/v1/experiments', {
        id,
        hypothesis,
        kind,
        unitsPerArm: Number(planned),
        arms: [
          { id: 'control', share: 0.5 },
          { id: 'treatment', share: 0.5 },
        ],
        metrics: [{ id: primary, role: 'primary' }],
        groups: groupsOf(groups),
      });
      await navigate(`/experiments/${id}`);
    } catch (cause) {
      setError(failure(t, cause, { 409: 'experiments.taken' }));
    }
  };
  return (
    <details className={ui.card}>
      <summary>{t.text('experiments.plan')}</summary>
      <form onSubmit={event => void submit(event)} className={ui.cards}>
        <TextInput
          label={t.text('experiments.plan.hypothesis')}
          value={hypothesis}
          maxLength={500}
          onChange={event => setHypothesis(event.currentTarget.value)}
        />
        <TextInput
          label={t.text('experiments.plan.id')}
          description={t.text('experiments.plan.idNote')}
          value={id}
          maxLength={63}
          onChange={event => setId(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.text('experiments.plan.primary')}
          value={primary}
          onChange={event => setPrimary(event.currentTarget.value)}
          data={READY.map(value => ({ value, label: t.named('experiments.metric', value) }))}
        />
        <NativeSelect
          label={t.text('experiments.plan.kind')}
          value={kind}
          onChange={event => setKind(event.currentTarget.value)}
          data={[
            { value: 'ab', label: t.text('experiments.plan.ab') },
            { value: 'aa', label: t.text('experiments.plan.aa') },
          ]}
        />
        <NumberInput
          label={t.text('experiments.plan.planned')}
          value={planned}
          min={1}
          allowDecimal={false}
          onChange={setPlanned}
        />
        <TextInput
          label={t.text('experiments.plan.groups')}
          description={t.text('experiments.plan.groupsNote')}
          placeholder="membership=basic,gold"
          value={groups}
          onChange={event => setGroups(event.currentTarget.value)}
        />
        <div>
          <p className={ui.fine}>{t.text('experiments.plan.guardrails')}</p>
          <Button type="submit" variant="default" disabled={id === '' || hypothesis === ''}>
            {t.text('experiments.plan.save')}
          </Button>
          {error && (
            <p role="alert" className={ui.fine}>
              {error}
            </p>
          )}
        </div>
      </form>
    </details>
  );
}
