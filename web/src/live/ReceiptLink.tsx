import { IconDownload, IconUserShield } from '@tabler/icons-react';
import { useTranslator } from '../i18n/Messages';
import type { Consent } from '../sdk/consent';
import { testIds } from '../testids';
import styles from './live.module.css';

export function ReceiptLink({ consent }: { consent: Consent }) {
  const t = useTranslator();
  const download = (
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
  return consent.personal === undefined ? (
    download
  ) : (
    <>
      {download}
      <a
        className={styles.receipt}
        href={consent.personal}
        target="_blank"
        rel="noreferrer"
        data-testid={testIds.personalPage}
      >
        <IconUserShield size={15} aria-hidden="true" />
        {t.text('receipt.personal')}
      </a>
    </>
  );
}
