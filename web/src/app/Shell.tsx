import { ActionIcon, Burger, NativeSelect, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { Suspense, useEffect, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/language';
import { useMessages } from '../i18n/Messages';
import { testIds } from '../testids';
import { LoadingState } from '../ui/states';
import { ROOM_GROUPS } from './rooms';
import styles from './shell.module.css';

/** The console's frame: one rail at the left, the room beside it; on a phone the rail folds away. */
export function Shell() {
  const { translator: t } = useMessages();
  const [open, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);

  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t.text('skip')}
      </a>
      <header className={styles.rail} data-open={open}>
        <div className={styles.brandLine}>
          <NavLink to="/start" className={styles.brand!}>
            <img src="/attune.svg" alt="" width="26" height="26" />
            Attune
          </NavLink>
          <Burger
            className={styles.menuButton}
            size="sm"
            opened={open}
            onClick={() => setOpen(!open)}
            aria-label={t.text('rail.menu')}
            aria-expanded={open}
          />
        </div>
        <nav className={styles.rooms} aria-label={t.text('rail.label')}>
          {ROOM_GROUPS.map(group => (
            <div key={group.label} className={styles.group} role="group" aria-labelledby={group.label}>
              <p id={group.label}>{t.text(group.label)}</p>
              {group.rooms.map(({ id, label, icon: RoomIcon }) => (
                <NavLink key={id} to={`/${id}`} className={styles.room!} data-testid={testIds.rail(id)}>
                  <RoomIcon size={18} stroke={1.6} aria-hidden="true" />
                  {t.text(label)}
                </NavLink>
              ))}
            </div>
          ))}
        </nav>
        <Settings />
      </header>
      <main className={styles.main} id="main" tabIndex={-1}>
        <Suspense fallback={<LoadingState />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

export function Settings() {
  const { translator: t, choose } = useMessages();
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  return (
    <div className={styles.settings}>
      <NativeSelect
        size="xs"
        aria-label={t.text('language')}
        value={t.language}
        onChange={event => choose(event.currentTarget.value as Language)}
        data={LANGUAGES.map(value => ({ value, label: LANGUAGE_NAMES[value] }))}
        data-testid={testIds.language}
      />
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t.text(scheme === 'dark' ? 'theme.light' : 'theme.dark')}
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
        data-testid={testIds.theme}
      >
        {scheme === 'dark' ? <IconSun size={16} aria-hidden="true" /> : <IconMoon size={16} aria-hidden="true" />}
      </ActionIcon>
    </div>
  );
}
