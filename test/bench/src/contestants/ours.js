/** Our own service. */
export class Ours {
  constructor(description) {
    Object.assign(this, { kind: 'ours', packages: [], offers: ['scim', 'sign-in'], notes: [] }, description);
  }
}
