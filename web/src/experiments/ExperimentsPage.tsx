import { Badge, Button } from '@mantine/core';
import { IconFlask2 } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { SHOP_PLAN, type ExperimentLine } from './experiments';
import { PlanForm } from './PlanForm';

/** What is tried, and whether it helps. */
export default function ExperimentsPage() {
  const t = useTranslator();
  const [experiments, reload] = useResource<ExperimentLine[]>('/v1/experiments');
  const all = experiments.state === 'loaded' ? experiments.value : [];
  const demo = <StartDemo />;
  return (
    <Page title={t.text('experiments.title')} lead={t.text('experiments.lead')}>
      {experiments.state === 'loading' && <LoadingState />}
      {experiments.state === 'failed' && <ErrorState error={experiments.error} onRetry={reload} />}
      {experiments.state === 'loaded' && all.length === 0 && (
        <EmptyState picture={<IconFlask2 size={56} stroke={1} />} text={t.text('experiments.empty')} action={demo} />
      )}
      {all.length > 0 && (
        <ul className={ui.list}>
          {all.map(line => (
            <li key={line.id}>
              <div className={ui.grow}>
                <Link to={`/experiments/${line.id}`} data-testid={testIds.experiment(line.id)}>
                  {line.hypothesis}
                </Link>
                <p className={ui.fine}>
                  {line.id} · {t.text('experiments.visits', { real: line.realVisits, simulated: line.simulatedVisits })}
                </p>
              </div>
              {line.kind === 'aa' && (
                <Badge variant="default" radius="sm" tt="none">
                  A/A
                </Badge>
              )}
              {line.verdict && <span className={ui.fine}>{t.named('experiments.verdict', line.verdict)}</span>}
              <Badge variant="light" radius="sm" tt="none">
                {t.text(`experiments.state.${line.state}`)}
              </Badge>
            </li>
          ))}
        </ul>
      )}
      {all.length > 0 && all.every(line => line.id !== SHOP_PLAN.id) && <div>{demo}</div>}
      {experiments.state === 'loaded' && <PlanForm />}
    </Page>
  );
}

/** Sets up what the demo shop tries, and opens it. */
function StartDemo() {
  const t = useTranslator();
  const navigate = useNavigate();
  const [error, setError] = useState<string | null>(null);
  const start = async () => {
    try {
      await send('POST', '/v1/experiments', { ...SHOP_PLAN, hypothesis: t.text('experiments.shop.hypothesis') });
      await send('POST', `/v1/experiments/${SHOP_PLAN.id}/start`, {});
      await navigate(`/experiments/${SHOP_PLAN.id}`);
    } catch (cause) {
      setError(failure(t, cause));
    }
  };
  return (
    <>
      <Button onClick={() => void start()} data-testid={testIds.experimentDemo}>
        {t.text('experiments.demo')}
      </Button>
      {error && (
        <p role="alert" className={ui.fine}>
          {error}
        </p>
      )}
    </>
  );
}
