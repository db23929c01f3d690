import type { ResponsePage } from './read-page';

/** The frameworks that the texts have a snippet for; `other` is everything else. */
export type Framework =
  | 'express'
  | 'nest'
  | 'fastify'
  | 'koa'
  | 'spring'
  | 'aspnet'
  | 'django'
  | 'flask'
  | 'laravel'
  | 'rails'
  | 'symfony'
  | 'codeigniter'
  | 'yii'
  | 'thinkphp'
  | 'php'
  | 'java'
  | 'go'
  | 'other';

/** As its makers write it. */
export const FRAMEWORK_NAMES: Readonly<Record<Framework, string>> = {
  express: 'Express',
  nest: 'NestJS',
  fastify: 'Fastify',
  koa: 'Koa',
  spring: 'Spring',
  aspnet: 'ASP.NET',
  django: 'Django',
  flask: 'Flask',
  laravel: 'Laravel',
  rails: 'Rails',
  symfony: 'Symfony',
  codeigniter: 'CodeIgniter',
  yii: 'Yii',
  thinkphp: 'ThinkPHP',
  php: 'PHP',
  java: 'Java',
  go: 'Go',
  other: '–',
};

type Mark = { framework: Framework; head?: RegExp; page?: RegExp; members?: readonly string[] };

/** What each framework writes into its own pages, headers and JSON; what is more telling comes first. */
const MARKS: readonly Mark[] = [
  { framework: 'thinkphp', page: /thinkphp|think\\exception|系统发生错误/, head: /^x-powered-by: thinkphp/m },
  { framework: 'flask', page: /werkzeug debugger|flask_wtf|flask\/app\.py/, head: /^server: werkzeug/m },
  {
    framework: 'django',
    page: /csrf verification failed|django version|debug = true|django\.(core|db|http|views)|unsupported media type \\?"[^"]{0,100}" in request/,
  },
  {
    framework: 'laravel',
    page: /laravel|illuminate\\|csrf token mismatch/,
    head: /^set-cookie: (laravel_session|xsrf-token)/m,
  },
  { framework: 'symfony', page: /symfony/, head: /^x-debug-(token|exception)/m },
  {
    framework: 'rails',
    page: /action controller|actioncontroller|actiondispatch|the change you wanted was rejected|if you are the application owner check the logs/,
    head: /^x-runtime:/m,
  },
  {
    framework: 'codeigniter',
    page: /codeigniter|the action you requested is not allowed/,
    head: /^set-cookie: ci_session/m,
  },
  { framework: 'yii', page: /yii\\|yii framework|unable to verify your data submission|您提交的数据无法/ },

  { framework: 'fastify', page: /"code":\s?"fst_|\/fastify\// },
  { framework: 'koa', page: /\/koa(-[a-z]{1,30})?\/|koa-body/ },
  { framework: 'nest', members: ['statusCode', 'message'], page: /@nestjs/ },
  {
    framework: 'express',
    head: /^x-powered-by: express/m,
    page: /<pre>cannot (get|post|put) |node_modules\/(express|body-parser|raw-body)|<pre>[a-z]{0,40}error: /,
  },
  {
    framework: 'spring',
    page: /whitelabel error page|org\.springframework|httpmediatypenot|csrf token .{0,40}(_csrf|x-csrf-token)/,
    members: ['timestamp', 'status', 'error', 'path'],
  },
  { framework: 'spring', members: ['timestamp', 'status', 'error'] },
  {
    framework: 'aspnet',
    page: /server error in '|unhandled exception occurred while processing|microsoft\.aspnetcore|system\.web\.|\.aspx|antiforgery|tools\.ietf\.org\/html\/rfc\d{4}#section/,
    head: /^(x-aspnet|x-powered-by: asp\.net|server: kestrel)/m,
  },
  {
    framework: 'java',
    page: /apache tomcat|jetty|jakarta\.servlet|javax\.servlet|java\.lang\.|undertow|weblogic/,
  },
  { framework: 'go', page: /goroutine \d|panic: |csrf token .{0,30}referer/ },
  {
    framework: 'php',
    page: /(fatal|parse) error(<\/b>)?: |\.php(<\/b>)? on line|\.php:\d/,
    head: /^x-powered-by: php/m,
  },
  { framework: 'koa', head: /^x-powered-by: koa/m },
];

/** Which framework wrote a response. */
export function recogniseFramework({ head, markup, json }: ResponsePage): Framework {
  const has = (members: readonly string[]) =>
    json !== null && members.every((name) => Object.hasOwn(json, name));
  const found = MARKS.find(
    (mark) => mark.page?.test(markup) || mark.head?.test(head) || (mark.members && has(mark.members)),
  );
  return found?.framework ?? 'other';
}
