import { Alert } from '@mantine/core';
import { CopyValue } from '../components/copy-value.js';
import { Icon } from '../components/icon.js';
import { texts } from '../texts/index.js';

const { security: words } = texts;

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div role="status">
      <Alert color="yellow" variant="light" role="status" icon={<Icon name="alert" />}>
        {words.codesShownOnce}
      </Alert>
      <CopyValue label={words.recovery} value={codes.join('\n')} />
    </div>
  );
}
