import { Button } from '@mantine/core';
import { IconHeart } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useState } from 'react';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { usePurpose } from '../app/me';
import type { Rate } from '../cases/cases';
import { topicName } from '../cases/words';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import styles from './love.module.css';

interface Quote {
  id: string;
  at: string;
  topic: string;
  product: string;
  language: string;
  text: string;
  askedAt: string | null;
  granted: boolean | null;
}

interface Love {
  themes: { topic: string; people: number; share: Pick<Rate, 'yes' | 'n'> }[];
  fewest: number;
  quotes: Quote[];
}

/** What people love: themes, counted in people, and sentences their people let us quote. */
export default function LovePage() {
  const t = useTranslator();
  const [love, reload] = useResource<Love>('/v1/love');
  const [waiting, reloadWaiting] = useResource<Quote[]>('/v1/love/quotes', usePurpose());
  const [link, setLink] = useState<{ quote: string; link: string } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const ask = (quote: string) => {
    setTrouble(null);
    send<{ link: string }>('POST', `/v1/love/quotes/${quote}/asks`, {}).then(
      made => {
        setLink({ quote, link: made.link });
        reloadWaiting();
      },
      (cause: unknown) => setTrouble(failure(t, cause)),
    );
  };
  return (
    <Page title={t.text('love.title')} lead={t.text('love.lead')}>
      {love.state === 'loading' && <LoadingState />}
      {love.state === 'failed' && <ErrorState error={love.error} onRetry={reload} />}
      {love.state === 'loaded' && (
        <>
          <section className={ui.card} aria-labelledby="love-themes">
            <h2 id="love-themes">{t.text('love.themes')}</h2>
            <p className={ui.fine}>{t.text('love.themes.note', { fewest: love.value.fewest })}</p>
            {love.value.themes.length === 0 ? (
              <EmptyState
                picture={<IconHeart size={48} stroke={1} />}
                text={t.text('love.empty')}
                action={
                  <Button component={Link} to="/live" variant="default">
                    {t.text('toLive')}
                  </Button>
                }
              />
            ) : (
              <ul className={styles.themes} data-testid={testIds.loveThemes}>
                {love.value.themes.map(theme => (
                  <li key={theme.topic}>
                    <b>{topicName(t, theme.topic)}</b>
                    <span className={styles.bar} aria-hidden="true">
                      <i style={{ inlineSize: `${(100 * theme.people) / theme.share.n}%` }} />
                    </span>
                    <span className={ui.number}>
                      {t.text('love.people', { people: theme.people, all: theme.share.n })}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section className={ui.card} aria-labelledby="love-quotes">
            <h2 id="love-quotes">{t.text('love.quotes')}</h2>
            <p className={ui.fine}>{t.text('love.quotes.note')}</p>
            {love.value.quotes.length === 0 && <p className={ui.fine}>{t.text('love.quotes.empty')}</p>}
            <div className={ui.cards} data-testid={testIds.loveQuotes}>
              {love.value.quotes.map(quote => (
                <blockquote key={quote.id} className={styles.quote} lang={quote.language}>
                  {quote.text}
                  <footer className={ui.fine}>
                    {topicName(t, quote.topic)}
                    {quote.product && ` · ${quote.product}`} · {t.dateTime(quote.at)}
                  </footer>
                </blockquote>
              ))}
            </div>
          </section>
        </>
      )}
      {waiting.state === 'loaded' && waiting.value.length > 0 && (
        <section className={ui.card} aria-labelledby="love-waiting">
          <h2 id="love-waiting">{t.text('love.waiting')}</h2>
          <p className={ui.fine}>{t.text('love.waiting.note')}</p>
          {trouble && <p role="alert">{trouble}</p>}
          <ul className={styles.waiting} data-testid={testIds.loveWaiting}>
            {waiting.value.map(quote => (
              <li key={quote.id}>
                <span lang={quote.language}>{quote.text}</span>
                {quote.askedAt && (
                  <span className={ui.fine}>{t.text('love.asked', { time: t.dateTime(quote.askedAt) })}</span>
                )}
                <Button variant="default" size="xs" onClick={() => ask(quote.id)}>
                  {t.text('love.ask')}
                </Button>
                {link?.quote === quote.id && (
                  <code className={ui.code} data-testid={testIds.loveLink}>
                    {link.link}
                  </code>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
