import { VECTORS } from '../draft-finding';
import {
  accessLog,
  actuatorIndex,
  byteStart,
  commandHistory,
  directiveFile,
  environmentFile,
  type FileFormat,
  generatedPage,
  iniFile,
  jsonWith,
  lineList,
  logFile,
  propertiesFile,
  secretJson,
  sqlDump,
  textStart,
  wholeText,
  xmlFile,
  yamlFile,
} from './file-formats';

/** A file that should not be served, and the format that its whole content has. */
export type ExposedFile = { path: string; kind: string; cvssVector: string; format: FileFormat };

const { severeLeak, leak, smallLeak } = VECTORS;

const files = (
  kind: string,
  cvssVector: string,
  format: FileFormat,
  ...paths: readonly string[]
): ExposedFile[] => paths.map((path) => ({ path, kind, cvssVector, format }));

const ZIP = byteStart(0x50, 0x4b, 0x03, 0x04);
const GZIP = byteStart(0x1f, 0x8b, 0x08);
const SEVEN_ZIP = byteStart(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c);
const RAR = byteStart(0x52, 0x61, 0x72, 0x21, 0x1a, 0x07);
const SQLITE = byteStart(...Buffer.from('SQLite format 3\0'));
const PHPINFO = generatedPage(
  /<title>(?:PHP [\d.]{1,12} - )?phpinfo\(\)<\/title>/,
  /PHP (?:Version|License|Credits)|Zend/,
);
const SECRET_LINE =
  /^\s*["']?(?:[\w-]{0,60}[_.-])?(?:password|secret(?:_key(?:_base)?)?)["']?\s{0,5}[:=]\s{0,5}["']?[^\s"'<{$]{4}/i;

/** Pages by which servers and frameworks are watched and steered, each by its fixed title and a word of its own. */
const MANAGEMENT_PAGES: readonly ExposedFile[] = [
  ...files(
    'managementPage',
    smallLeak,
    wholeText(/^Active connections: \d+\s+server accepts handled requests/),
    '/nginx_status',
  ),
  ...files(
    'managementPage',
    smallLeak,
    wholeText(/^(?:# (?:HELP|TYPE) [^\n]{3,300}\n){2,}[a-z_:][\w:]{2,100}[ {]/),
    '/metrics',
    '/actuator/prometheus',
  ),
  ...files('managementPage', leak, jsonWith('ResultCode', 'Content'), '/druid/basic.json'),
  ...files('managementPage', leak, jsonWith('responseHeader', 'lucene'), '/solr/admin/info/system?wt=json'),
  ...files(
    'managementPage',
    leak,
    generatedPage(/<title>H2 Console<\/title>/, /org\.h2\.Driver|login\.(?:do|jsp)/),
    '/h2-console/',
  ),
  ...files(
    'managementPage',
    leak,
    generatedPage(/<title>Application Trace<\/title>/, /Physical Directory:/),
    '/trace.axd',
  ),
  ...files(
    'managementPage',
    leak,
    generatedPage(/<title>Symfony Profiler<\/title>/, /_profiler|search-results/),
    '/_profiler/empty/search/results?limit=10',
    '/_profiler/',
  ),
  ...files(
    'managementPage',
    smallLeak,
    generatedPage(/<title>[^<]{0,60}Adminer<\/title>/, /adminer\.org/),
    '/adminer.php',
  ),
  ...files(
    'managementPage',
    smallLeak,
    generatedPage(/<title>(?:[^<]{0,60} )?phpMyAdmin<\/title>/, /pma_username|PMA_/),
    '/phpmyadmin/',
  ),
  ...files(
    'managementPage',
    severeLeak,
    jsonWith('pageItems', 'totalCount'),
    '/nacos/v1/auth/users?pageNo=1&pageSize=1',
  ),
  ...files(
    'managementPage',
    leak,
    jsonWith('agent', 'request', 'value'),
    '/jolokia/version',
    '/actuator/jolokia/version',
  ),
  ...files(
    'managementPage',
    leak,
    generatedPage(/<title>Console(?: \/\/)? [^<]{0,60}(?:Werkzeug|Interactive)[^<]{0,60}<\/title>/, /EVALEX/),
    '/console',
  ),
  ...files(
    'managementPage',
    leak,
    generatedPage(/<title>(?:Telescope|Horizon)(?: - [^<]{1,60})?<\/title>/, /window\.(?:Telescope|Horizon)/),
    '/telescope',
    '/horizon',
  ),
  ...files('bazaar', severeLeak, wholeText(/^This is a Bazaar control directory\.\s/), '/.bzr/README'),
];

/** Files at known places; each costs one request, and two more where it seems to be there. */
export const EXPOSED_FILES: readonly ExposedFile[] = [
  ...files('environment', severeLeak, environmentFile, '/.env', '/.env.local', '/.env.production'),
  ...files('git', severeLeak, wholeText(/^(?:ref: refs\/\S{1,200}|[0-9a-f]{40,64})$/), '/.git/HEAD'),
  ...files('git', severeLeak, iniFile(/^\s*repositoryformatversion\s*=/), '/.git/config'),
  ...files(
    'svn',
    severeLeak,
    wholeText(/^(?:\d{1,2}\s{1,20}dir\n|<\?xml[^>]{0,100}>\s{0,20}<wc-entries)/),
    '/.svn/entries',
  ),
  ...files('svn', severeLeak, textStart('SQLite format 3'), '/.svn/wc.db'),
  ...files(
    'mercurial',
    severeLeak,
    lineList(/^[a-z][a-z0-9.-]{2,60}$/, /^(?:dotencode|revlogv1|fncache|generaldelta|store)$/),
    '/.hg/requires',
  ),
  ...files('dsStore', leak, byteStart(0x00, 0x00, 0x00, 0x01, 0x42, 0x75, 0x64, 0x31), '/.DS_Store'),
  ...files(
    'passwordFile',
    severeLeak,
    lineList(/^[\w.@-]{1,100}:(?:\$apr1\$|\$2[aby]\$|\$[56]\$|\{SHA\}|[./\w]{13}$)/),
    '/.htpasswd',
  ),
  ...files(
    'serverConfiguration',
    smallLeak,
    directiveFile(/^\s*(?:RewriteEngine\s+on|AuthUserFile\s|Options\s+[-+])/i),
    '/.htaccess',
  ),
  ...files(
    'serverConfiguration',
    leak,
    xmlFile('configuration', /<(?:system\.web(?:Server)?|connectionStrings|appSettings)\b/),
    '/web.config',
  ),
  ...files('serverConfiguration', leak, xmlFile('web-app', /<web-app/), '/WEB-INF/web.xml'),
  ...files('phpinfo', leak, PHPINFO, '/phpinfo.php', '/info.php', '/test.php', '/i.php'),
  ...files(
    'serverStatus',
    leak,
    generatedPage(/<title>Apache Status<\/title>/i, /Server Version:|Apache Server Status for/),
    '/server-status',
  ),
  ...files('actuator', severeLeak, jsonWith('activeProfiles', 'propertySources'), '/actuator/env'),
  ...files('actuator', severeLeak, textStart('JAVA PROFILE'), '/actuator/heapdump'),
  ...files('actuator', leak, actuatorIndex, '/actuator'),
  ...files('actuator', leak, generatedPage(/<title>\/debug\/pprof\/<\/title>/, /goroutine/), '/debug/pprof/'),
  ...files(
    'applicationConfiguration',
    severeLeak,
    textStart('<?php'),
    '/wp-config.php.bak',
    '/wp-config.php.old',
    '/wp-config.php~',
    '/config.php.bak',
    '/config/config.inc.php.bak',
    '/config.inc',
  ),
  ...files('serverConfiguration', leak, yamlFile(/^(?:\s*script|stages):$/), '/.gitlab-ci.yml'),
  ...files('applicationConfiguration', severeLeak, secretJson, '/config.json', '/appsettings.json'),
  ...files('applicationConfiguration', severeLeak, yamlFile(SECRET_LINE), '/config.yml', '/application.yml'),
  ...files('applicationConfiguration', severeLeak, yamlFile(/^\s*adapter:\s*\w/), '/config/database.yml'),
  ...files(
    'applicationConfiguration',
    severeLeak,
    propertiesFile(/^\s*spring\.[\w.-]{1,100}\s*=/),
    '/application.properties',
  ),
  ...files(
    'applicationConfiguration',
    severeLeak,
    iniFile(/^\s*aws_secret_access_key\s*=\s*\S{16,100}$/i),
    '/.aws/credentials',
  ),
  ...files('applicationConfiguration', severeLeak, iniFile(/:_authToken=\S{8}/), '/.npmrc'),
  ...files('serverConfiguration', leak, yamlFile(/^services:$/), '/docker-compose.yml'),
  ...files(
    'serverConfiguration',
    smallLeak,
    xmlFile('project', /<project version="/),
    '/.idea/workspace.xml',
  ),
  ...files(
    'privateKey',
    severeLeak,
    wholeText(/^-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY-----\s[A-Za-z0-9+/=\s:,-]{60,8000}$/),
    '/id_rsa',
    '/.ssh/id_rsa',
    '/server.key',
  ),
  ...files('databaseDump', severeLeak, sqlDump, '/backup.sql', '/dump.sql', '/database.sql', '/db.sql'),
  ...files('archive', severeLeak, ZIP, '/backup.zip', '/www.zip', '/site.zip', '/wwwroot.zip', '/web.zip'),
  ...files('archive', severeLeak, GZIP, '/backup.tar.gz', '/www.tar.gz', '/backup.sql.gz'),
  ...files('archive', severeLeak, RAR, '/wwwroot.rar', '/www.rar', '/web.rar', '/backup.rar'),
  ...files('archive', severeLeak, SEVEN_ZIP, '/backup.7z'),
  ...files('database', severeLeak, SQLITE, '/db.sqlite3', '/database.sqlite', '/db.sqlite', '/data.db'),
  ...files(
    'log',
    leak,
    logFile,
    ...['/error.log', '/debug.log', '/storage/logs/laravel.log', '/logs/error.log', '/error_log'],
    ...['/nohup.out', '/app.log', '/wp-content/debug.log'],
  ),
  ...files('log', leak, accessLog, '/access.log', '/logs/access.log', '/access_log'),
  ...files('commandHistory', severeLeak, commandHistory, '/.bash_history'),
  ...files('applicationConfiguration', severeLeak, secretJson, '/.vscode/sftp.json', '/sftp-config.json'),
  ...MANAGEMENT_PAGES,
  ...files('log', leak, generatedPage(/<title>Error log for [^<]{0,200}<\/title>/i, /ELMAH/i), '/elmah.axd'),
];
