import { IconDownload } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import type { Consent } from '../sdk/consent';
import { testIds } from '../testids';
import styles from './live.module.css';

export function ReceiptLink({ consent }: { consent: Consent }) {
  const t = useTranslator();
  return (
    <a
      className={styles.receipt}
      href={`/v1/consents/${encodeURIComponent(consent.receiptId)}/receipt`}
      download={`attune-receipt-${consent.receiptId}.json`}
      data-testid={testIds.receiptDownload}
    >
      <IconDownload size={15} aria-hidden="true" />
      {t.text('receipt.download')}
    </a>
  );
}
