import { Button, CopyButton } from '@mantine/core';
import { useTranslator } from '../i18n/Messages';
import styles from './ui.module.css';

/** Text for other programs, with a button that takes it along. */
export function Copyable({ text }: { text: string }) {
  const t = useTranslator();
  return (
    <div>
      <pre className={styles.code}>{text}</pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="subtle" size="xs" onClick={copy}>
            {t.text(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
