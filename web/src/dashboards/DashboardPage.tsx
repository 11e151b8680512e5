import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconChartAreaLine, IconDownload } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useResource } from '../api/useResource';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { useTokens } from '../theme/useTokens';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { DIMENSIONS, MOST_FILTERS, nameOf, PERIODS, question, type Answer, type DimensionName } from './dashboards';
import styles from './dashboards.module.css';
import { Drivers, Funnel, Lines, Tiles } from './Figures';
import { downloadPng } from './png';
import { ValenceOverTime } from './ValenceOverTime';

const CHART = 'dashboard-chart';

/** How what people display moves over the whole base. The question stands in the address, so a view can be shared. */
export default function DashboardPage() {
  const t = useTranslator();
  const tokens = useTokens();
  const [asked, ask] = useSearchParams();
  const { days, by, filters, query } = question(asked);
  const [answer, reload] = useResource<Answer>(`/v1/dashboards?${query}`);
  const [names] = useResource<Record<string, string[]>>('/v1/dashboards/names');

  const set = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value) next.set(name, value);
    else next.delete(name);
    ask(next, { replace: true });
  };
  const setFilter = (dimension: DimensionName, name: string) => {
    const next = new URLSearchParams(asked);
    next.delete('filter');
    for (const [each, only] of Object.entries({ ...filters, [dimension]: name }))
      if (only) next.append('filter', `${each}:${only}`);
    ask(next, { replace: true });
  };
  const filtered = Object.keys(filters).length > 0;
  const full = Object.keys(filters).length >= MOST_FILTERS;
  const known = names.state === 'loaded' ? names.value : {};
  const picture = () => {
    const svg = document.getElementById(CHART);
    if (svg instanceof SVGSVGElement) void downloadPng(svg, `dynamics-${days}-${by}`, tokens.surface);
  };

  return (
    <Page
      title={t.text('dashboards.title')}
      lead={t.text('dashboards.lead')}
      actions={
        <div className={styles.buttons}>
          <Button
            component="a"
            href={`/v1/dashboards/table.csv?${query}`}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            data-testid={testIds.dashboardCsv}
          >
            {t.text('dashboards.csv')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            onClick={picture}
            disabled={answer.state !== 'loaded' || answer.value.total === null}
            data-testid={testIds.dashboardPng}
          >
            {t.text('dashboards.png')}
          </Button>
        </div>
      }
    >
      <div className={styles.filters}>
        <SegmentedControl
          aria-label={t.text('dashboards.period')}
          value={days}
          onChange={value => set('days', value)}
          data={PERIODS.map(value => ({ value, label: t.text(`dashboards.period.${value}`) }))}
        />
        {DIMENSIONS.filter(dimension => dimension !== by).map(dimension => (
          <NativeSelect
            key={dimension}
            label={t.text(`dashboards.${dimension}`)}
            value={filters[dimension] ?? ''}
            disabled={full && filters[dimension] === undefined}
            onChange={event => setFilter(dimension, event.currentTarget.value)}
            data={[
              { value: '', label: t.text('dashboards.all') },
              ...(known[dimension] ?? []).map(name => ({ value: name, label: nameOf(t, dimension, name) })),
            ]}
            data-testid={testIds.dashboardFilter(dimension)}
          />
        ))}
      </div>
      {answer.state === 'loading' && <LoadingState />}
      {answer.state === 'failed' && <ErrorState error={answer.error} onRetry={reload} />}
      {answer.state === 'loaded' && answer.value.total === null && (
        <EmptyState
          picture={<IconChartAreaLine size={56} stroke={1} />}
          text={filtered ? t.text('dashboards.emptyFiltered', { k: answer.value.k }) : t.text('dashboards.empty')}
          action={
            filtered ? (
              <Button variant="default" onClick={() => set('filter', '')}>
                {t.text('dashboards.unfiltered')}
              </Button>
            ) : (
              <Button component={Link} to="/live" variant="default">
                {t.text('toLive')}
              </Button>
            )
          }
        />
      )}
      {answer.state === 'loaded' && answer.value.total !== null && (
        <div className={styles.report} data-testid={testIds.dashboard}>
          <Tiles figures={answer.value.total} exact={answer.value.exactPeople} />
          <section className={ui.card}>
            <h2>{t.text('dashboards.overTime')}</h2>
            <ValenceOverTime answer={answer.value} id={CHART} />
          </section>
          <Lines answer={answer.value} by={by} filters={Object.keys(filters).length} onBy={value => set('by', value)} />
          <Drivers answer={answer.value} />
        </div>
      )}
      <Funnel days={days} product={filters.product} topic={filters.topic} />
    </Page>
  );
}
