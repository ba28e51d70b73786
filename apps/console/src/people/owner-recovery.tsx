import { List, Text } from '@mantine/core';
import type { User } from '../api/models.js';
import { CopyValue } from '../components/copy-value.js';
import { Section } from '../components/page.js';
import { useSession } from '../session/session-query.js';
import { texts } from '../texts/index.js';

const { ownerRecovery: words } = texts;

/** How an owner comes back in: read before it happens by himself, and when it has happened by whoever helps. */
export function OwnerRecovery({ accountId, person }: { accountId: string; person: User }) {
  const { staff } = useSession();
  const command = `npm run recover-owner -- ${accountId} --owner ${inShell(person.signInEmail ?? person.email ?? person.userName)}`;
  return (
    <Section title={words.title}>
      <Text size="sm">{words.introduction}</Text>
      <List type="ordered" size="sm" spacing="xs">
        <List.Item>{words.password}</List.Item>
        <List.Item>{words.factor}</List.Item>
        <List.Item>{words.host}</List.Item>
      </List>
      {staff && (
        <div>
          <CopyValue label={words.command} value={command} />
          <CopyValue label={words.commandWithout} value={`${command} --without-second-factor`} note={words.commandWithoutNote} />
        </div>
      )}
    </Section>
  );
}

/** As a POSIX shell takes it as one word, whatever is in it. */
function inShell(text: string): string {
  return /^[\w.@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
