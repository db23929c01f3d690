import { describe, expect, it } from 'vitest';
import type { RawHeader } from '@/lib/http/exchange';
import { CLOUDFLARE, explain, page, type Row } from './answers';

describe('what else is told from the status and the words', () => {
  it.each<[string, Row, string, object]>([
    [
      'Django without a slash',
      {
        status: 500,
        body: page(
          'RuntimeError at /produce',
          "You called this URL via POST, but the URL doesn't end in a slash and you have APPEND_SLASH set.",
        ),
      },
      'SLASH_MISSING',
      { route: '/produce' },
    ],
    [
      'Express: no route',
      {
        status: 404,
        body: page('Error', '<pre>Cannot POST /produce</pre>'),
        headers: [['X-Powered-By', 'Express']],
      },
      'NOT_FOUND_PAGE',
      { method: 'POST', product: 'Express', title: 'Cannot POST /produce' },
    ],
    [
      'Spring: no route',
      {
        status: 404,
        body: page(
          '',
          '<h1>Whitelabel Error Page</h1><div>There was an unexpected error (type=Not Found, status=404).</div>',
        ),
      },
      'NOT_FOUND_PAGE',
      { product: 'Spring' },
    ],
    [
      'API gateway: no API',
      {
        status: 404,
        headers: [['Server', 'api-gateway']],
        body: '{"error_msg":"The API does not exist or has not been published in the environment","error_code":"APIG.0101","request_id":"0a1b2c3d4e"}',
      },
      'NOT_FOUND_PAGE',
      { product: 'Huawei Cloud APIG' },
    ],
    [
      'Flask: method',
      {
        status: 405,
        headers: [['Allow', 'GET, HEAD']],
        body: page('405 Method Not Allowed', '<h1>Method Not Allowed</h1>'),
      },
      'METHOD_REFUSED',
      { method: 'POST', allowed: 'GET, HEAD' },
    ],
    [
      'nginx: a POST to files',
      {
        status: 405,
        headers: [['Server', 'nginx/1.24.0']],
        body: page(
          '405 Not Allowed',
          '<center><h1>405 Not Allowed</h1></center><hr><center>nginx/1.24.0</center>',
        ),
      },
      'METHOD_REFUSED',
      { product: 'nginx' },
    ],
    [
      'a filter that answers 405',
      { status: 405, body: page('405', '<img src="//errors.aliyun.com/x.png">您的请求已被拦截') },
      'GATEWAY_BLOCK_PAGE',
      { kind: 'block' },
    ],
    [
      'nginx: too large',
      {
        status: 413,
        headers: [['Server', 'nginx']],
        body: page('413 Request Entity Too Large', '<hr><center>nginx</center>'),
      },
      'REQUEST_TOO_LARGE',
      { kind: 'body', product: 'nginx' },
    ],
    [
      'IIS: too large',
      {
        status: 404,
        body: page(
          'IIS 10.0 Detailed Error - 404.13 - Not Found',
          '<h3>HTTP Error 404.13 - Not Found</h3><h4>The request filtering module is configured to deny a request that exceeds the request content length.</h4>',
        ),
      },
      'REQUEST_TOO_LARGE',
      { kind: 'body' },
    ],
    [
      'Express: too large',
      { status: 413, body: page('Error', '<pre>PayloadTooLargeError: request entity too large</pre>') },
      'REQUEST_TOO_LARGE',
      { kind: 'body' },
    ],
    [
      'a long query',
      { status: 414, method: 'GET', body: page('414 Request-URI Too Large', '<hr><center>nginx</center>') },
      'REQUEST_TOO_LARGE',
      { kind: 'line' },
    ],
    [
      'nginx: long headers',
      {
        status: 400,
        method: 'GET',
        body: page(
          '400 Request Header Or Cookie Too Large',
          '<center><h1>400 Bad Request</h1></center><center>Request Header Or Cookie Too Large</center>',
        ),
      },
      'REQUEST_TOO_LARGE',
      { kind: 'line' },
    ],
    [
      'nginx: plain HTTP on TLS',
      {
        status: 400,
        body: page(
          '400 The plain HTTP request was sent to HTTPS port',
          '<center>The plain HTTP request was sent to HTTPS port</center>',
        ),
      },
      'HTTP_ON_TLS_PORT',
      {},
    ],
    [
      'Go: plain HTTP on TLS',
      {
        status: 400,
        headers: [['Content-Type', 'text/plain']],
        body: 'Client sent an HTTP request to an HTTPS server.\n',
      },
      'HTTP_ON_TLS_PORT',
      {},
    ],
    [
      'Tomcat: request target',
      {
        status: 400,
        body: page(
          'HTTP Status 400 – Bad Request',
          '<h1>HTTP Status 400 – Bad Request</h1><p><b>Message</b> Invalid character found in the request target [/produce?x={]. The valid characters are defined in RFC 7230 and RFC 3986</p>',
        ),
      },
      'REQUEST_LINE_REFUSED',
      {},
    ],
    [
      'nginx: client certificate',
      {
        status: 400,
        body: page(
          '400 No required SSL certificate was sent',
          '<center>No required SSL certificate was sent</center>',
        ),
      },
      'CLIENT_CERTIFICATE_DEMANDED',
      { kind: 'answer' },
    ],
    [
      'IIS: client certificate',
      {
        status: 403,
        body: page(
          '403 - Forbidden: Access is denied.',
          'HTTP Error 403.7 - Forbidden: SSL client certificate is required.',
        ),
      },
      'CLIENT_CERTIFICATE_DEMANDED',
      { kind: 'answer' },
    ],
    [
      'nginx: as installed',
      { status: 200, body: page('Welcome to nginx!', '<h1>Welcome to nginx!</h1>') },
      'SITE_NOT_SERVED',
      { kind: 'default', product: 'nginx' },
    ],
    [
      'Apache: as installed',
      { status: 200, body: '<html><body><h1>It works!</h1></body></html>' },
      'SITE_NOT_SERVED',
      { kind: 'default', product: 'Apache httpd' },
    ],
    [
      'Debian: as installed',
      {
        status: 200,
        body: page('Apache2 Debian Default Page: It works', '<div>Apache2 Debian Default Page</div>'),
      },
      'SITE_NOT_SERVED',
      { kind: 'default', product: 'Apache httpd' },
    ],
    [
      'IIS: as installed',
      { status: 200, body: page('IIS Windows Server', '<a href="#"><img src="iisstart.png"></a>') },
      'SITE_NOT_SERVED',
      { kind: 'default', product: 'Microsoft IIS' },
    ],
    [
      'BT panel',
      {
        status: 200,
        body: page('没有找到站点', '<h1>没有找到站点</h1><p>您的请求在Web服务器中没有找到对应的站点！</p>'),
      },
      'SITE_NOT_SERVED',
      { kind: 'default', product: '宝塔' },
    ],
    [
      'a parked name',
      { status: 200, body: page('example.com', '<p>The domain example.com is for sale.</p>') },
      'SITE_NOT_SERVED',
      { kind: 'parked' },
    ],
    [
      'a name without filing',
      {
        status: 403,
        headers: [['Server', 'Beaver']],
        body: page(
          'Non-compliance ICP Filing',
          '<iframe src="https://error.www.xiniu.com/x?aliyun"></iframe>',
        ),
      },
      'SITE_NOT_SERVED',
      { kind: 'filing', product: 'Alibaba Cloud' },
    ],
    [
      'a name without filing, in Chinese',
      { status: 200, body: page('网站暂未备案', '<p>该域名尚未完成ICP备案，请登录华为云备案。</p>') },
      'SITE_NOT_SERVED',
      { kind: 'filing', product: 'Huawei Cloud' },
    ],
    [
      'an HTTP login',
      {
        status: 401,
        headers: [['WWW-Authenticate', 'Basic realm="x"']],
        body: page('401 Authorization Required', ''),
      },
      'HTTP_LOGIN_DEMANDED',
      { scheme: 'Basic' },
    ],
    [
      'a token',
      { status: 401, headers: [['www-authenticate', 'Bearer error="invalid_token"']], body: '' },
      'HTTP_LOGIN_DEMANDED',
      { scheme: 'Bearer' },
    ],
    [
      'a proxy',
      { status: 407, headers: [['Proxy-Authenticate', 'NTLM']], body: '' },
      'HTTP_LOGIN_DEMANDED',
      { scheme: 'NTLM' },
    ],
    [
      'Spring Security',
      { status: 401, body: '{"timestamp":"x","status":401,"error":"Unauthorized","path":"/produce"}' },
      'HTTP_LOGIN_DEMANDED',
      { scheme: '–' },
    ],
    [
      'a login filter that answers 200',
      {
        status: 200,
        body: '{"code":401,"msg":"请求访问：/produce，认证失败，无法访问系统资源","data":null}',
      },
      'HTTP_LOGIN_DEMANDED',
      { kind: 'filter', status: 200 },
    ],
    [
      'a login filter with an expired token',
      { status: 200, body: '{"success":false,"message":"Token失效，请重新登录","code":500}' },
      'HTTP_LOGIN_DEMANDED',
      { kind: 'filter' },
    ],
    [
      'a login filter in English',
      { status: 401, body: '{"errcode":"401","message":"Please log in first."}' },
      'HTTP_LOGIN_DEMANDED',
      { kind: 'filter' },
    ],
    [
      'a signature that the interface refuses in its own words',
      { status: 401, body: '{"code":401,"msg":"签名认证失败"}' },
      'STATUS_NOT_200',
      { kind: 'signature' },
    ],
    [
      'any other refusal',
      { status: 401, body: '{"error":"unauthorized"}' },
      'STATUS_NOT_200',
      { kind: 'denied' },
    ],
    [
      'a sentence about signing in',
      { status: 403, body: '{"error":"Sign in first"}' },
      'STATUS_NOT_200',
      { kind: 'denied' },
    ],
    [
      "the interface's own refusal",
      { status: 401, body: '{"msg":"invalid signature"}' },
      'STATUS_NOT_200',
      { kind: 'signature' },
    ],
    [
      '000001 with a status',
      { status: 403, headers: [['WWW-Authenticate', 'Basic']], body: '{"resultCode":"000001"}' },
      'STATUS_NOT_200',
      { kind: 'signature' },
    ],
    [
      '000005 with a status',
      { status: 500, body: '{"resultCode":"000005"}' },
      'STATUS_NOT_200',
      { kind: 'own' },
    ],
    [
      'a rate limit',
      { status: 429, body: '{"message":"Too Many Requests"}' },
      'STATUS_NOT_200',
      { kind: 'rate' },
    ],
    [
      "a filter's page at 403",
      {
        status: 403,
        headers: [CLOUDFLARE],
        body: page('Attention Required! | Cloudflare', 'Sorry, you have been blocked'),
      },
      'GATEWAY_BLOCK_PAGE',
      { kind: 'block' },
    ],
    [
      'a single-page application that names its filing',
      {
        status: 200,
        body: page('App', '<div id="root"></div><a href="https://beian.miit.gov.cn">京ICP备00000000号</a>'),
      },
      'GATEWAY_BLOCK_PAGE',
      { kind: 'page' },
    ],
    [
      'an application behind Cloudflare that is a page',
      { status: 200, headers: [CLOUDFLARE], body: page('App', '<div id="root"></div>') },
      'GATEWAY_BLOCK_PAGE',
      { kind: 'page' },
    ],
  ])('%s', (_name, row, code, values) => {
    expect(explain(row)).toMatchObject([{ code, values: { ...values } }]);
  });

  it('a redirect to the page of a provider is about the filing', () => {
    const headers: RawHeader[] = [
      ['Location', 'https://dnspod.qcloud.com/static/webblock.html?d=example.com'],
    ];
    expect(explain({ status: 302, headers, body: '' })).toMatchObject([
      { code: 'REDIRECTED', values: { kind: 'filing' } },
    ]);
  });
});
