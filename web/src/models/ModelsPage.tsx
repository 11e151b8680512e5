import { IconFileCertificate } from '@tabler/icons-react';
import type { ModelCard } from '../api/types';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import styles from '../ui/ui.module.css';

/** Where the numbers come from. Every field of a card is shown, those this page has no word for under their own name. */
export default function ModelsPage() {
  const t = useTranslator();
  const [cards, reload] = useResource<ModelCard[]>('/v1/models');
  return (
    <Page title={t.text('models.title')} lead={t.text('models.lead')}>
      {cards.state === 'loading' && <LoadingState />}
      {cards.state === 'failed' && <ErrorState error={cards.error} onRetry={reload} />}
      {cards.state === 'loaded' && cards.value.length === 0 && (
        <EmptyState picture={<IconFileCertificate size={56} stroke={1} />} text={t.text('models.empty')} />
      )}
      {cards.state === 'loaded' && (
        <div className={styles.cards}>
          {cards.value.map(card => (
            <Card key={card.id} card={card} />
          ))}
        </div>
      )}
    </Page>
  );
}

function Card({ card }: { card: ModelCard }) {
  const t = useTranslator();
  const { id, version, title, ...facts } = card;
  const [first, rest] = [Object.entries(facts).filter(isFirst), Object.entries(facts).filter(fact => !isFirst(fact))];
  return (
    <section className={styles.card}>
      <h2>{title ?? id}</h2>
      <p className={styles.fine}>
        {id}/{version}
      </p>
      <Facts facts={first} />
      <details className={styles.more}>
        <summary>{t.text('models.more')}</summary>
        <Facts facts={rest} />
      </details>
    </section>
  );
}

/** What a reader asks first: what it is for, and whether they may use it. */
function isFirst([name]: [string, unknown]): boolean {
  return ['task', 'licence', 'restrictions', 'researchOnly'].includes(name);
}

function Facts({ facts }: { facts: [string, unknown][] }) {
  const t = useTranslator();
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <Fact key={name} name={t.named('model', name)} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: unknown }) {
  const t = useTranslator();
  const shown = typeof value === 'boolean' ? t.text(value ? 'yes' : 'no') : inWords(value);
  return shown === '' ? null : (
    <>
      <dt>{name}</dt>
      <dd>{shown}</dd>
    </>
  );
}

function inWords(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(inWords).join('\n');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${inWords(inner)}`)
      .join(', ');
  }
  return String(value);
}
