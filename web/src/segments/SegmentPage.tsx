import { Badge, Button } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import { staying, useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import table from '../ui/table.module.css';
import ui from '../ui/ui.module.css';
import type { Day, Member, Segment, Why } from './segments';
import styles from './segments.module.css';

/** One segment: who came and went, and, for a purpose that goes on record, who is in it and why. */
export default function SegmentPage() {
  const t = useTranslator();
  const { id = '' } = useParams();
  const [segment, reload] = useResource<Segment>(`/v1/segments/${id}`);
  const [days] = useResource<Day[]>(`/v1/segments/${id}/days`);
  const [looking, setLooking] = useState(false);

  if (segment.state === 'loading') return <LoadingState />;
  if (segment.state === 'failed') return <ErrorState error={segment.error} onRetry={reload} />;
  const { name, condition, members, building, readsAffect } = segment.value;
  return (
    <Page
      title={name}
      lead={
        building
          ? t.text('segments.building')
          : members === null
            ? t.text('segments.few')
            : t.text('segments.members', { people: members })
      }
    >
      <section className={ui.card}>
        <h2>{t.text('segments.condition')}</h2>
        <code className={ui.code}>{condition}</code>
        {readsAffect && <p className={ui.fine}>{t.text('segments.readsAffect.note')}</p>}
      </section>
      <section className={ui.card}>
        <h2>{t.text('segments.days')}</h2>
        <p className={ui.fine}>{t.text('segments.days.note')}</p>
        {days.state === 'loaded' && days.value.length === 0 && <p>{t.text('segments.days.none')}</p>}
        {days.state === 'loaded' && days.value.length > 0 && (
          <table className={table.figures}>
            <thead>
              <tr>
                <th scope="col">{t.text('segments.day')}</th>
                <th scope="col">{t.text('segments.entered')}</th>
                <th scope="col">{t.text('segments.gone')}</th>
              </tr>
            </thead>
            <tbody>
              {days.value.map(day => (
                <tr key={day.day}>
                  <th scope="row">{day.day}</th>
                  <td>{day.entered === null ? '·' : t.number(day.entered)}</td>
                  <td>{day.gone === null ? '·' : t.number(day.gone)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className={ui.card}>
        <h2>{t.text('segments.people')}</h2>
        <p className={ui.fine}>{t.text('segments.people.note')}</p>
        {looking ? (
          <Members key={id} id={id} />
        ) : (
          <Button
            variant="default"
            style={{ justifySelf: 'start' }}
            onClick={() => setLooking(true)}
            data-testid={testIds.segmentLook}
          >
            {t.text('segments.people.look')}
          </Button>
        )}
      </section>
    </Page>
  );
}

function Members({ id }: { id: string }) {
  const t = useTranslator();
  const [after, setAfter] = useState('');
  const [read, reload] = useResource<Member[]>(
    `/v1/segments/${id}/members?after=${encodeURIComponent(after)}`,
    'quality',
  );
  const members = staying(read);
  const [open, setOpen] = useState<string | null>(null);
  if (members.state === 'loading') return <LoadingState rows={2} />;
  if (members.state === 'failed') return <ErrorState error={members.error} onRetry={reload} />;
  const last = members.value.at(-1);
  return (
    <>
      <ul className={ui.list} data-testid={testIds.segmentMembers}>
        {members.value.map(member => (
          <li key={member.person}>
            <div className={ui.grow}>
              <b>{member.subject}</b>
              <p className={ui.fine}>{t.text('segments.since', { time: t.dateTime(member.since) })}</p>
            </div>
            <Button
              size="xs"
              variant="subtle"
              aria-expanded={open === member.person}
              onClick={() => setOpen(open === member.person ? null : member.person)}
            >
              {t.text('segments.why')}
            </Button>
            {open === member.person && <WhyMember person={member.person} />}
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        {after !== '' && (
          <Button size="xs" variant="default" onClick={() => setAfter('')}>
            {t.text('segments.first')}
          </Button>
        )}
        {last && members.value.length >= 100 && (
          <Button size="xs" variant="default" onClick={() => setAfter(last.person)}>
            {t.text('segments.more')}
          </Button>
        )}
      </div>
    </>
  );
}

function WhyMember({ person }: { person: string }) {
  const t = useTranslator();
  const [why, reload] = useResource<Why>(`/v1/segments/people/${encodeURIComponent(person)}`, 'quality');
  if (why.state === 'loading') return <LoadingState rows={1} />;
  if (why.state === 'failed') return <ErrorState error={why.error} onRetry={reload} />;
  const risk = why.value.churnRisk;
  return (
    <div className={styles.why}>
      {risk && (
        <p>
          {t.text('segments.risk', { risk: t.percent(risk.risk) })}{' '}
          <span className={ui.fine}>
            {Object.entries(risk.parts)
              .map(([sign, part]) => `${t.named('segments.sign', sign)} ${t.percent(part)}`)
              .join(' · ')}
          </span>
        </p>
      )}
      {why.value.segments
        .filter(segment => segment.member)
        .map(segment => (
          <div key={segment.key}>
            <b>{segment.name}</b>
            <ul className={styles.clauses}>
              {segment.clauses.map(clause => (
                <li key={clause.text}>
                  <Badge size="xs" variant="light" color={clause.value ? 'teal' : 'gray'}>
                    {t.text(clause.value ? 'segments.true' : 'segments.false')}
                  </Badge>{' '}
                  <code>{clause.text}</code>{' '}
                  <span className={ui.fine}>
                    {t.list(
                      Object.entries(clause.inputs).map(
                        ([name, value]) =>
                          `${name} = ${typeof value === 'number' ? t.number(value, 2) : String(value)}`,
                      ),
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
    </div>
  );
}
