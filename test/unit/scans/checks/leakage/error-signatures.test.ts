import { expect, test } from 'vitest';
import { findDebugError } from '@/lib/scans/checks/leakage/error-signatures';

const JAVA = 'java.lang.IllegalStateException: no stock';

test.each([
  ['Java', `${JAVA}\n\tat com.shop.Cart.total(Cart.java:42)\n\tat com.shop.Pay.run(Pay.java:7)\n`],
  [
    'Java',
    `<p><b>Exception</b></p><pre>${JAVA}\n\tcom.shop.Cart.total(Cart.java:42)\n\tcom.shop.Pay.run(Pay.java:7)`,
  ],
  [
    'Java',
    `{"trace":"${JAVA}\\r\\n\\tat com.shop.Cart.total(Cart.java:42)\\r\\n\\tat java.base/a.B.c(B.java:1)"}`,
  ],
  ['Java', `${JAVA}<br>&nbsp;at com.shop.Cart.&lt;init&gt;(Cart.java:42)<br>&nbsp;at a.b.C.d(Native Method)`],
  ['Java', `Caused by: ${JAVA}\n\tat com.shop.Cart.total(Cart.java:42) ~[shop.jar:1.0]\n\t... 12 more`],
  ['Python', 'Traceback (most recent call last):\n  File &#x27;/srv/a.py&#x27;, line 3, in run'],
  ['PHP', '<b>Warning</b>: Undefined variable $x in <b>C:\\www\\a.php</b> on line <b>3</b>'],
  ['PHP', '#0 /var/www/a.php(12): Shop\\Cart->total()'],
  ['Laravel', 'Illuminate\\Database\\QueryException: no table at /srv/vendor/a.php:12'],
  ['.NET', '   at Shop.Cart.Total(Int32 id) in C:\\src\\Cart.cs:line 42'],
  [
    'Node.js',
    'TypeError: x\n    at run (/srv/app/a.js:4:9)\n    at async Object.<anonymous> (file:///srv/b.mjs:8:1)',
  ],
  ['Node.js', 'Error: x\n    at Module._compile (node:internal/modules/cjs/loader:1254:14)'],
  ['Ruby', "/srv/app/cart.rb:42:in `total'"],
  ['Go', 'goroutine 12 [running]:\nmain.total(0x1)\n\t/srv/cart.go:42 +0x1d'],
  ['Perl', 'Died at /srv/cgi/a.pl line 12.'],
])('%s: %s', (technology, text) => {
  expect(findDebugError(text)?.technology).toBe(technology);
});

test.each([
  'Look at com.shop.Cart.total in Cart.java: it throws an IllegalStateException.',
  'An Exception at Shop.open() is a sale. Traceback (most recent call last) explained. Warning: low stock on line 3',
  'at at at at at at at at node:internal',
  'function at (a.js) and at (b.js)',
])('words about errors: %s', (text) => {
  expect(findDebugError(text)).toBeNull();
});

test.each([
  'at ',
  'Illuminate\\aException ',
  '[aException: ',
  'at com.a.b.c(',
  'java.lang.AException\n\tat ',
  '&nbsp;',
])('a page of %j again and again is read at once', (part) => {
  expect(findDebugError(`.java: :line .rb: ${part.repeat(Math.ceil(700_000 / part.length))}`)).toBeNull();
});
