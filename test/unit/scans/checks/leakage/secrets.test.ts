import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findLeakedSecrets } from '@/lib/scans/checks/leakage/secret-patterns';
import { secretsInPages } from '@/lib/scans/checks/leakage/secrets-in-pages';
import { capturedPage } from '../captured-page';

const kindsIn = (text: string) => findLeakedSecrets(text).map(({ kind }) => kind);
const token = (claims: object) =>
  ['{"alg":"HS256"}', JSON.stringify(claims), 'Q4mJ0o1kZp9XvT3bW7nR2sYcEuFhLgKi']
    .map((part, at) => (at < 2 ? Buffer.from(part).toString('base64url') : part))
    .join('.');

describe('what is a secret', () => {
  test.each([
    ['awsAccessKey', 'id=AKIAQ3EGRT7WZX2LKJ5M'],
    ['githubToken', 'ghp_Ab3dEf6hIj9kLmN2pQr5sTu8vWx1yZ4aB7cD'],
    ['slackToken', 'xoxb-214748364712-1234567-aB3dE5fG7hJ9kL1mN3pQ5rS7'],
    ['stripeSecretKey', 'rk_live_5f3Kd92LmQz81XvB7nTa0Wc4'],
    ['openaiKey', 'key="sk-svcacct-Q7wPz3LmK9xVb2Nt-R5yJc8Hd_F4sGa1Ue6T"'],
    ['openaiKey', 'sk-1f34abcd56d8ef90a1b2c3d4e5f60718'],
    ['alibabaAccessKey', 'LTAI5tKq81LmP2Zx9qq7Yb3c'],
    ['cloudSecretKey', 'HUAWEICLOUD_SDK_SK="aB3dE5fG7hJ9kL1mN3pQ5rS7tV9wX1yZ3bC5dF7g"'],
    ['cloudSecretKey', '"secretAccessKey": "wJ4lrX9tnFEM1K7MDbPxR3iCYzKq81LmP2abQ7dE"'],
    ['googleApiKey', 'AIzaSyD3fG7hJ9kL1mN3pQ5rS7tV9wX1yZ3bC5d'],
    ['jsonWebToken', `const t = "${token({ uid: 42, role: 'admin' })}"`],
    ['connectionString', '"mysql://shop:Kq81-zzL2mP@db1.internal/shop"'],
    ['connectionString', '"rediss://:Kq81zzL2mPx7@cache1.internal:6379/0"'],
    ['connectionString', '"amqp://svc:h4rb0urK9@10.2.3.4:5672/"'],
    ['connectionString', 'Server=db1.internal;Database=shop;User Id=sa;Password=Kq81-zzL2mP;'],
    ['connectionString', 'jdbc:mysql://db1.internal/shop?user=shop&amp;password=Kq81-zzL2mP'],
    ['passwordHash', '{"password_hash":"$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"}'],
    ['passwordHash', '{"password":"pbkdf2_sha256$260000$k81zzL2mPx7Q$7wPz3LmK9xVb2NtR5yJc8HdF4sGa1Ue6T+q="}'],
    ['passwordHash', '"passwd" : "$6$k81zzL2m$7wPz3LmK9xVb2NtR5yJc8HdF4sGa1Ue6TqLmP2Zx9qq7Yb3c"'],
    ['passwordInCode', 'const cfg = {db_password:"Kq81-zz-L2mP"};'],
    ['passwordInCode', 'var password = "Winter2024!"'],
    ['passwordInCode', '{"adminPassword": "harbour4711"}'],
    ['passwordInCode', "app.secret_key => 'k3j9x1q8w7'"],
    ['passwordInCode', '<div data-x="{&quot;dbPassword&quot;:&quot;Kq81-zz&amp;L2&quot;}">'],
    ['passwordInComment', '<!-- staging login bob, password: Tr4mp0line&9 -->'],
    ['passwordInComment', '<!-- 管理员密码：Harbour@2031 -->'],
    ['passwordInComment', '<!-- Kennwort ist nicht hier, pwd = k8s!harbour. -->'],
  ])('%s: %s', (kind, text) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  test.each([
    ['rsa', 'pkcs1'],
    ['rsa', 'pkcs8'],
    ['ec', 'sec1'],
    ['ed25519', 'pkcs8'],
  ] as const)('a private key of %s as %s, also as text of a program', (type, form) => {
    const options = {
      modulusLength: 2048,
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: form, format: 'pem' },
    };
    const { privateKey } = generateKeyPairSync(type as 'rsa', options as never);
    expect(kindsIn(String(privateKey))).toEqual(['privateKey']);
    expect(kindsIn(JSON.stringify({ key: privateKey }))).toEqual(['privateKey']);
  });
});

describe('what only looks like one', () => {
  test.each([
    '<!-- Password: hidden until you click -->',
    '<!-- password is checked by the server; password: sha256-hashed, base64 encoded -->',
    '<!-- the password is oauth2 or argon2id, see JIRA-1234, min8chars, 8+ -->',
    '<!-- a --> Password: Tr4mp0line&9',
    'mongodb://user:pass@db.local:27017/app amqp://guest:guest@rabbit:5672/',
    "password: 'secret123', pwd: 'testing1234'",
    'postgresql://username:mypassword@dbhost:5432/mydb redis://:changeme123@cache:6379',
    'postgres://app:s3cr3t@db/x mysql://dbuser:harbour4711@db1/x redis://:p4ssw0rd1@cache mongodb://admin:admin123@m/x',
    'mysql://shop:harbour4711@hostname/db jdbc:mysql://db/x?user=a&password=secret123',
    'mongodb+srv://&lt;username&gt;:&lt;password&gt;@cluster0.mongodb.net',
    `postgres://app:\${DB_PASSWORD}@db/x mysql://app:{{ password }}@db/x mysql://a:%s@db/x`,
    'mysql://root:Kq81-zzL2mP@db.example.com/shop mysql://root:Kq81-zzL2mP@localhost/shop',
    '{adminPassword:"请输入管理员的初始密码2",clientSecret:"应用密钥由平台自动生成"}',
    '{adminPassword:"Administratorkennwort",dbPassword:"ContraseñaDeLaBase2"}',
    '{password:"パスワードを入力してください",pwd:"Пароль_администратора1"}',
    '{"client_secret":"oauth.form.clientSecret","secretKey":"SecretAccessKey(SK)"}',
    '{secretKey:"form-secret-key-input-2",apiSecret:"apiSecretField2",secret_key:"tokenSecretKey_v2"}',
    '{newPassword:"settings.security.newPassword2",password:"errors.password.tooShort8"}',
    'password:"^(?=.*[A-Z])(?=.*\\d).{8,}$", password: "required|min:8", password: "a-z0-9A-Z!@#"',
    'password: "/reset/2024/form1", password:"input[name=password1]", password: "#password1"',
    'password: "ops1@mail.corp.io", password:"$t(form.password1)", secret: "RECAPTCHA_SECRET_2"',
    '<a class="sk-fading-circle-sk-circle12-before-animation-delay-0s"></a>',
    '/blog/sk-telecom-and-the-future-of-mobile-networks-in-korea-2030',
    'AKIAIOSFODNN7EXAMPLE sk_live_xxxxxxxxxxxxxxxxxxxxxxxx xoxb-your-slack-bot-token-here',
    'ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa npm_abcdefghijklmnopqrstuvwxyz0123456789',
    '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC...\n-----END PRIVATE KEY-----',
    '-----BEGIN RSA PRIVATE KEY-----\nput the lines of your own key at this place and keep them to yourself\n',
    `eyJhbGciOi.eyJzdWIiOi.aaaaaaaaaaaaaaaaaaaaaaaaaaa ${token({ sub: '1234567890', name: 'John Doe' })}`,
    'integrity: "sha384-oqVuAfXRKap7fdgcCY5uykM6R9GqQ8Kux", etag: "3f9a0c71be24d85f6610aa9c4d2e7b18"',
  ])('%s', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });
});

test('the evidence hides every secret of the page but for its beginning', () => {
  const body = 'var password = "Winter2024!"; var c = "redis://:Kq81zzL2mPx7@cache1.internal:6379/0"';
  const findings = secretsInPages.run(capturedPage({ body }), {
    origin: 'https://shop.test',
    isBehindLogin: false,
  });
  expect(findings.map(({ sink }) => sink).sort()).toEqual([
    'secret:connectionString',
    'secret:passwordInCode',
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/2024!|Kq81zzL2mPx7/);
});
