import { VECTORS } from '../draft-finding';

/** A file that should not be served, and how its content proves that it is that file. */
export type ExposedFile = {
  path: string;
  kind: string;
  cvssVector: string;
  /** The text that proves it, or null; `bytes` are the same body undecoded. */
  proofIn(text: string, bytes: Uint8Array): string | null;
};

const isMarkup = (text: string) => /^\s*(?:<!doctype|<html|<\?xml[^>]*\?>\s*<!doctype html)/i.test(text);
const matching = (pattern: RegExp) => (text: string) =>
  isMarkup(text) ? null : (pattern.exec(text)?.[0] ?? null);
const startsWith = (signature: readonly number[]) => (_text: string, bytes: Uint8Array) =>
  bytes.length > 64 && signature.every((byte, i) => bytes[i] === byte) ? '' : null;

const ZIP = startsWith([0x50, 0x4b, 0x03, 0x04]);
const GZIP = startsWith([0x1f, 0x8b, 0x08]);
const sqlDump = matching(
  /(?:--\s*(?:MySQL|MariaDB|PostgreSQL database) dump|^(?:CREATE TABLE|INSERT INTO)\s+[`"[\w])/im,
);
/** At least two lines that begin with an instant and name a level or a fault, as loggers write them. */
const logFile = matching(
  /(?:^.{0,10}\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d.{0,300}\b(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|error|warn|notice|Exception)\b.*\r?\n){2}/m,
);
const environment = matching(/^(?:export\s+)?[A-Z][A-Z0-9_]{2,}=(?!\s*$).*(?:\r?\n|$)/m);

const file = (
  path: string,
  kind: string,
  cvssVector: string,
  proofIn: ExposedFile['proofIn'],
): ExposedFile => ({
  path,
  kind,
  cvssVector,
  proofIn,
});

const { severeLeak, leak, smallLeak } = VECTORS;

/** Files at known places; each costs one request. */
export const EXPOSED_FILES: readonly ExposedFile[] = [
  file('/.env', 'environment', severeLeak, environment),
  file('/.env.local', 'environment', severeLeak, environment),
  file('/.env.production', 'environment', severeLeak, environment),
  file('/.git/HEAD', 'git', severeLeak, matching(/^(?:ref: refs\/\S+|[0-9a-f]{40})\s*$/)),
  file('/.git/config', 'git', severeLeak, matching(/^\[core\]\s*$[\s\S]*repositoryformatversion/m)),
  file(
    '/.svn/entries',
    'svn',
    severeLeak,
    matching(/^(?:\d{1,2}\s*\n(?:\s*\n)?dir\b|<\?xml[^>]*>\s*<wc-entries)/),
  ),
  file('/.svn/wc.db', 'svn', severeLeak, (text) =>
    text.startsWith('SQLite format 3') ? 'SQLite format 3' : null,
  ),
  file(
    '/.hg/requires',
    'mercurial',
    severeLeak,
    matching(/^(?:dotencode|revlogv1|fncache|generaldelta|store)$/m),
  ),
  file('/.DS_Store', 'dsStore', leak, startsWith([0x00, 0x00, 0x00, 0x01, 0x42, 0x75, 0x64, 0x31])),
  file(
    '/.htpasswd',
    'passwordFile',
    severeLeak,
    matching(/^[\w.@-]+:(?:\$apr1\$|\$2[aby]\$|\{SHA\}|[./\w]{13}$)/m),
  ),
  file(
    '/.htaccess',
    'serverConfiguration',
    smallLeak,
    matching(/^\s*(?:RewriteEngine\s+on|AuthUserFile\s|Options\s+[-+])/im),
  ),
  file(
    '/web.config',
    'serverConfiguration',
    leak,
    (text) => /<configuration>[\s\S]*<system\.web/i.exec(text)?.[0].slice(0, 200) ?? null,
  ),
  file('/WEB-INF/web.xml', 'serverConfiguration', leak, (text) => /<web-app[\s>]/.exec(text)?.[0] ?? null),
  file('/phpinfo.php', 'phpinfo', leak, (text) => /<title>phpinfo\(\)<\/title>/.exec(text)?.[0] ?? null),
  file('/info.php', 'phpinfo', leak, (text) => /<title>phpinfo\(\)<\/title>/.exec(text)?.[0] ?? null),
  file(
    '/server-status',
    'serverStatus',
    leak,
    (text) => /<title>Apache Status<\/title>/i.exec(text)?.[0] ?? null,
  ),
  file('/actuator/env', 'actuator', severeLeak, matching(/^\s*\{"activeProfiles":\[/)),
  file('/actuator/heapdump', 'actuator', severeLeak, (text) =>
    text.startsWith('JAVA PROFILE') ? 'JAVA PROFILE' : null,
  ),
  file(
    '/wp-config.php.bak',
    'applicationConfiguration',
    severeLeak,
    matching(/define\(\s*['"]DB_PASSWORD['"]/),
  ),
  file('/config.php.bak', 'applicationConfiguration', severeLeak, matching(/<\?php/)),
  file(
    '/config.json',
    'applicationConfiguration',
    severeLeak,
    matching(
      /"(?:db_?password|database_?url|secret_?key|private_?key|aws_secret_access_key)"\s*:\s*"[^"]{4,}"/i,
    ),
  ),
  file(
    '/config.yml',
    'applicationConfiguration',
    severeLeak,
    matching(/^\s*(?:db_?)?(?:password|secret(?:_key)?|secret_key_base)\s*:\s*\S{4,}/im),
  ),
  file('/id_rsa', 'privateKey', severeLeak, matching(/^-----BEGIN (?:RSA |OPENSSH )?PRIVATE KEY-----/)),
  file('/backup.sql', 'databaseDump', severeLeak, sqlDump),
  file('/dump.sql', 'databaseDump', severeLeak, sqlDump),
  file('/database.sql', 'databaseDump', severeLeak, sqlDump),
  file('/db.sql', 'databaseDump', severeLeak, sqlDump),
  file('/backup.zip', 'archive', severeLeak, ZIP),
  file('/backup.tar.gz', 'archive', severeLeak, GZIP),
  file('/www.zip', 'archive', severeLeak, ZIP),
  file('/site.zip', 'archive', severeLeak, ZIP),
  file('/.aws/credentials', 'applicationConfiguration', severeLeak, matching(/^aws_secret_access_key\s*=/im)),
  file('/.npmrc', 'applicationConfiguration', severeLeak, matching(/:_authToken=\S+/)),
  file('/docker-compose.yml', 'serverConfiguration', leak, matching(/^services:\s*$/m)),
  file('/application.properties', 'applicationConfiguration', severeLeak, matching(/^spring\.[\w.-]+\s*=/m)),
  file('/appsettings.json', 'applicationConfiguration', severeLeak, matching(/"ConnectionStrings"\s*:/)),
  file('/config/database.yml', 'applicationConfiguration', severeLeak, matching(/^\s*adapter:\s*\w+/m)),
  file(
    '/.idea/workspace.xml',
    'serverConfiguration',
    smallLeak,
    (text) => /<project version="\d/.exec(text)?.[0] ?? null,
  ),
  file('/error.log', 'log', leak, logFile),
  file('/debug.log', 'log', leak, logFile),
  file('/actuator', 'actuator', leak, matching(/"_links"\s*:\s*\{[\s\S]{0,200}\/actuator/)),
  file('/elmah.axd', 'log', leak, (text) => /<title>Error log for [^<]*<\/title>/i.exec(text)?.[0] ?? null),
  file(
    '/debug/pprof/',
    'actuator',
    leak,
    (text) => /<title>\/debug\/pprof\/<\/title>/.exec(text)?.[0] ?? null,
  ),
];

/** Source code as its interpreter would have run it, at the very start or with an unmistakable opening. */
export const SOURCE_CODE =
  /<\?php\b|<\?=|<%@\s*(?:page|Language|import)|^\s*(?:import|from)\s+[\w.]+(?:\s+import\s|;|\s*$)|^\s*(?:const|var|let)\s+[\w{} ,]+\s*=\s*require\(|^#!\/(?:usr\/)?bin\//im;
