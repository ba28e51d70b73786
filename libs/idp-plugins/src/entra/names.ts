/** The attributes that an administrator adds in Entra's attribute list: only names of this form can be entered there. */
export const attributeName = (name: string): string => `urn:ietf:params:scim:schemas:core:2.0:User:${name}`;
