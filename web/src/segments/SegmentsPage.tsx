import { ActionIcon, Badge, Button } from '@mantine/core';
import { IconPencil, IconSparkles, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { send } from '../api/api';
import { useResource } from '../api/useResource';
import { failure } from '../i18n/failure';
import { useTranslator } from '../i18n/Messages';
import { testIds } from '../testids';
import { EmptyState, ErrorState, LoadingState, Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import { SegmentEditor } from './SegmentEditor';
import type { Segment } from './segments';
import styles from './segments.module.css';
import { SuggestionCards } from './SuggestionCards';

const LOOK_AGAIN_MS = 2000;

type Editing = { segment: Segment | null; condition: string };

/** Who belongs together and why; made from conditions, ready ones, or groups that show by themselves. */
export default function SegmentsPage() {
  const t = useTranslator();
  const [segments, reload] = useResource<Segment[]>('/v1/segments');
  const [editing, setEditing] = useState<Editing | null>(null);
  const [suggesting, setSuggesting] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const building = segments.state === 'loaded' && segments.value.some(segment => segment.building);
  useEffect(() => {
    if (!building) return;
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [building, reload]);

  const remove = (segment: Segment) => {
    if (!confirm(t.text('segments.confirmRemove', { name: segment.name }))) return;
    setTrouble(null);
    send('DELETE', `/v1/segments/${segment.id}`).then(reload, (cause: unknown) => setTrouble(failure(t, cause)));
  };
  const begin = (condition: string) => setEditing({ segment: null, condition });

  return (
    <Page
      title={t.text('segments.title')}
      lead={t.text('segments.lead')}
      actions={
        <div className={styles.buttons}>
          <Button
            variant="default"
            leftSection={<IconSparkles size={16} aria-hidden="true" />}
            aria-expanded={suggesting}
            onClick={() => setSuggesting(!suggesting)}
            data-testid={testIds.segmentSuggest}
          >
            {t.text('segments.suggest')}
          </Button>
          <Button onClick={() => begin('')} data-testid={testIds.segmentNew}>
            {t.text('segments.new')}
          </Button>
        </div>
      }
    >
      {editing && (
        <SegmentEditor
          key={editing.segment?.id ?? editing.condition}
          segment={editing.segment}
          initialCondition={editing.condition}
          onSaved={() => {
            setEditing(null);
            reload();
          }}
          onCancel={() => setEditing(null)}
        />
      )}
      {suggesting && <SuggestionCards onTake={begin} />}
      {trouble && (
        <p role="alert" className={styles.alert}>
          {trouble}
        </p>
      )}
      {segments.state === 'loading' && <LoadingState />}
      {segments.state === 'failed' && <ErrorState error={segments.error} onRetry={reload} />}
      {segments.state === 'loaded' && segments.value.length === 0 && !editing && (
        <EmptyState
          picture={<IconUsersGroup size={56} stroke={1} />}
          text={t.text('segments.empty')}
          action={<Button onClick={() => begin('churnRisk >= 0.5')}>{t.text('segments.empty.action')}</Button>}
        />
      )}
      {segments.state === 'loaded' && segments.value.length > 0 && (
        <ul className={ui.list}>
          {segments.value.map(segment => (
            <li key={segment.id} data-testid={testIds.segment(segment.key)}>
              <div className={ui.grow}>
                <Link to={`/segments/${segment.id}`}>{segment.name}</Link>
                <p className={ui.fine}>
                  <code>{segment.condition}</code>
                </p>
              </div>
              {segment.readsAffect && (
                <Badge variant="light" title={t.text('segments.readsAffect.note')}>
                  {t.text('segments.readsAffect')}
                </Badge>
              )}
              <span className={ui.number}>
                {segment.building
                  ? t.text('segments.building')
                  : segment.members === null
                    ? t.text('segments.few')
                    : t.text('segments.members', { people: segment.members })}
              </span>
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={() => setEditing({ segment, condition: segment.condition })}
                aria-label={t.text('segments.edit', { name: segment.name })}
              >
                <IconPencil size={17} stroke={1.6} aria-hidden="true" />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                onClick={() => remove(segment)}
                aria-label={t.text('segments.remove', { name: segment.name })}
              >
                <IconTrash size={17} stroke={1.6} aria-hidden="true" />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
