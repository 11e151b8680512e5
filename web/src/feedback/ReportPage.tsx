import { Button } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useResource, type Resource } from '../api/useResource';
import { usePurpose } from '../app/me';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { ErrorState, LoadingState, Page } from '../ui/states';
import { summaryPath, type Summary, type Upload } from './feedback';
import styles from './feedback.module.css';
import { Filters } from './Filters';
import { AnswerFirst, Drivers, EmergingTopics, Tiles, Wishes } from './Findings';
import { Method, Rejects } from './Method';
import { ByAspect, ByProduct, ByRequest, ProductAndAspect } from './Tallies';
import { SentimentOverTime } from './SentimentOverTime';

/** What one table of feedback says: all of it, or the rows that the address asks for. */
export default function ReportPage() {
  const t = useTranslator();
  const { id = '' } = useParams();
  const [asked] = useSearchParams();
  const [upload] = useResource<Upload>(`/v1/feedback/${id}`);
  const purpose = usePurpose();
  const [whole, reload] = useResource<Summary>(summaryPath(id, new URLSearchParams()), purpose);
  const [shown, reloadShown] = useResource<Summary>(summaryPath(id, asked), purpose);
  return (
    <Page
      title={upload.state === 'loaded' ? upload.value.name : t.text('feedback.title')}
      lead={t.text('feedback.lead')}
      actions={
        <Button
          component={Link}
          to="/feedback"
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
        >
          {t.text('feedback.tables')}
        </Button>
      }
    >
      {whole.state === 'loaded' && <Filters whole={whole.value} />}
      <Report
        summary={shown}
        onRetry={() => {
          reload();
          reloadShown();
        }}
      />
      {shown.state === 'loaded' && (
        <div>
          <Button
            component="a"
            href={`/v1/feedback/${id}/rejects?language=${t.language}`}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            data-testid={testIds.feedbackRejects}
          >
            {t.text('feedback.rejects.download')}
          </Button>
        </div>
      )}
    </Page>
  );
}

function Report({ summary, onRetry }: { summary: Resource<Summary>; onRetry(): void }) {
  const t = useTranslator();
  switch (summary.state) {
    case 'loading':
      return <LoadingState rows={6} />;
    case 'failed':
      return <ErrorState error={summary.error} onRetry={onRetry} />;
    case 'loaded': {
      const value = summary.value;
      if (value.rows === 0) return <p role="status">{t.text('feedback.nothingLeft')}</p>;
      return (
        <div className={styles.report} data-testid={testIds.feedbackReport} data-rows={value.rows}>
          <Tiles summary={value} />
          <SentimentOverTime summary={value} />
          <Drivers kind="drivers" drivers={value.drivers} />
          <AnswerFirst quotes={value.answerFirst} />
          <EmergingTopics summary={value} />
          <Drivers kind="strengths" drivers={value.strengths} />
          <ByRequest summary={value} />
          <ByProduct summary={value} />
          <ByAspect summary={value} />
          <ProductAndAspect summary={value} />
          <Wishes summary={value} />
          <Rejects summary={value} />
          <Method summary={value} />
        </div>
      );
    }
  }
}
