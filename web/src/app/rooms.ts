import {
  IconBellRinging,
  IconBook2,
  IconBuildingStore,
  IconChartAreaLine,
  IconCompass,
  IconFileCertificate,
  IconFlask2,
  IconHeart,
  IconHistory,
  IconInbox,
  IconKey,
  IconMessageLanguage,
  IconLifebuoy,
  IconMessages,
  IconPhone,
  IconPlugConnected,
  IconRoute,
  IconScale,
  IconShieldCheck,
  IconUserCheck,
  IconUserHeart,
  IconUsers,
  IconUsersGroup,
  IconVideo,
  type Icon,
} from '@tabler/icons-react';
import type { MessageKey } from '../i18n/translator';

export interface Room {
  /** Also the address: `/live`. */
  id: string;
  label: MessageKey;
  icon: Icon;
}

export interface RoomGroup {
  label: MessageKey;
  rooms: Room[];
}

/** The rail, grouped by the job. */
export const ROOM_GROUPS: RoomGroup[] = [
  {
    label: 'rail.now',
    rooms: [
      { id: 'start', label: 'rail.start', icon: IconCompass },
      { id: 'live', label: 'rail.live', icon: IconVideo },
      { id: 'workspace', label: 'rail.workspace', icon: IconInbox },
      { id: 'calls', label: 'rail.calls', icon: IconPhone },
      { id: 'sessions', label: 'rail.sessions', icon: IconHistory },
      { id: 'shop', label: 'rail.shop', icon: IconBuildingStore },
    ],
  },
  {
    label: 'rail.relations',
    rooms: [
      { id: 'customers', label: 'rail.customers', icon: IconUserHeart },
      { id: 'cases', label: 'rail.cases', icon: IconLifebuoy },
      { id: 'dashboards', label: 'rail.dashboards', icon: IconChartAreaLine },
      { id: 'segments', label: 'rail.segments', icon: IconUsersGroup },
      { id: 'alerts', label: 'rail.alerts', icon: IconBellRinging },
    ],
  },
  {
    label: 'rail.voices',
    rooms: [
      { id: 'feedback', label: 'rail.feedback', icon: IconMessages },
      { id: 'love', label: 'rail.love', icon: IconHeart },
    ],
  },
  {
    label: 'rail.adapt',
    rooms: [
      { id: 'playbooks', label: 'rail.playbooks', icon: IconBook2 },
      { id: 'learning', label: 'rail.learning', icon: IconRoute },
      { id: 'experiments', label: 'rail.experiments', icon: IconFlask2 },
      { id: 'style', label: 'rail.style', icon: IconMessageLanguage },
      { id: 'approvals', label: 'rail.approvals', icon: IconUserCheck },
    ],
  },
  {
    label: 'rail.trust',
    rooms: [
      { id: 'trust', label: 'rail.trustPage', icon: IconScale },
      { id: 'consent', label: 'rail.consent', icon: IconShieldCheck },
      { id: 'models', label: 'rail.models', icon: IconFileCertificate },
    ],
  },
  {
    label: 'rail.setup',
    rooms: [
      { id: 'people', label: 'rail.people', icon: IconUsers },
      { id: 'keys', label: 'rail.keys', icon: IconKey },
      { id: 'connectors', label: 'rail.connectors', icon: IconPlugConnected },
    ],
  },
];

/** The room that an address lies in; null for the room itself, and where there is none. */
export function roomAbove(pathname: string): Room | null {
  const [, id, below] = pathname.split('/');
  if (!below) return null;
  return ROOM_GROUPS.flatMap(group => group.rooms).find(room => room.id === id) ?? null;
}
