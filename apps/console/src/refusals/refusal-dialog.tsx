import { Alert } from '@mantine/core';
import type { Refusal } from '../api/models.js';
import { Comparison } from '../components/comparison.js';
import { Dialog } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { readAssertion } from '../integrations/read-assertion.js';
import { readablePath } from '../integrations/readable-path.js';
import { texts } from '../texts/index.js';
import { RefusalPlace } from './refusal-place.js';

const { refusals: words } = texts;
const { signIns } = texts.integrations;

/** A refusal as the person's administrator sees it. */
export function RefusalDialog({ refusal, onClose }: { refusal: Refusal | undefined; onClose: () => void }) {
  return (
    <Dialog title={refusal?.reference ?? ''} opened={refusal !== undefined} onClose={onClose} size="xl">
      {refusal && <Details {...refusal} />}
    </Dialog>
  );
}

function Details({ at, code, detail, hint, account, integration, address, subject, assertion, request }: Refusal) {
  const { failed, said, attributes } = readAssertion(assertion);
  return (
    <>
      {detail && <p>{detail}</p>}
      {failed && <Comparison caption={signIns.condition(failed.condition)} expected={failed.expected} received={failed.received} />}
      {hint && (
        <Alert color="violet" variant="light" icon={<Icon name="edit" />} title={signIns.whatToChange}>
          {hint}
        </Alert>
      )}
      <Facts>
        {code && (
          <Fact name={words.code}>
            <code>{code}</code>
          </Fact>
        )}
        <Fact name={signIns.at}>
          <Moment at={at} as="exact" />
        </Fact>
        <Fact name={words.columns.place}>
          <RefusalPlace account={account} integration={integration} />
        </Fact>
        {subject && <Fact name={words.subject}>{subject}</Fact>}
        {address && <Fact name={signIns.address}>{address}</Fact>}
        {request && (
          <Fact name={words.request}>
            <code>
              {request.method} {readablePath(request.path)}
            </code>{' '}
            {request.status}
          </Fact>
        )}
        {[...said, ...attributes].map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
    </>
  );
}
