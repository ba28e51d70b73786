import { Alert, Title } from '@mantine/core';
import type { SignIn } from '../api/models.js';
import { Comparison } from '../components/comparison.js';
import { Dialog } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { PersonLink } from '../people/person-link.js';
import { texts } from '../texts/index.js';
import { OutcomeBadge } from './outcome-badge.js';
import { readAssertion, type Said } from './read-assertion.js';
import styles from './sign-in-dialog.module.css';

const { signIns: words } = texts.integrations;

/** One attempt: what was expected beside what came, what to change, and what the assertion said. */
export function SignInDialog({ accountId, signIn, onClose }: { accountId: string; signIn: SignIn | undefined; onClose: () => void }) {
  return (
    <Dialog title={words.attempt} opened={signIn !== undefined} onClose={onClose} size="xl">
      {signIn && <Attempt accountId={accountId} signIn={signIn} />}
    </Dialog>
  );
}

function Attempt({ accountId, signIn }: { accountId: string; signIn: SignIn }) {
  const { failed, said, attributes, isProven } = readAssertion(signIn.assertion);
  return (
    <div className={styles.attempt}>
      <div>
        <OutcomeBadge outcome={signIn.outcome} />
      </div>
      {signIn.detail && <p className={styles.text}>{signIn.detail}</p>}
      {failed && <Comparison caption={words.condition(failed.condition)} expected={failed.expected} received={failed.received} />}
      {signIn.hint && (
        <Alert color="violet" variant="light" icon={<Icon name="edit" />} title={words.whatToChange}>
          {signIn.hint}
        </Alert>
      )}
      <Facts>
        <Fact name={words.at}>
          <Moment at={signIn.at} as="exact" />
        </Fact>
        {signIn.userId && (
          <Fact name={words.person}>
            <PersonLink accountId={accountId} userId={signIn.userId} />
          </Fact>
        )}
        <Fact name={words.reference}>
          <code>{signIn.reference}</code>
        </Fact>
        {signIn.address && <Fact name={words.address}>{signIn.address}</Fact>}
      </Facts>
      {said.length > 0 && <Statements title={isProven ? words.proven : words.claimed} said={said} />}
      {attributes.length > 0 && <Statements title={words.attributes} said={attributes} />}
    </div>
  );
}

function Statements({ title, said }: { title: string; said: readonly Said[] }) {
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {title}
      </Title>
      <Facts>
        {said.map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
    </div>
  );
}
