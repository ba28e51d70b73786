import { defineProblems } from '@app/kernel';

export const refuseIdentityProvider = defineProblems({
  provider_unknown: { status: 400, title: 'There is no such identity provider' },
  options_invalid: { status: 400, title: 'The options of the identity provider cannot be used' },
});
