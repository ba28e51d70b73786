import { defineProblems } from '@app/kernel';

/** The refusals of this library. */
export const refusePhone = defineProblems({
  phone_invalid: { status: 400, title: 'Not an E.164 telephone number' },
});
