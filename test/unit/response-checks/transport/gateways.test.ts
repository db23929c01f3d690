import { describe, expect, it } from 'vitest';
import { CLOUDFLARE, explain, page, type Row } from './answers';

describe('a gateway', () => {
  it.each([
    [520, 'other'],
    [521, 'refused'],
    [522, 'time'],
    [523, 'name'],
    [524, 'time'],
    [525, 'tls'],
    [526, 'certificate'],
    [530, 'name'],
  ])('Cloudflare %i is about the server behind it', (status, reason) => {
    const row = {
      status,
      headers: [CLOUDFLARE],
      body: page(`app.example | ${status}: x`, `Error code ${status}`),
    };
    expect(explain(row)).toMatchObject([
      { code: 'GATEWAY_BLOCK_PAGE', values: { kind: 'upstream', reason } },
    ]);
  });

  it.each<[string, Row, string]>([
    ['nginx', { status: 502, body: page('502 Bad Gateway', '<hr><center>nginx</center>') }, 'other'],
    [
      'nginx, late',
      { status: 504, body: page('504 Gateway Time-out', '<hr><center>nginx</center>') },
      'time',
    ],
    [
      'Envoy',
      {
        status: 503,
        headers: [
          ['Server', 'envoy'],
          ['Content-Type', 'text/plain'],
        ],
        body: 'upstream connect error or disconnect/reset before headers. reset reason: connection refused',
      },
      'refused',
    ],
    [
      'Kong',
      {
        status: 502,
        headers: [['Via', 'kong/3.4']],
        body: '{"message":"An invalid response was received from the upstream server"}',
      },
      'other',
    ],
    [
      'APIG',
      {
        status: 504,
        headers: [['Server', 'api-gateway']],
        body: '{"error_msg":"Backend timeout.","error_code":"APIG.0201"}',
      },
      'time',
    ],
    [
      'AWS',
      {
        status: 503,
        headers: [['Server', 'awselb/2.0']],
        body: page('503 Service Temporarily Unavailable', ''),
      },
      'other',
    ],
  ])('%s cannot reach the server behind it', (_name, row, reason) => {
    expect(explain(row)).toMatchObject([
      { code: 'GATEWAY_BLOCK_PAGE', values: { kind: 'upstream', reason } },
    ]);
  });
});
