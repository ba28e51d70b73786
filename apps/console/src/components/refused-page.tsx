import { texts } from '../texts/index.js';
import { Page } from './page.js';
import { ProblemNotice } from './problem-notice.js';

/** In the place of a page that the service has refused, or that did not come. */
export function RefusedPage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Page title={texts.problems.page}>
      <ProblemNotice error={error} onRetry={onRetry} />
    </Page>
  );
}
