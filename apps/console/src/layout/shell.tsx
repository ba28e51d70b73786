import { Burger } from '@mantine/core';
import { Outlet, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { TextLink } from '../components/links.js';
import { mayAdminister } from '../session/rights.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';
import { AccountInView } from './account-in-view.js';
import { Navigation } from './navigation.js';
import { PersonMenu } from './person-menu.js';
import styles from './shell.module.css';

/** What is around every page behind the sign-in: which account it is about, where else to go, who one is. */
export function Shell() {
  const session = useSession();
  const { accountId = session.account.id } = useParams({ strict: false });
  const [isOpen, setOpen] = useState(false);
  const hasNavigation = mayAdminister(session);
  return (
    <>
      <a href="#content" className={styles.skip}>
        {texts.layout.skip}
      </a>
      <header className={styles.header}>
        {hasNavigation && (
          <Burger
            className={styles.burger}
            opened={isOpen}
            onClick={() => setOpen(!isOpen)}
            size="sm"
            aria-label={texts.layout.navigation}
            aria-expanded={isOpen}
            aria-controls="navigation"
          />
        )}
        <TextLink to="/" className={styles.brand} underline="never" c="inherit">
          <img src="/favicon.svg" alt="" width={28} height={28} />
          <span>{texts.layout.product}</span>
        </TextLink>
        <AccountInView accountId={accountId} />
        <PersonMenu />
      </header>
      <div className={styles.columns}>
        {hasNavigation && (
          <nav id="navigation" className={styles.navigation} data-open={isOpen || undefined} aria-label={texts.layout.navigation}>
            <Navigation accountId={accountId} isStaff={session.staff} onChosen={() => setOpen(false)} />
          </nav>
        )}
        <main id="content" className={styles.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </>
  );
}
