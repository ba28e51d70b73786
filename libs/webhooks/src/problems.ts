import { defineProblems } from '@app/kernel';

export const refuseWebhook = defineProblems({
  webhook_unknown: { status: 404, title: 'No such webhook' },
  webhook_event_unknown: { status: 404, title: 'No such event at this webhook' },
  webhook_url_refused: { status: 400, title: 'The address cannot be told of events' },
  webhooks_too_many: { status: 409, title: 'The account has as many webhooks as it may' },
});
