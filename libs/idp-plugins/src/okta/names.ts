/** The external namespace of the attributes that an administrator adds in Okta's Profile Editor. */
export const USER_NAMESPACE = 'urn:ietf:params:scim:schemas:core:2.0:User';
