import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { FILTERS, languageName, type FilterName, type Summary } from './feedback';
import styles from './feedback.module.css';

/** Product, aspect, language, request and period; they stand in the address, so that a view can be shared. */
export function Filters({ whole }: { whole: Summary }) {
  const t = useTranslator();
  const [asked, ask] = useSearchParams();
  const active = FILTERS.some(name => asked.get(name));

  function set(name: FilterName, value: string) {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    ask(next, { replace: true });
  }

  const options: Record<'product' | 'aspect' | 'language' | 'request', { value: string; label: string }[]> = {
    product: whole.products.map(({ product }) => ({ value: product, label: product })),
    aspect: whole.aspects.map(({ aspect, name }) => ({ value: aspect, label: name[t.language] })),
    language: Object.keys(whole.languages).map(language => ({
      value: language,
      label: languageName(t, language),
    })),
    request: (whole.requests ?? []).map(({ request, name }) => ({ value: request, label: name[t.language] })),
  };

  return (
    <section className={styles.filters} aria-label={t.text('feedback.filter')}>
      {(['product', 'aspect', 'language', 'request'] as const)
        .filter(name => options[name].length > 0)
        .map(name => (
          <NativeSelect
            key={name}
            label={t.text(`feedback.column.${name}`)}
            value={asked.get(name) ?? ''}
            onChange={event => set(name, event.currentTarget.value)}
            data={[{ value: '', label: t.text('feedback.filter.all') }, ...options[name]]}
            data-testid={testIds.feedbackFilter(name)}
          />
        ))}
      {whole.firstDay &&
        (['from', 'to'] as const).map(name => (
          <TextInput
            key={name}
            type="date"
            label={t.text(`feedback.filter.${name}`)}
            min={whole.firstDay}
            max={whole.lastDay}
            value={asked.get(name) ?? ''}
            onChange={event => set(name, event.currentTarget.value)}
            data-testid={testIds.feedbackFilter(name)}
          />
        ))}
      {active && (
        <Button variant="subtle" onClick={() => ask(new URLSearchParams(), { replace: true })}>
          {t.text('feedback.filter.clear')}
        </Button>
      )}
    </section>
  );
}
