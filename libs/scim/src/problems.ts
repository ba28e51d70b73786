import { defineProblems } from '@app/kernel';

/** The refusals of rehearsals; those of SCIM itself are in protocol. */
export const refuseRehearsal = defineProblems({
  rehearsal_list_invalid: { status: 400, title: 'The list of users cannot be read' },
  rehearsal_list_too_long: { status: 400, title: 'The list of users is too long' },
  integration_unknown: { status: 404, title: 'No such integration' },
});
