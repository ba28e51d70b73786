import type { ProvisioningRequest } from '../api/models.js';
import { Dialog } from '../components/dialog.js';
import { Fact, Facts } from '../components/facts.js';
import { JsonBlock } from '../components/json-block.js';
import { Moment } from '../components/moment.js';
import { texts } from '../texts/index.js';
import { readablePath } from './readable-path.js';

const { provisioning } = texts.integrations;

/** One request of the provisioning client. */
export function ProvisioningDialog({ request, onClose }: { request: ProvisioningRequest | undefined; onClose: () => void }) {
  return (
    <Dialog title={request ? `${request.method} ${readablePath(request.path)}` : ''} opened={request !== undefined} onClose={onClose} size="xl">
      {request && (
        <Facts>
          <Fact name={provisioning.columns.status}>{request.status}</Fact>
          {request.detail && <Fact name={provisioning.columns.detail}>{request.detail}</Fact>}
          <Fact name={provisioning.columns.at}>
            <Moment at={request.at} as="exact" />
          </Fact>
          <Fact name={provisioning.columns.reference}>
            <code>{request.reference}</code>
          </Fact>
          {request.address && <Fact name={provisioning.address}>{request.address}</Fact>}
          {request.resourceId && (
            <Fact name={provisioning.resource}>
              <code>{request.resourceId}</code>
            </Fact>
          )}
          {request.changes && (
            <Fact name={provisioning.changes}>
              <JsonBlock value={request.changes} />
            </Fact>
          )}
        </Facts>
      )}
    </Dialog>
  );
}
