import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useTranslator } from '../i18n/Messages';
import ui from '../ui/ui.module.css';

/** The way through a list that comes page by page; where it stands is in the address. */
export function Pages({ path, after, next }: { path: string; after: string; next: string | null }) {
  const t = useTranslator();
  return (
    <nav className={ui.tags} aria-label={t.text('customers.pages')}>
      {after !== '' && (
        <Button component={Link} to={path} variant="default">
          {t.text('customers.first')}
        </Button>
      )}
      {next !== null && (
        <Button component={Link} to={`${path}?after=${encodeURIComponent(next)}`} variant="default">
          {t.text('customers.next')}
        </Button>
      )}
    </nav>
  );
}
