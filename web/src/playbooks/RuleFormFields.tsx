import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import type { RuleForm } from './playbooks';
import styles from './playbooks.module.css';

const STATES = ['confusion', 'frustration', 'stress', 'boredom', 'fatigue', 'interest'];
const EMOTIONS = ['joy', 'anger', 'sadness', 'fear', 'surprise', 'disgust'];
const CLASSES = ['HELP', 'STYLE', 'CONTENT', 'ROUTE']; // what may follow a display
const LANGUAGES = ['en', 'ru', 'zh'] as const;
const ID = /^[a-z0-9-]+$/;

const EMPTY: RuleForm = {
  id: '',
  page: '',
  input: 'state.confusion',
  comparison: '>=',
  value: 0.4,
  holdsSeconds: 3,
  action: '',
  actionClass: 'HELP',
  does: { en: '', ru: '', zh: '' },
  reason: { en: '', ru: '', zh: '' },
};

/** A form for one more rule; it writes the text, and the server checks the text. */
export function RuleFormFields({ onAdd }: { onAdd(rule: RuleForm): void }) {
  const t = useTranslator();
  const [form, setForm] = useState(EMPTY);
  const change = (part: Partial<RuleForm>) => setForm(before => ({ ...before, ...part }));
  const complete =
    ID.test(form.id) &&
    ID.test(form.action) &&
    LANGUAGES.every(language => form.does[language].trim() !== '' && form.reason[language].trim() !== '');
  return (
    <form
      className={ui.card}
      onSubmit={event => {
        event.preventDefault();
        onAdd(form);
        setForm(EMPTY);
      }}
    >
      <h2>{t.text('builder.form')}</h2>
      <div className={styles.form}>
        <TextInput
          label={t.text('builder.ruleId')}
          placeholder="stuck-in-form"
          value={form.id}
          onChange={event => change({ id: event.currentTarget.value })}
          data-testid={testIds.builderRuleId}
        />
        <TextInput
          label={t.text('builder.page')}
          placeholder="checkout"
          value={form.page}
          onChange={event => change({ page: event.currentTarget.value })}
        />
        <NativeSelect
          label={t.text('builder.input')}
          value={form.input}
          onChange={event => change({ input: event.currentTarget.value })}
          data={[
            ...STATES.map(id => ({ value: `state.${id}`, label: t.named('name', id) })),
            ...EMOTIONS.map(id => ({ value: `emotion.${id}`, label: t.named('name', id) })),
            { value: 'valence', label: t.named('plain.input', 'valence') },
          ]}
        />
        <NativeSelect
          label={t.text('builder.comparison')}
          value={form.comparison}
          onChange={event => change({ comparison: event.currentTarget.value === '<=' ? '<=' : '>=' })}
          data={[
            { value: '>=', label: t.text('builder.atLeast') },
            { value: '<=', label: t.text('builder.atMost') },
          ]}
        />
        <NumberInput
          label={t.text('builder.value')}
          min={-1}
          max={1}
          step={0.05}
          decimalScale={2}
          value={form.value}
          onChange={value => change({ value: Number(value) || 0 })}
        />
        <NumberInput
          label={t.text('builder.holds')}
          min={0}
          max={600}
          value={form.holdsSeconds}
          onChange={value => change({ holdsSeconds: Number(value) || 0 })}
        />
        <TextInput
          label={t.text('builder.action')}
          placeholder="offer-help"
          value={form.action}
          onChange={event => change({ action: event.currentTarget.value })}
        />
        <NativeSelect
          label={t.text('builder.class')}
          value={form.actionClass}
          onChange={event => change({ actionClass: event.currentTarget.value })}
          data={CLASSES.map(each => ({ value: each, label: t.named('actionClass', each.toLowerCase()) }))}
        />
        {LANGUAGES.map(language => (
          <TextInput
            key={`does-${language}`}
            className={styles.wide}
            label={t.text('builder.does', { language })}
            value={form.does[language]}
            onChange={event => change({ does: { ...form.does, [language]: event.currentTarget.value } })}
          />
        ))}
        {LANGUAGES.map(language => (
          <TextInput
            key={`reason-${language}`}
            className={styles.wide}
            label={t.text('builder.reason', { language })}
            value={form.reason[language]}
            onChange={event => change({ reason: { ...form.reason, [language]: event.currentTarget.value } })}
          />
        ))}
        <Button
          type="submit"
          variant="default"
          disabled={!complete}
          leftSection={<IconPlus size={16} aria-hidden="true" />}
        >
          {t.text('builder.add')}
        </Button>
      </div>
    </form>
  );
}
