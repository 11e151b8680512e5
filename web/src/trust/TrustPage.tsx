import { Badge, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useResource } from '../api/useResource';
import type { MessageKey } from '../i18n/translator';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import table from '../ui/table.module.css';
import uiStyles from '../ui/ui.module.css';
import { FairnessCard } from './FairnessCard';
import { LooksCard } from './LooksCard';
import { AuditCard, RetentionCard } from './Records';
import { SwitchList } from './SwitchList';
import styles from './trust.module.css';
import { summary, type Trust } from './trust';

/** May we, did we, is it fair: first in one sentence, then the evidence. */
export default function TrustPage() {
  const t = useTranslator();
  const [trust, reload] = useResource<Trust>('/v1/trust');
  return (
    <Page
      title={t.text('trust.title')}
      lead={t.text('trust.lead')}
      actions={
        <Button
          component="a"
          href={`/v1/trust/assessment?language=${t.language}`}
          download="attune-assessment.html"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          data-testid={testIds.trustAssessment}
        >
          {t.text('trust.assessment')}
        </Button>
      }
    >
      {trust.state === 'loading' && <LoadingState />}
      {trust.state === 'failed' && <ErrorState error={trust.error} onRetry={reload} />}
      {trust.state === 'loaded' && <Evidence trust={trust.value} onChanged={reload} />}
    </Page>
  );
}

function Evidence({ trust, onChanged }: { trust: Trust; onChanged(): void }) {
  const t = useTranslator();
  const { state, permitted, of } = summary(trust);
  return (
    <>
      <p className={styles.state} data-state={state} data-testid={testIds.trustState} role="status">
        {t.text(`trust.state.${state}` as MessageKey, { permitted, of, off: trust.switchedOff.length })}
      </p>
      <SwitchList off={trust.switchedOff} onChanged={onChanged} />
      <Deployment trust={trust} />
      <Section title="trust.permissions" note={t.text('trust.permissions.note')}>
        <Table
          testId={testIds.trustPermissions}
          head={['trust.what', 'trust.kind', 'trust.outcome', 'trust.rule', 'trust.article']}
          rows={trust.permissions.map(each => ({
            key: `${each.purpose}/${each.modality}`,
            cells: [
              `${t.named('purpose', each.purpose)} · ${t.named('modality', each.modality)}`,
              t.text(each.biometric ? 'trust.biometric' : 'trust.notBiometric'),
              <Badge
                key="outcome"
                variant={each.outcome === 'block' ? 'default' : 'light'}
                radius="sm"
                tt="none"
                miw="max-content"
              >
                {t.named('trust.outcome', each.outcome)}
              </Badge>,
              <span key="rule">
                <code>{each.rule}</code> {each.reason}
              </span>,
              each.article,
            ],
          }))}
        />
      </Section>
      <Section title="trust.gate" note={t.text('trust.gate.note')}>
        <Table
          testId={testIds.trustGate}
          empty={t.text('trust.gate.empty')}
          head={['trust.day', 'trust.what', 'trust.rule', 'trust.answer', 'trust.count']}
          rows={trust.gate.map(each => ({
            key: [each.day, each.rule, each.outcome, each.purpose, each.modality, each.answer].join('/'),
            cells: [
              each.day,
              `${t.named('purpose', each.purpose)} · ${t.named('modality', each.modality)}`,
              <code key="rule">{each.rule}</code>,
              t.named('trust.answer', each.answer),
              t.number(each.n),
            ],
          }))}
        />
      </Section>
      <Section title="trust.consents" note={t.text('trust.consents.note', { k: trust.k })}>
        <Table
          empty={t.text('trust.consents.empty')}
          head={['trust.what', 'consentState.granted', 'consentState.refused', 'consentState.withdrawn']}
          rows={trust.consents.map(each => ({
            key: `${each.purpose}/${each.modality}`,
            cells: [
              `${t.named('purpose', each.purpose)} · ${t.named('modality', each.modality)}`,
              ...[each.granted, each.refused, each.withdrawn].map(people =>
                people === null ? t.text('trust.few') : t.number(people),
              ),
            ],
          }))}
        />
      </Section>
      <Section title="trust.parity" note={t.text('trust.parity.note')}>
        <Table
          testId={testIds.trustParity}
          head={['trust.measure', 'trust.declined', 'trust.consented', 'trust.ratio', 'trust.verdict']}
          rows={trust.parity.map(each => ({
            key: each.measure,
            cells: [
              t.named('trust.measure', each.measure),
              t.number(each.declined),
              t.number(each.consented),
              each.ratio === null || each.low === null || each.high === null
                ? '–'
                : `${t.number(each.ratio, 2)} [${t.number(each.low, 2)}–${t.number(each.high, 2)}]`,
              t.named('trust.verdict', each.verdict),
            ],
          }))}
        />
      </Section>
      <RetentionCard />
      <FairnessCard />
      <LooksCard />
      <AuditCard />
    </>
  );
}

function Deployment({ trust }: { trust: Trust }) {
  const t = useTranslator();
  const { deployment, pack, retention } = trust;
  const facts: [MessageKey, string][] = [
    ['trust.place', `${t.named('trust.place', deployment.place)} · ${t.named('trust.role', deployment.role)}`],
    ['trust.age', t.named('trust.age', deployment.ageBand)],
    ['trust.purposes', t.list(deployment.purposes.map(purpose => t.named('purpose', purpose)))],
    ['trust.law', t.named('trust.jurisdiction', deployment.jurisdiction)],
    ['trust.meets', t.list(deployment.meets.map(duty => t.named('trust.duty', duty))) || '–'],
    ['trust.pack', t.text('trust.pack.days', { version: pack.version, reviewed: pack.reviewed, due: pack.reviewBy })],
    [
      'trust.retention',
      t.text('trust.retention.days', { sessions: retention.sessionDays, consents: retention.consentDays }),
    ],
  ];
  return (
    <Section title="trust.deployment" note={t.text('trust.deployment.note')}>
      <dl className={uiStyles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{t.text(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Table
        head={['trust.date', 'trust.day', 'trust.source']}
        rows={pack.dates.map(date => ({
          key: date.id,
          cells: [
            <code key="id">{date.id}</code>,
            date.inForce ? date.day : t.text('trust.fromDay', { day: date.day }),
            date.source,
          ],
        }))}
      />
    </Section>
  );
}

function Section({ title, note, children }: { title: MessageKey; note: string; children: ReactNode }) {
  const t = useTranslator();
  return (
    <section className={uiStyles.card}>
      <h2>{t.text(title)}</h2>
      <p className={uiStyles.fine}>{note}</p>
      {children}
    </section>
  );
}

interface TableProps {
  head: MessageKey[];
  rows: { key: string; cells: ReactNode[] }[];
  empty?: string;
  testId?: string;
}

function Table({ head, rows, empty, testId }: TableProps) {
  const t = useTranslator();
  if (rows.length === 0) return <p>{empty ?? '–'}</p>;
  return (
    // a wide table scrolls by itself, by keyboard too
    <div className={table.scroll} tabIndex={0} role="group">
      <table className={table.table} data-testid={testId}>
        <thead>
          <tr>
            {head.map(name => (
              <th key={name} scope="col">
                {t.text(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.key}>
              {row.cells.map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
