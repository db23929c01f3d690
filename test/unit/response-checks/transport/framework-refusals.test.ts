import { describe, expect, it } from 'vitest';
import { CLOUDFLARE, explain, page, type Row } from './answers';

describe('a refused content type', () => {
  it.each<[string, Row, string]>([
    [
      'Express in production',
      {
        status: 415,
        headers: [['X-Powered-By', 'Express']],
        body: page('Error', '<pre>Unsupported Media Type</pre>'),
      },
      'express',
    ],
    [
      'Express behind Cloudflare',
      {
        status: 415,
        headers: [CLOUDFLARE, ['X-Powered-By', 'Express']],
        body: page(
          'Error',
          '<pre>UnsupportedMediaTypeError: unsupported charset &quot;UTF8&quot;<br> at read</pre>',
        ),
      },
      'express',
    ],
    [
      'NestJS',
      {
        status: 415,
        headers: [['X-Powered-By', 'Express']],
        body: '{"message":"unsupported charset \\"UTF8\\"","error":"Unsupported Media Type","statusCode":415}',
      },
      'nest',
    ],
    [
      'Fastify',
      {
        status: 415,
        body: '{"statusCode":415,"code":"FST_ERR_CTP_INVALID_MEDIA_TYPE","error":"Unsupported Media Type","message":"Unsupported Media Type: application/json;charset=utf8"}',
      },
      'fastify',
    ],
    ['Koa', { status: 415, headers: [['X-Powered-By', 'koa']], body: 'Unsupported Media Type' }, 'koa'],
    [
      'Spring Boot',
      {
        status: 415,
        body: '{"timestamp":"2026-03-01T08:00:00.000+00:00","status":415,"error":"Unsupported Media Type","path":"/produce"}',
      },
      'spring',
    ],
    [
      "an advice of Spring's that answers 200",
      {
        status: 200,
        body: '{"code":500,"msg":"Content type \'application/json;charset=utf8\' not supported"}',
      },
      'other',
    ],
    [
      'ASP.NET Core',
      {
        status: 415,
        headers: [['Server', 'Kestrel']],
        body: '{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.16","title":"Unsupported Media Type","status":415,"traceId":"00-1"}',
      },
      'aspnet',
    ],
    [
      'Django REST framework',
      {
        status: 415,
        body: '{"detail":"Unsupported media type \\"application/json;charset=utf8\\" in request."}',
      },
      'django',
    ],
    ['an empty answer', { status: 415, body: '' }, 'other'],
  ])('of %s', (_name, row, framework) => {
    expect(explain(row)).toMatchObject([
      {
        code: 'CONTENT_TYPE_REFUSED',
        values: { framework, sent: 'type', contentType: 'application/json;charset=utf8' },
      },
    ]);
  });

  it('of a call without one is not blamed on the charset', () => {
    expect(explain({ status: 415, body: '', method: 'GET' })).toMatchObject([
      { code: 'CONTENT_TYPE_REFUSED', values: { sent: 'none' } },
    ]);
  });
});

describe('a protection against cross-site forms', () => {
  it.each<[string, Row, string]>([
    [
      'Django behind Cloudflare',
      {
        status: 403,
        headers: [CLOUDFLARE],
        body: page(
          '403 Forbidden',
          '<h1>Forbidden <span>(403)</span></h1><p>CSRF verification failed. Request aborted.</p>',
        ),
      },
      'django',
    ],
    [
      'Django REST framework',
      { status: 403, body: '{"detail":"CSRF Failed: CSRF cookie not set."}' },
      'other',
    ],
    [
      'Laravel',
      { status: 419, body: page('Page Expired', '<div>419</div><div>Page Expired</div>') },
      'laravel',
    ],
    [
      'Tornado',
      { status: 403, body: page("403: '_xsrf' argument missing from POST", '<p>403</p>') },
      'other',
    ],
    ['a token by name', { status: 403, body: '{"error":"missing csrf_token"}' }, 'other'],
    ['Laravel in JSON', { status: 419, body: '{"message":"CSRF token mismatch."}' }, 'laravel'],
    [
      'Rails in production',
      {
        status: 422,
        body: page(
          'The change you wanted was rejected (422)',
          '<h1>The change you wanted was rejected.</h1>',
        ),
      },
      'rails',
    ],
    [
      'Rails in development',
      {
        status: 422,
        body: page(
          'Action Controller: Exception caught',
          "<h1>ActionController::InvalidAuthenticityToken in SaasController#produce</h1><h2>Can't verify CSRF token authenticity.</h2>",
        ),
      },
      'rails',
    ],
    [
      'Spring Security by default',
      {
        status: 403,
        body: '{"timestamp":"2026-03-01T08:00:00Z","status":403,"error":"Forbidden","path":"/produce"}',
      },
      'spring',
    ],
    [
      'Spring Security in words',
      {
        status: 403,
        body: page('Error', 'Could not verify the provided CSRF token because your session was not found.'),
      },
      'spring',
    ],
    [
      'Yii',
      {
        status: 400,
        body: page(
          'Bad Request (#400)',
          '<h1>Bad Request (#400)</h1><p>Unable to verify your data submission.</p>',
        ),
      },
      'yii',
    ],
    [
      'CodeIgniter',
      {
        status: 403,
        body: page(
          'Error',
          '<h1>An Error Was Encountered</h1><p>The action you requested is not allowed.</p>',
        ),
      },
      'codeigniter',
    ],
    [
      'ASP.NET',
      {
        status: 500,
        body: page(
          'The required anti-forgery cookie &quot;__RequestVerificationToken&quot; is not present.',
          "<h1>Server Error in '/' Application.</h1>",
        ),
      },
      'aspnet',
    ],
    [
      'csurf',
      {
        status: 403,
        headers: [['X-Powered-By', 'Express']],
        body: page(
          'Error',
          '<pre>ForbiddenError: invalid csrf token<br> at csrf (/app/node_modules/csurf/index.js:112:19)</pre>',
        ),
      },
      'express',
    ],
    [
      'Flask-WTF',
      { status: 400, body: page('400 Bad Request', '<h1>Bad Request</h1><p>The CSRF token is missing.</p>') },
      'flask',
    ],
    ['ThinkPHP', { status: 500, body: page('系统发生错误', '<h1>令牌数据无效</h1>') }, 'thinkphp'],
    [
      'gorilla',
      {
        status: 403,
        headers: [['Content-Type', 'text/plain']],
        body: 'Forbidden - CSRF token not found in request',
      },
      'other',
    ],
  ])('of %s', (_name, row, framework) => {
    expect(explain(row)).toMatchObject([
      { code: 'CSRF_PROTECTION', values: { framework, route: '/produce' } },
    ]);
  });
});
