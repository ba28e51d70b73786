/**
 * What may differ between the names of a person: the last NameID is not his any more; it is his e-mail address and not his userName;
 * userName and e-mail address differ; a name that is almost his was refused.
 */
export const NAME_MISMATCHES = ['name_id_unknown', 'name_id_is_email', 'user_name_is_not_email', 'name_refused'] as const;
export type NameMismatch = (typeof NAME_MISMATCHES)[number];

/** What to change *at this vendor* so that a person has one name everywhere. Plain text with the guide's placeholders. */
export type IdentityAdvice = Readonly<Record<NameMismatch, string>>;
