import { Button, TextInput } from '@mantine/core';
import { useContext, useState, type FormEvent } from 'react';
import { Link, useParams } from 'react-router';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { MeContext, usePurpose } from '../app/me';
import { OpenCase } from '../cases/OpenCase';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { ErrorState, LoadingState, Page } from '../ui/states';
import { testIds } from '../testids';
import ui from '../ui/ui.module.css';
import { Attitudes } from './Attitudes';
import type { Answers, CustomerView } from './customers';
import styles from './customers.module.css';
import { Timeline } from './Timeline';
import { Weeks } from './Weeks';

/** One customer: which way what they displayed leans and on what evidence, what they answered, what happened, who they are. */
export default function CustomerPage() {
  const { person = '' } = useParams();
  const t = useTranslator();
  const { role } = useContext(MeContext);
  const [opening, setOpening] = useState(false);
  const [customer, reload] = useResource<CustomerView>(`/v1/customers/${encodeURIComponent(person)}`, usePurpose());
  if (customer.state === 'loading') return <LoadingState />;
  if (customer.state === 'failed') return <ErrorState error={customer.error} onRetry={reload} />;
  const { value } = customer;
  const { profile } = value;
  return (
    <Page
      title={value.subjects[0] ?? t.text('customers.customer')}
      tab={t.text('customers.customer')}
      lead={t.text('customer.lead', {
        events: value.events,
        more: String(value.moreEvents),
        last: value.lastAt === null ? '–' : t.dateTime(value.lastAt),
      })}
      actions={
        role !== 'privacy-officer' && (
          <div className={ui.tags}>
            <Button
              variant="default"
              aria-expanded={opening}
              onClick={() => setOpening(!opening)}
              data-testid={testIds.caseNew}
            >
              {t.text('cases.new')}
            </Button>
            <Button component={Link} to={`/workspace/${encodeURIComponent(profile.person)}`} variant="default">
              {t.text('rail.workspace')}
            </Button>
          </div>
        )
      }
    >
      {opening && <OpenCase person={profile.person} />}
      {value.hidden.length > 0 && (
        <p className={ui.fine} role="note">
          {t.text('customer.hidden', { what: t.list(value.hidden.map(id => t.named('modality', id))) })}
        </p>
      )}
      <div className={ui.tiles} data-testid={testIds.customerAnswers}>
        <AnswerTile name="csat" scale="1–5" answers={profile.answers.csat} />
        <AnswerTile name="nps" scale="0–10" answers={profile.answers.nps} />
        <AnswerTile name="ces" scale="1–7" answers={profile.answers.ces} />
      </div>
      <div className={styles.two}>
        <div className={styles.column}>
          <section className={ui.card} aria-labelledby="customer-weeks">
            <h2 id="customer-weeks">{t.text('customer.weeks.title')}</h2>
            <Weeks dynamics={profile.dynamics} />
          </section>
          <section className={ui.card} aria-labelledby="customer-attitudes">
            <h2 id="customer-attitudes">{t.text('customer.attitudes.title')}</h2>
            <Attitudes attitudes={profile.attitudes} evidence={value.evidence} />
          </section>
          <section className={ui.card} aria-labelledby="customer-ids">
            <h2 id="customer-ids">{t.text('customer.ids.title')}</h2>
            <Ids view={value} onChanged={reload} />
          </section>
        </div>
        <section className={ui.card} aria-labelledby="customer-timeline">
          <h2 id="customer-timeline">{t.text('customer.timeline.title')}</h2>
          <Timeline key={profile.person} person={profile.person} />
        </section>
      </div>
    </Page>
  );
}

function AnswerTile({
  name,
  scale,
  answers,
}: {
  name: 'csat' | 'nps' | 'ces';
  scale: string;
  answers: Answers | null;
}) {
  const t = useTranslator();
  return (
    <div className={ui.tile}>
      <span>{t.text(`customer.answers.${name}`)}</span>
      <b>{answers === null ? '–' : t.number(answers.latest)}</b>
      <small>
        {answers === null
          ? t.text('customer.answers.none')
          : t.text('customer.answers.note', {
              scale,
              date: t.dateTime(answers.at),
              mean: t.number(answers.mean, 1),
              n: answers.n,
            })}
      </small>
    </div>
  );
}

/** Every id that leads here, what is told about the person, and how to join or part records. */
function Ids({ view, onChanged }: { view: CustomerView; onChanged(): void }) {
  const t = useTranslator();
  const [other, setOther] = useState('');
  const [error, setError] = useState<string | null>(null);
  const path = `/v1/customers/${encodeURIComponent(view.profile.person)}/merges`;
  const attempt = (work: () => Promise<unknown>) => {
    setError(null);
    work().then(onChanged, (cause: unknown) => setError(failure(t, cause)));
  };
  const merge = (event: FormEvent) => {
    event.preventDefault();
    if (!confirm(t.text('customer.ids.confirmMerge'))) return;
    attempt(async () => {
      await send('POST', path, { id: other.trim() });
      setOther('');
    });
  };
  const told = new Set(view.ids.map(id => id.value)); // an address that finds them stands among the ids already
  const traits = Object.entries(view.profile.traits).filter(
    ([, value]) => typeof value !== 'string' || !told.has(value),
  );
  return (
    <>
      <dl className={ui.facts}>
        {view.subjects.map(subject => (
          <div key={subject} style={{ display: 'contents' }}>
            <dt>{t.text('customer.ids.id')}</dt>
            <dd>{subject}</dd>
          </div>
        ))}
        {view.ids.map(id => (
          <div key={`${id.kind}/${id.value}`} style={{ display: 'contents' }}>
            <dt>{t.named('customer.ids', id.kind)}</dt>
            <dd>{id.value}</dd>
          </div>
        ))}
        {traits.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      {view.merges.map(merged => (
        <div key={merged.id} className={styles.search}>
          <p className={ui.fine}>
            {t.text('customer.ids.merged', {
              people: merged.people,
              date: t.dateTime(merged.mergedAt),
              by: merged.mergedBy,
            })}
          </p>
          <Button
            variant="default"
            size="xs"
            onClick={() => attempt(() => send('DELETE', `${path}/${encodeURIComponent(merged.id)}`))}
          >
            {t.text('customer.ids.part')}
          </Button>
        </div>
      ))}
      <details>
        <summary>{t.text('customer.ids.merge')}</summary>
        <form className={styles.search} onSubmit={merge}>
          <TextInput
            label={t.text('customer.ids.other')}
            value={other}
            maxLength={200}
            onChange={event => setOther(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={other.trim() === ''}>
            {t.text('customer.ids.join')}
          </Button>
        </form>
      </details>
      {error && (
        <p className={styles.alert} role="alert">
          {error}
        </p>
      )}
      {view.merges.length > 0 && (
        <p className={ui.fine}>{t.text('customer.ids.oneOfMany', { n: view.subjects.length })}</p>
      )}
    </>
  );
}
