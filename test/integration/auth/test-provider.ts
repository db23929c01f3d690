import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

export type Claims = { sub: string; email?: string; email_verified?: boolean; name?: string };
/** What a wrong or hostile provider does differently. */
export type Tweaks = { nonce?: string; issuer?: string; audience?: string; isForged?: boolean };
type Grant = { claims: Claims; tweaks: Tweaks; challenge: string; nonce: string };

export const CLIENT = { id: 'preflight', secret: 'provider-secret' };

/** An OpenID Connect provider on loopback (code flow, PKCE, RS256) whose person at the screen is the test. */
export class TestProvider {
  readonly #grants = new Map<string, Grant>();

  private constructor(
    readonly issuer: string,
    readonly server: Server,
    readonly key: CryptoKey,
    readonly stranger: CryptoKey,
  ) {}

  static async start(): Promise<TestProvider> {
    const [ours, strangers] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
    const jwk = { ...(await exportJWK(ours.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new TestProvider(issuer, server, ours.privateKey, strangers.privateKey);
    server.on('request', async (request, response) => {
      if (request.url === '/.well-known/openid-configuration') provider.#discover(response);
      else if (request.url === '/jwks') send(response, 200, { keys: [jwk] });
      else await provider.#token(request, response);
    });
    return provider;
  }

  stop(): void {
    this.server.close();
  }

  /** The person consents at the address that they were sent to. @returns what their browser carries back */
  consent(authorizationUrl: string, claims: Claims, tweaks: Tweaks = {}): Record<string, string> {
    const wish = new URL(authorizationUrl).searchParams;
    if (wish.get('code_challenge_method') !== 'S256') throw new Error('The client did not ask for PKCE');
    const code = randomUUID();
    const challenge = wish.get('code_challenge') ?? '';
    this.#grants.set(code, { claims, tweaks, challenge, nonce: wish.get('nonce') ?? '' });
    return { code, state: wish.get('state') ?? '', iss: this.issuer };
  }

  #discover(response: ServerResponse): void {
    const { issuer } = this;
    send(response, 200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
    });
  }

  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const grant = this.#grants.get(form.get('code') ?? '');
    this.#grants.delete(form.get('code') ?? '');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const client = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
    if (!grant || proof !== grant.challenge || request.headers.authorization !== client)
      return send(response, 400, { error: 'invalid_grant' });
    const { claims, tweaks, nonce } = grant;
    const idToken = await new SignJWT({ ...claims, nonce: tweaks.nonce ?? nonce })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(tweaks.issuer ?? this.issuer)
      .setAudience(tweaks.audience ?? CLIENT.id)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(tweaks.isForged ? this.stranger : this.key);
    send(response, 200, { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
