import { describe, expect, it } from 'vitest';
import { CLOUDFLARE, explain, page, type Row } from './answers';

describe('a crash', () => {
  it.each<[string, Row, string]>([
    [
      'Werkzeug',
      {
        status: 500,
        body: page(
          'TypeError: &#39;NoneType&#39; object is not subscriptable // Werkzeug Debugger',
          '<h1>TypeError</h1>',
        ),
      },
      "TypeError: 'NoneType' object is not subscriptable",
    ],
    [
      'Django',
      {
        status: 500,
        headers: [CLOUDFLARE],
        body: page(
          'KeyError at /produce',
          "<h1>KeyError at /produce</h1><pre class='exception_value'>&#x27;orderId&#x27;</pre><table><tr><th>Django Version:</th><td>5.1</td></tr><tr><th>Exception Type:</th><td>KeyError</td></tr><tr><th>Exception Value:</th><td><pre>&#x27;orderId&#x27;</pre></td></tr></table>",
        ),
      },
      "KeyError: 'orderId'",
    ],
    [
      'Laravel Ignition',
      {
        status: 500,
        body: page(
          '🧨 Undefined array key &quot;orderLineId&quot;',
          '<div id="app">Illuminate\\Foundation</div>',
        ),
      },
      'Undefined array key "orderLineId"',
    ],
    [
      'Laravel, the class in the page',
      { status: 500, body: page('🧨 Undefined variable $order', '<h1>ErrorException</h1>') },
      'ErrorException: Undefined variable $order',
    ],
    [
      'Django without its table',
      {
        status: 500,
        body: page('KeyError at /produce', '<h1>KeyError at /produce</h1><pre>&#x27;orderId&#x27;</pre>'),
      },
      "KeyError: 'orderId'",
    ],
    [
      'ASP.NET Core as text',
      {
        status: 500,
        headers: [['Content-Type', 'text/plain; charset=utf-8']],
        body: 'System.FormatException: The input string was not in a correct format.\n   at Shop.Produce() in /src/Shop.cs:line 9\n\nHEADERS\n=======\nHost: shop.example',
      },
      'System.FormatException: The input string was not in a correct format',
    ],
    [
      'Laravel in JSON',
      {
        status: 500,
        body: '{"message":"Undefined array key \\"orderLineId\\"","exception":"ErrorException","file":"/var/www/app.php","line":42,"trace":[]}',
      },
      'ErrorException: Undefined array key "orderLineId"',
    ],
    [
      'Symfony',
      {
        status: 500,
        headers: [['X-Debug-Exception', 'Warning%3A%20Undefined%20array%20key%20%22orderLineId%22']],
        body: page('Warning: Undefined array key (500 Internal Server Error)', ''),
      },
      'Warning: Undefined array key "orderLineId"',
    ],
    [
      'Rails',
      {
        status: 500,
        body: page(
          'Action Controller: Exception caught',
          '<h1>NoMethodError in SaasController#produce</h1><h2>undefined method `[]&#39; for nil</h2>',
        ),
      },
      'NoMethodError in SaasController#produce',
    ],
    [
      'Spring Whitelabel',
      {
        status: 500,
        body: '<html><body><h1>Whitelabel Error Page</h1><p>This application has no explicit mapping for /error.</p><div>There was an unexpected error (type=Internal Server Error, status=500).</div><div>java.lang.NullPointerException: Cannot invoke &quot;String.length()&quot;</div></body></html>',
      },
      'java.lang.NullPointerException: Cannot invoke "String.length()"',
    ],
    [
      'Spring in JSON',
      {
        status: 500,
        body: '{"timestamp":"x","status":500,"error":"Internal Server Error","trace":"java.lang.NullPointerException: Cannot invoke\\n\\tat com.example.Saas.produce(Saas.java:42)","path":"/produce"}',
      },
      'java.lang.NullPointerException: Cannot invoke',
    ],
    [
      'ASP.NET Core',
      {
        status: 500,
        body: page(
          'Internal Server Error',
          '<h1>An unhandled exception occurred while processing the request.</h1><div class="titleerror">KeyNotFoundException: The given key &#x27;orderLineId&#x27; was not present in the dictionary.</div>',
        ),
      },
      "KeyNotFoundException: The given key 'orderLineId' was not present in the dictionary",
    ],
    [
      'ASP.NET',
      {
        status: 500,
        body: page(
          'Object reference not set to an instance of an object.',
          "<h1>Server Error in '/' Application.</h1><p><b> Exception Details: </b>System.NullReferenceException: Object reference not set to an instance of an object.<br></p>",
        ),
      },
      'System.NullReferenceException: Object reference not set to an instance of an object',
    ],
    [
      'Node.js',
      {
        status: 500,
        headers: [['X-Powered-By', 'Express']],
        body: page(
          'Error',
          '<pre>TypeError: Cannot read properties of null (reading &#39;orderId&#39;)<br> &nbsp; &nbsp;at /app/server.js:12:30</pre>',
        ),
      },
      "TypeError: Cannot read properties of null (reading 'orderId')",
    ],
    [
      'ThinkPHP',
      {
        status: 500,
        body: page(
          '系统发生错误',
          '<h1>Undefined array key &quot;orderLineId&quot;</h1><div>[0] ErrorException in Index.php line 42</div>',
        ),
      },
      'ErrorException in Index.php line 42',
    ],
    [
      'ThinkPHP, the message below the place',
      {
        status: 500,
        body: page(
          '系统发生错误',
          '<div class="info"><h2>[0] <abbr>ErrorException</abbr> in <a title="/www/Saas.php line 42">Saas.php line 42</a></h2></div><h1>未定义数组下标: orderLineId</h1>',
        ),
      },
      'ErrorException in Saas.php line 42: 未定义数组下标: orderLineId',
    ],
    [
      'an older Laravel',
      {
        status: 500,
        body: page(
          'Whoops, looks like something went wrong.',
          '<h2><span>1/1</span> <abbr>ErrorException</abbr> in SaasController.php line 42:</h2><p>Undefined index: orderLineId</p>',
        ),
      },
      'ErrorException in SaasController.php line 42: Undefined index: orderLineId',
    ],
    [
      'PHP, with status 200',
      {
        status: 200,
        body: '<br />\n<b>Fatal error</b>:  Uncaught TypeError: Unsupported operand types: string + int in /var/www/saas.php:42\nStack trace:\n#0 {main}\n  thrown in <b>/var/www/saas.php</b> on line <b>42</b><br />\n',
      },
      'Uncaught TypeError: Unsupported operand types: string + int in /var/www/saas.php:42',
    ],
    [
      'Tomcat',
      {
        status: 500,
        body: '<!doctype html><html lang="en"><head><title>HTTP Status 500 – Internal Server Error</title></head><body><h1>HTTP Status 500 – Internal Server Error</h1><hr><p><b>Type</b> Exception Report</p><p><b>Exception</b></p><pre>java.lang.IllegalStateException: no database&#47;pool\n\tcom.example.Saas.doPost(Saas.java:42)</pre></body></html>',
      },
      'java.lang.IllegalStateException: no database/pool',
    ],
    [
      'Jetty',
      {
        status: 500,
        body: page(
          'Error 500 java.lang.NullPointerException',
          '<h2>HTTP ERROR 500 java.lang.NullPointerException</h2><table><tr><th>URI:</th><td>/produce</td></tr></table>',
        ),
      },
      'java.lang.NullPointerException',
    ],
    [
      'Go',
      {
        status: 500,
        headers: [['Content-Type', 'text/plain']],
        body: 'panic: runtime error: index out of range [1] with length 1\n\ngoroutine 34 [running]:\n',
      },
      'runtime error: index out of range [1] with length 1',
    ],
  ])('of %s is named with its exception', (_name, row, exception) => {
    expect(explain(row)).toMatchObject([
      { code: 'APPLICATION_CRASHED', values: { shown: 'exception', exception } },
    ]);
  });

  it.each<[string, Row]>([
    [
      'Django in production',
      { status: 500, body: page('Server Error (500)', '<h1>Server Error (500)</h1>') },
    ],
    [
      'Express in production',
      {
        status: 500,
        headers: [['X-Powered-By', 'Express']],
        body: page('Error', '<pre>Internal Server Error</pre>'),
      },
    ],
    [
      'nginx',
      {
        status: 500,
        headers: [['Server', 'nginx']],
        body: page(
          '500 Internal Server Error',
          '<center><h1>500 Internal Server Error</h1></center><hr><center>nginx</center>',
        ),
      },
    ],
  ])('of %s shows none', (_name, row) => {
    expect(explain(row)).toMatchObject([{ code: 'APPLICATION_CRASHED', values: { shown: 'none' } }]);
  });

  it('shows no password of an address or a setting', () => {
    const [found] = explain({
      status: 500,
      body: page(
        'Error',
        '<pre>OperationalError: could not connect to postgres://app:hunter22@db:5432/x password=hunter22</pre>',
      ),
    });
    expect(found?.values.exception).toContain('OperationalError');
    expect(JSON.stringify(found)).not.toContain('hunter22');
  });
});
