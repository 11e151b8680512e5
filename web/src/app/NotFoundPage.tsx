import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useTranslator } from '../i18n/Messages';
import { Page } from '../ui/states';

/** An address that leads nowhere says so: another page in its place would be taken for the one that was asked for. */
export function NotFoundPage() {
  const t = useTranslator();
  return (
    <Page title={t.text('notFound.title')} lead={t.text('notFound.lead')}>
      <div>
        <Button component={Link} to="/start" variant="default">
          {t.text('rail.start')}
        </Button>
      </div>
    </Page>
  );
}
