import { Button } from '@mantine/core';
import { Fact, Facts } from '../components/facts.js';
import { ButtonLink, TextLink } from '../components/links.js';
import { Moment } from '../components/moment.js';
import { Page, Section } from '../components/page.js';
import { texts } from '../texts/index.js';
import { mayAdminister } from './rights.js';
import { useSession } from './session-query.js';
import { useSignOut } from './use-sign-out.js';

const { home } = texts;

/** Where a sign-in arrives: who one is, in which account, and where to go. */
export function HomePage() {
  const session = useSession();
  const { user, account, role, staff, origin, expiresAt } = session;
  const signOut = useSignOut();
  const administers = mayAdminister(session);
  return (
    <Page title={home.title(nameOf(user))} introduction={administers ? home.forAdministrators : home.forMembers}>
      {administers && (
        <div>
          <ButtonLink to="/accounts/$accountId/settings/integrations" params={{ accountId: account.id }}>
            {home.integrations}
          </ButtonLink>
        </div>
      )}
      <Section
        title={home.session}
        actions={
          <Button variant="default" onClick={signOut}>
            {texts.layout.signOut}
          </Button>
        }
      >
        <Facts>
          <Fact name={home.userName}>
            {administers ? (
              <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId: account.id, userId: user.id }}>
                {user.userName}
              </TextLink>
            ) : (
              user.userName
            )}
          </Fact>
          <Fact name={home.account}>{account.name}</Fact>
          <Fact name={home.role}>{staff ? home.staff(texts.roles[role]) : texts.roles[role]}</Fact>
          <Fact name={home.origin}>{home.origins[origin]}</Fact>
          <Fact name={home.endsAt}>
            <Moment at={expiresAt} />
          </Fact>
        </Facts>
      </Section>
    </Page>
  );
}

function nameOf({ displayName, givenName, familyName, userName }: { displayName: string | null; givenName: string | null; familyName: string | null; userName: string }): string {
  return displayName || [givenName, familyName].filter(Boolean).join(' ') || userName;
}
