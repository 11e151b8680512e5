import { IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useContext } from 'react';
import { Link } from 'react-router';
import type { Account, SdkKey } from '../api/types';
import { useResource } from '../api/useResource';
import { MeContext } from '../app/me';
import { ROOM_GROUPS, type Room } from '../app/rooms';
import type { AllConnectors } from '../connectors/connectors';
import { useTranslator } from '../i18n/Messages';
import type { MessageKey } from '../i18n/translator';
import type { Playbook } from '../playbooks/playbooks';
import { testIds } from '../testids';
import { summary, type Trust } from '../trust/trust';
import { Page } from '../ui/states';
import ui from '../ui/ui.module.css';
import styles from './start.module.css';

const JOBS: { title: MessageKey; text: MessageKey; rooms: string[]; command?: string }[] = [
  { title: 'start.help', text: 'start.helpText', rooms: ['workspace', 'cases', 'calls', 'alerts'] },
  { title: 'start.build', text: 'start.buildText', rooms: ['playbooks', 'learning', 'experiments', 'style'] },
  {
    title: 'start.study',
    text: 'start.studyText',
    rooms: ['sessions', 'feedback', 'dashboards', 'segments'],
    command: './attune analyze recordings/ --out results/',
  },
  { title: 'start.answer', text: 'start.answerText', rooms: ['trust', 'consent', 'models'] },
];

const ROOMS = new Map(ROOM_GROUPS.flatMap(group => group.rooms).map(room => [room.id, room]));

/** For somebody who is here for the first time: what comes next, and which rooms their work needs. */
export default function StartPage() {
  const t = useTranslator();
  const { role } = useContext(MeContext);
  return (
    <Page title={t.text('start.title')} lead={t.text('start.lead')}>
      <ol className={styles.steps} data-testid={testIds.startSteps}>
        <Step to="/live" title="start.look" text="start.lookText" />
        <Law />
        <Playbooks />
        {role === 'admin' && <OfAdmins />}
      </ol>
      <section className={styles.jobs} aria-labelledby="start-jobs">
        <h2 id="start-jobs">{t.text('start.jobs')}</h2>
        <div className={ui.cards}>
          {JOBS.map(({ title, text, rooms, command }) => (
            <div key={title} className={ui.card}>
              <h3>{t.text(title)}</h3>
              <p>{t.text(text)}</p>
              {command && <code className={ui.code}>{command}</code>}
              <ul className={styles.rooms}>
                {rooms
                  .flatMap(id => ROOMS.get(id) ?? [])
                  .map(room => (
                    <li key={room.id}>
                      <RoomLink room={room} />
                    </li>
                  ))}
              </ul>
            </div>
          ))}
        </div>
      </section>
    </Page>
  );
}

function RoomLink({ room: { id, label, icon: RoomIcon } }: { room: Room }) {
  const t = useTranslator();
  return (
    <Link to={`/${id}`}>
      <RoomIcon size={16} stroke={1.6} aria-hidden="true" />
      {t.text(label)}
    </Link>
  );
}

function Law() {
  const t = useTranslator();
  const [trust] = useResource<Trust>('/v1/trust');
  const now = trust.state === 'loaded' ? summary(trust.value) : null;
  return (
    <Step
      to="/trust"
      title="start.law"
      text="start.lawText"
      state={now && t.text(`trust.state.${now.state}`, { ...now, off: switchedOff(trust) })}
      done={now?.state === 'sound' && now.permitted > 0}
    />
  );
}

function switchedOff(trust: ReturnType<typeof useResource<Trust>>[0]): number {
  return trust.state === 'loaded' ? trust.value.switchedOff.length : 0;
}

function Playbooks() {
  const t = useTranslator();
  const [playbooks] = useResource<Playbook[]>('/v1/playbooks');
  const on = playbooks.state === 'loaded' ? playbooks.value.filter(each => each.on && !each.lock).length : null;
  return (
    <Step
      to="/playbooks"
      title="start.playbooks"
      text="start.playbooksText"
      state={on === null ? null : t.text('start.playbooksOn', { count: on })}
      done={on !== null && on > 0}
    />
  );
}

/** What only an admin may read and do. */
function OfAdmins() {
  const [keys] = useResource<SdkKey[]>('/v1/keys');
  const [systems] = useResource<AllConnectors>('/v1/connectors');
  const [accounts] = useResource<Account[]>('/v1/accounts');
  return (
    <>
      <Counted
        to="/keys"
        title="start.keys"
        text="start.keysText"
        told="start.keysMade"
        count={keys.state === 'loaded' ? keys.value.filter(key => !key.revoked).length : null}
      />
      <Counted
        to="/connectors"
        title="start.systems"
        text="start.systemsText"
        told="start.systemsConnected"
        count={systems.state === 'loaded' ? systems.value.connectors.length : null}
      />
      <Counted
        to="/people"
        title="start.colleagues"
        text="start.colleaguesText"
        told="start.colleaguesIn"
        count={accounts.state === 'loaded' ? accounts.value.filter(account => !account.disabled).length : null}
      />
    </>
  );
}

function Counted(props: { to: string; title: MessageKey; text: MessageKey; told: MessageKey; count: number | null }) {
  const t = useTranslator();
  const { count, told, ...step } = props;
  return <Step {...step} state={count === null ? null : t.text(told, { count })} done={count !== null && count > 0} />;
}

/** One step: what it is for, how it stands, and the way there. */
function Step(props: { to: string; title: MessageKey; text: MessageKey; state?: string | null; done?: boolean }) {
  const t = useTranslator();
  return (
    <li data-done={props.done ?? false}>
      <div>
        <h2>
          <Link to={props.to}>
            {t.text(props.title)}
            <IconArrowRight size={16} stroke={1.8} aria-hidden="true" />
          </Link>
        </h2>
        <p>{t.text(props.text)}</p>
        {props.state && (
          <p className={styles.state}>
            {props.done && <IconCircleCheck size={16} stroke={1.8} role="img" aria-label={t.text('start.done')} />}
            {props.state}
          </p>
        )}
      </div>
    </li>
  );
}
