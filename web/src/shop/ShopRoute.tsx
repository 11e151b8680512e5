import { useCallback, useMemo } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useTranslator } from '../i18n/Messages';
import { useTitle } from '../ui/useTitle';
import { pathOf, type Place } from './place';
import { Shop } from './Shop';
import styles from './shop.module.css';

/** The shop at its own address, for everybody, consent or not. */
export default function ShopRoute({ page }: { page: Place['name'] }) {
  const t = useTranslator();
  useTitle(t.text('shop.name'));
  const navigate = useNavigate();
  const { id = '' } = useParams();
  const place = useMemo((): Place => (page === 'product' ? { name: page, id } : { name: page }), [page, id]);
  const go = useCallback((to: Place) => void navigate(pathOf(to)), [navigate]);
  return (
    <main className={styles.standalone} id="main">
      <h1 className={styles.visuallyHidden}>{t.text('shop.name')}</h1>
      <Shop place={place} go={go} />
    </main>
  );
}
