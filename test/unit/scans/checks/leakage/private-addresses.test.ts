import { expect, test } from 'vitest';
import { addressesInHeaders, addressesInText } from '@/lib/scans/checks/leakage/private-address';

test.each([
  'served by 10.21.33.104:8080',
  '<img src="http://10.2.3.4/x.png">',
  '{"serverIp":"10.2.3.4"}',
  '{"hosts": ["10.2.3.4"]}',
  "Access denied for user 'app'@'10.3.7.21'",
  '<td>SERVER_ADDR</td><td class="v">192.168.7.9</td>',
  'route 10.4.0.0/16',
  '<!-- 172.20.1.9 web03 -->',
  'could not connect to 10.9.9.9 (timeout)',
  '服务器地址：10.9.8.7',
  'serverIP=10.9.8.7',
  'hostIp: 10.9.8.7',
  'Host: 10.9.8.7',
  'the IP address 10.33.2.1 was refused',
])('an address: %s', (text) => {
  expect(addressesInText(text)).toHaveLength(1);
});

test.each([
  '{"packageVersion":"10.7.31.9","serverVersion":"10.7.31.9"}',
  '<path d="M4 4 10.25.25.25 0 0 0-10.2-5.1z"/>',
  'upgrade to package version 10.7.31.9 or from 10.7.31.9 to 10.8.1.2',
  'Chrome/10.7.31.9 driver-10.1.2.3.zip v10.1.2.3',
  '<script src="/lib/10.7.31.9/a.js"></script>',
  'urn:oid:2.16.840.10.20.22.4 and 10.20.30.40.5',
  '<td>Version</td><td>10.7.31.9</td>',
  'zip: 10.1.2.3, membership: 10.1.2.3, chip=10.1.2.3',
  'SQL Server 10.50.16.1',
  'the router is at http://192.168.1.1/',
])('no address: %s', (text) => {
  expect(addressesInText(text)).toEqual([]);
});

test('a header that holds an address alone names one, unless it is a version', () => {
  expect(
    addressesInHeaders([
      ['X-Backend', '10.3.7.21'],
      ['X-App-Version', '10.3.7.22'],
      ['Server', 'nginx/10.3.7.23'],
      ['Location', 'http://10.9.9.9/'],
      ['Via', '1.1 10.2.2.2'],
    ]),
  ).toEqual(['10.3.7.21', '10.9.9.9', '10.2.2.2']);
});
