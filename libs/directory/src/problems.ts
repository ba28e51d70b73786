import { defineProblems } from '@app/kernel';

/** The refusals of the rules about people. */
export const refuseDirectory = defineProblems({
  user_invalid: { status: 400, title: 'The user is not valid' },
  group_invalid: { status: 400, title: 'The group is not valid' },
  password_invalid: { status: 400, title: 'The password cannot be taken' },
  api_key_invalid: { status: 400, title: 'The API key is not valid' },
  password_reset_invalid: { status: 400, title: 'The link to set a password is not valid any more' },
  credentials_invalid: { status: 401, title: 'E-mail address or password is wrong' },
  forbidden: { status: 403, title: 'Not allowed' },
  owner_protected: { status: 403, title: 'Only an owner or staff may do that to an owner' },
  staff_protected: { status: 403, title: 'Only staff may do that to staff' },
  sso_required: { status: 403, title: 'The account signs in through its identity provider' },
  user_inactive: { status: 403, title: 'The user is deactivated' },
  account_unknown: { status: 404, title: 'No such account' },
  user_unknown: { status: 404, title: 'No such user' },
  group_unknown: { status: 404, title: 'No such group' },
  session_unknown: { status: 404, title: 'No such session' },
  api_key_unknown: { status: 404, title: 'No such API key' },
  account_required: { status: 409, title: 'The password fits in several accounts' },
  user_conflict: { status: 409, title: 'Another user has that userName or e-mail address' },
  group_conflict: { status: 409, title: 'Another group has that name' },
  last_owner: { status: 409, title: 'An account always has an owner' },
  integration_not_verified: { status: 409, title: 'Nobody has signed in through the identity provider yet' },
  version_mismatch: { status: 412, title: 'The resource has changed meanwhile' },
});
