import { Link, type LinkProps } from '@tanstack/react-router';
import { Icon, type IconName } from '../components/icon.js';
import { texts } from '../texts/index.js';
import styles from './navigation.module.css';

interface Entry {
  readonly to: NonNullable<LinkProps['to']>;
  readonly text: string;
  readonly icon: IconName;
}

const { layout } = texts;

const GROUPS: readonly { readonly title: string; readonly entries: readonly Entry[] }[] = [
  {
    title: layout.directory,
    entries: [
      { to: '/accounts/$accountId/people', text: layout.people, icon: 'person' },
      { to: '/accounts/$accountId/groups', text: layout.groups, icon: 'groups' },
    ],
  },
  {
    title: layout.settings,
    entries: [
      { to: '/accounts/$accountId/settings/integrations', text: layout.integrations, icon: 'plug' },
      { to: '/accounts/$accountId/settings/api-keys', text: layout.apiKeys, icon: 'key' },
      { to: '/accounts/$accountId/settings/webhooks', text: layout.webhooks, icon: 'webhook' },
      { to: '/accounts/$accountId/settings/audit', text: layout.audit, icon: 'log' },
      { to: '/accounts/$accountId/settings/account', text: layout.account, icon: 'settings' },
    ],
  },
];

const OF_STAFF: typeof GROUPS = [
  {
    title: layout.allAccounts,
    entries: [
      { to: '/accounts', text: layout.accounts, icon: 'home' },
      { to: '/refusals', text: layout.refusals, icon: 'alert' },
      { to: '/service-keys', text: layout.serviceKeys, icon: 'lock' },
    ],
  },
];

/** The pages of an account; for staff those over all of them too. */
export function Navigation({ accountId, isStaff, onChosen }: { accountId: string; isStaff: boolean; onChosen: () => void }) {
  return (
    <div className={styles.groups}>
      {[...GROUPS, ...(isStaff ? OF_STAFF : [])].map(({ title, entries }) => (
        <div key={title}>
          <h2 className={styles.title}>{title}</h2>
          <ul className={styles.list}>
            {entries.map(({ to, text, icon }) => (
              <li key={text}>
                <Link to={to} params={{ accountId }} className={styles.link} onClick={onChosen} activeOptions={{ exact: to === '/accounts' }} activeProps={{ 'aria-current': 'page' }}>
                  <Icon name={icon} />
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
