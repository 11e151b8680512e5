import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { send } from '../api/api';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { actionsOf, featuresOf } from './learning';

const LEARNERS = ['hierarchical', 'linucb', 'thompson', 'squarecb'] as const;

/** A policy by its actions and what it may look at; open where there is none yet. */
export function NewPolicy({ taken }: { taken: readonly string[] }) {
  const t = useTranslator();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const [actions, setActions] = useState('plain=style, help=help');
  const [features, setFeatures] = useState('cart=0..10, frustration@face');
  const [learner, setLearner] = useState<string>(LEARNERS[0]);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (taken.includes(id)) return setError(t.text('learning.new.taken'));
    try {
      await send('PUT', `/v1/policies/${encodeURIComponent(id)}`, {
        learner: { kind: learner },
        context: featuresOf(features),
        actions: actionsOf(actions),
      });
      await navigate(`/learning/${id}`);
    } catch (cause) {
      setError(failure(t, cause));
    }
  };
  return (
    <details className={ui.card} open={taken.length === 0} data-testid={testIds.learningNew}>
      <summary>{t.text('learning.new')}</summary>
      <p className={ui.fine}>{t.text('learning.new.note')}</p>
      <form onSubmit={event => void submit(event)} className={ui.cards}>
        <TextInput
          label={t.text('learning.new.id')}
          description={t.text('learning.new.idNote')}
          placeholder="home"
          value={id}
          maxLength={60}
          onChange={event => setId(event.currentTarget.value)}
          data-testid={testIds.learningNewId}
        />
        <TextInput
          label={t.text('learning.new.actions')}
          description={t.text('learning.new.actionsNote')}
          value={actions}
          onChange={event => setActions(event.currentTarget.value)}
        />
        <TextInput
          label={t.text('learning.new.features')}
          description={t.text('learning.new.featuresNote')}
          value={features}
          onChange={event => setFeatures(event.currentTarget.value)}
        />
        <NativeSelect
          label={t.text('learning.new.learner')}
          value={learner}
          onChange={event => setLearner(event.currentTarget.value)}
          data={LEARNERS.map(value => ({ value, label: t.named('learning.learner', value) }))}
        />
        <div>
          <Button
            type="submit"
            variant="default"
            disabled={id === '' || actionsOf(actions).length === 0}
            data-testid={testIds.learningNewMake}
          >
            {t.text('learning.new.make')}
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
