import { refusedKindOf } from './address-policy.js';

describe('an address that a request may go to', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('is one on the public internet: %s', (address) => {
    expect(refusedKindOf(address, false)).toBeUndefined();
  });

  it.each([
    ['127.0.0.1', 'loopback'],
    ['127.9.9.9', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['fd12:3456::1', 'private'],
    ['100.64.0.1', 'shared'],
    ['169.254.169.254', 'link-local'],
    ['::ffff:a9fe:a9fe', 'link-local'],
    ['fe80::1', 'link-local'],
    ['0.0.0.0', 'void'],
    ['0.1.2.3', 'void'],
    ['::', 'void'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['192.0.2.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['240.0.0.1', 'reserved'],
    ['::7f00:1', 'reserved'],
    ['64:ff9b::7f00:1', 'reserved'],
    ['64:ff9b:1::a00:1', 'reserved'],
    ['2002:7f00:1::', 'reserved'],
    ['2001::1', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['fec0::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['168.63.129.16', 'instance metadata'],
    ['localhost', 'no address'],
    ['', 'no address'],
  ])('is not %s (%s)', (address, kind) => {
    expect(refusedKindOf(address, false)).toContain(kind);
  });

  it.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.0.1', 'fd12:3456::1', '100.64.0.1', '::ffff:10.0.0.1'])(
    'may be %s where private hosts are allowed',
    (address) => {
      expect(refusedKindOf(address, true)).toBeUndefined();
    },
  );

  it.each(['169.254.169.254', 'fe80::1', '::ffff:169.254.1.1', '0.0.0.0', '224.0.0.1', '64:ff9b::a9fe:a9fe', 'fd00:ec2::254', '100.100.100.200', '2002:a9fe:a9fe::'])(
    'is never %s, whatever is allowed',
    (address) => {
      expect(refusedKindOf(address, true)).toBeDefined();
    },
  );
});
