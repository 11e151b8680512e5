import { Button, TextInput } from '@mantine/core';
import { IconUserHeart } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { lookFor } from '../api/api';
import { asApiError, staying, useResource } from '../api/useResource';
import { usePurpose } from '../app/me';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import type { CustomerListing } from './customers';
import { ImportFile } from './ImportFile';
import { Pages } from './Pages';
import styles from './customers.module.css';

/** Everybody who has a record: found by any of their ids, or looked through page by page. */
export default function CustomersPage() {
  const t = useTranslator();
  const [address] = useSearchParams();
  const after = address.get('after') ?? '';
  const [read, reload] = useResource<CustomerListing>(`/v1/customers?after=${encodeURIComponent(after)}`, usePurpose());
  const listing = staying(read);
  const [importing, setImporting] = useState(false);
  return (
    <Page
      title={t.text('customers.title')}
      lead={t.text('customers.lead')}
      actions={
        <div className={ui.tags}>
          <Button
            variant="default"
            aria-expanded={importing}
            onClick={() => setImporting(!importing)}
            data-testid={testIds.importOpen}
          >
            {t.text('imports.title')}
          </Button>
          <Button component={Link} to="/customers/dead-letters" variant="default">
            {t.text('letters.title')}
          </Button>
        </div>
      }
    >
      {importing && <ImportFile onImported={reload} />}
      <Search />
      {listing.state === 'loading' && <LoadingState />}
      {listing.state === 'failed' && <ErrorState error={listing.error} onRetry={reload} />}
      {listing.state === 'loaded' && listing.value.customers.length === 0 && (
        <EmptyState
          picture={<IconUserHeart size={56} stroke={1} />}
          text={t.text('customers.empty')}
          action={
            <Button component={Link} to="/keys" variant="default">
              {t.text('rail.keys')}
            </Button>
          }
        />
      )}
      {listing.state === 'loaded' && listing.value.customers.length > 0 && (
        <>
          <p className={ui.fine}>{t.text('customers.inAll', { n: listing.value.inAll })}</p>
          <div className={styles.scroll}>
            <table className={styles.table} data-testid={testIds.customers}>
              <thead>
                <tr>
                  <th scope="col">{t.text('customers.customer')}</th>
                  <th scope="col">{t.text('customers.lastAt')}</th>
                  <th scope="col">{t.text('customers.since')}</th>
                  <th scope="col" className={styles.end}>
                    {t.text('customers.events')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {listing.value.customers.map(customer => (
                  <tr key={customer.person}>
                    <td>
                      <Link to={`/customers/${encodeURIComponent(customer.person)}`}>{customer.subject}</Link>
                    </td>
                    <td className={ui.number}>{customer.lastAt === null ? '–' : t.dateTime(customer.lastAt)}</td>
                    <td className={ui.number}>{t.dateTime(customer.since)}</td>
                    <td className={styles.end}>
                      {t.text('customers.eventCount', {
                        events: t.number(customer.events),
                        more: String(customer.moreEvents),
                      })}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Pages path="/customers" after={after} next={listing.value.next} />
        </>
      )}
    </Page>
  );
}

/** An id travels in a body, so that no log of addresses keeps it. */
function Search() {
  const t = useTranslator();
  const purpose = usePurpose();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const [error, setError] = useState<string | null>(null);
  const find = (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    lookFor<{ person: string }>('/v1/customers/searches', { id: id.trim() }, purpose).then(
      found => void navigate(`/customers/${encodeURIComponent(found.person)}`),
      (cause: unknown) => setError(asApiError(cause).status === 404 ? t.text('customers.none') : failure(t, cause)),
    );
  };
  return (
    <form className={styles.search} onSubmit={find} role="search">
      <TextInput
        label={t.text('customers.find')}
        placeholder={t.text('customers.findHint')}
        value={id}
        maxLength={200}
        error={error}
        onChange={event => setId(event.currentTarget.value)}
      />
      <Button type="submit" disabled={id.trim() === ''}>
        {t.text('customers.open')}
      </Button>
    </form>
  );
}
