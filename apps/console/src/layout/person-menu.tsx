import { ActionIcon, Menu } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useColorScheme, type ColorScheme } from '../color-scheme.js';
import { Icon } from '../components/icon.js';
import { useSession } from '../session/session-query.js';
import { useSignOut } from '../session/use-sign-out.js';
import { texts } from '../texts/index.js';
import styles from './person-menu.module.css';

const SCHEMES: readonly ColorScheme[] = ['auto', 'light', 'dark'];

/** Who one is, the colours, the way out. */
export function PersonMenu() {
  const { user } = useSession();
  const { chosen, choose } = useColorScheme();
  const signOut = useSignOut();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon className={styles.target} variant="subtle" size="lg" aria-label={texts.layout.person(user.userName)}>
          <Icon name="person" size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.userName}</Menu.Label>
        <Menu.Item leftSection={<Icon name="home" />} onClick={() => void navigate({ to: '/' })}>
          {texts.common.home}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="lock" />} onClick={() => void navigate({ to: '/password' })}>
          {texts.layout.password}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="key" />} onClick={() => void navigate({ to: '/second-factors' })}>
          {texts.security.title}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{texts.layout.colours}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={scheme === chosen}
            onClick={() => choose(scheme)}
            rightSection={scheme === chosen ? <Icon name="check" size={16} /> : undefined}
            closeMenuOnClick={false}
          >
            {texts.layout.schemes[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="signOut" />} onClick={signOut}>
          {texts.layout.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
