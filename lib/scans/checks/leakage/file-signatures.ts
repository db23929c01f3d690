import { VECTORS } from '../draft-finding';
import {
  actuatorIndex,
  byteStart,
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
const RAR = byteStart(0x52, 0x61, 0x72, 0x21, 0x1a, 0x07);
const PHPINFO = generatedPage(
  /<title>(?:PHP [\d.]{1,12} - )?phpinfo\(\)<\/title>/,
  /PHP (?:Version|License|Credits)|Zend/,
);
const SECRET_LINE =
  /^\s*["']?(?:[\w-]{0,60}[_.-])?(?:password|secret(?:_key(?:_base)?)?)["']?\s{0,5}[:=]\s{0,5}["']?[^\s"'<{$]{4}/i;

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
    '/config.php.bak',
  ),
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
  ...files('archive', severeLeak, RAR, '/wwwroot.rar'),
  ...files('log', leak, logFile, '/error.log', '/debug.log', '/storage/logs/laravel.log'),
  ...files('log', leak, generatedPage(/<title>Error log for [^<]{0,200}<\/title>/i, /ELMAH/i), '/elmah.axd'),
];
