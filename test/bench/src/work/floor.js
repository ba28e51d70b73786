/** The bare server's only request. */
export function floorWork({ facts }) {
  const headers = { accept: 'application/scim+json' };
  const check = ({ status, text }) => (status === 200 && text === facts.body ? undefined : `${status}: ${text.slice(0, 300)}`);
  return { next: () => ({ method: 'GET', path: '/', headers, check }) };
}
