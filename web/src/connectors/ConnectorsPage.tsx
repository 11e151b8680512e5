import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { ErrorState, LoadingState, Page } from '../ui/states';
import { Deliveries } from './Deliveries';
import { Systems } from './Systems';
import { WebhookList } from './WebhookList';
import type { AllConnectors, AllWebhooks } from './connectors';

const PARTS = ['systems', 'webhooks', 'deliveries'] as const;
type Part = (typeof PARTS)[number];

/** Other systems: which are connected and well, who is told by webhook, and what arrived. */
export default function ConnectorsPage() {
  const t = useTranslator();
  const [asked, ask] = useSearchParams();
  const part: Part = PARTS.find(known => known === asked.get('part')) ?? 'systems';
  const [connectors, reloadConnectors] = useResource<AllConnectors>('/v1/connectors');
  const [webhooks, reloadWebhooks] = useResource<AllWebhooks>('/v1/webhooks');

  const failed = [connectors, webhooks].find(resource => resource.state === 'failed');
  return (
    <Page title={t.text('connectors.title')} lead={t.text('connectors.lead')}>
      <SegmentedControl
        aria-label={t.text('connectors.title')}
        data={PARTS.map(value => ({ value, label: t.text(`connectors.part.${value}`) }))}
        value={part}
        onChange={value => ask({ part: value })}
        style={{ justifySelf: 'start', maxWidth: '100%' }}
      />
      {failed?.state === 'failed' && (
        <ErrorState
          error={failed.error}
          onRetry={() => {
            reloadConnectors();
            reloadWebhooks();
          }}
        />
      )}
      {!failed && (connectors.state !== 'loaded' || webhooks.state !== 'loaded') && <LoadingState />}
      {connectors.state === 'loaded' && webhooks.state === 'loaded' && (
        <>
          {part === 'systems' && <Systems all={connectors.value} onChange={reloadConnectors} />}
          {part === 'webhooks' && <WebhookList all={webhooks.value} onChange={reloadWebhooks} />}
          {part === 'deliveries' && (
            <Deliveries connectors={connectors.value.connectors} endpoints={webhooks.value.endpoints} />
          )}
        </>
      )}
    </Page>
  );
}
