import { Badge } from '@mantine/core';
import type { User } from '../api/models.js';
import { texts } from '../texts/index.js';
import styles from './person-badges.module.css';

const { people } = texts;

/** What somebody is, at a glance. */
export function PersonBadges({ person: { active, role, staff } }: { person: User }) {
  return (
    <span className={styles.badges}>
      <Badge variant="light" color={active ? 'green' : 'gray'}>
        {active ? people.active : people.inactive}
      </Badge>
      {role !== 'member' && (
        <Badge variant="light" color="violet">
          {texts.roles[role]}
        </Badge>
      )}
      {staff && (
        <Badge variant="light" color="violet">
          {people.staff}
        </Badge>
      )}
    </span>
  );
}

export function personName({ displayName, givenName, familyName, userName }: Pick<User, 'displayName' | 'givenName' | 'familyName' | 'userName'>): string {
  return displayName || [givenName, familyName].filter(Boolean).join(' ') || userName;
}
