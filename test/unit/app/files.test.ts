import { describe, expect, it } from 'vitest';
import { attachment } from '@/app/attachment';
import { proofResponse } from '@/app/proof-response';
import { readUpload } from '@/app/read-upload';

const KIB = 1024;

function upload(file: File | string, fields: Record<string, string> = {}): Request {
  const form = new FormData();
  form.set('file', file);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return new Request('http://localhost/', { method: 'POST', body: form });
}

const FILE_HEAD = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';
const PART = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
const form = (body: string, type = 'multipart/form-data; boundary=x') =>
  new Request('http://localhost/', { method: 'POST', headers: { 'content-type': type }, body });

describe('an uploaded file', () => {
  it('is read with the fields beside it', async () => {
    const read = await readUpload(upload(new File(['abc'], 'a b.txt'), { intent: 'apply' }), KIB);
    expect([
      read.fileName,
      Buffer.from(read.bytes).toString(),
      read.readText('intent'),
      read.readText('none'),
    ]).toEqual(['a b.txt', 'abc', 'apply', '']);
  });

  it('is read from a form written by hand, with a quoted boundary', async () => {
    const type = 'multipart/form-data; charset=utf-8; boundary="x"';
    const read = await readUpload(form(`--x\r\n${FILE_HEAD}a--b\r\n${PART}--x--\r\n`, type), 100 * KIB);
    expect(Buffer.from(read.bytes).toString()).toBe('a--b');
  });

  it('is refused beyond its size', async () => {
    const large = new File([new Uint8Array(KIB + 1)], 'a.txt');
    await expect(readUpload(upload(large), KIB)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('is not read on when an endless body comes', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 64 * KIB;
        controller.enqueue(new Uint8Array(64 * KIB));
      },
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const request = new Request('http://localhost/', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    await expect(readUpload(request, KIB)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(sent).toBeLessThan(10 * 64 * KIB);
  });

  it.each([
    ['a field of text', upload('text')],
    ['no body', new Request('http://localhost/', { method: 'POST' })],
    ['JSON', new Request('http://localhost/', { method: 'POST', body: '{}' })],
    ['thousands of parts', form(`--x\r\n${FILE_HEAD}abc\r\n${PART.repeat(1_000)}--x--\r\n`)],
    ['a head without an end', form(`--x\r\n${'A: b\r\n'.repeat(5_000)}${FILE_HEAD}abc\r\n--x--\r\n`)],
    ['a form of another kind', form('a=1', 'application/x-www-form-urlencoded')],
  ])('is missing from %s', async (_what, request) => {
    await expect(readUpload(request, 100 * KIB)).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'file' }] },
    });
  });
});

describe('a download', () => {
  it('is saved, never shown, whatever its name and type', async () => {
    const response = attachment('报告 "1"\r\nX: y.html', 'text/html', new Uint8Array([60, 98, 62]));
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="[\w.-]+"; filename\*=UTF-8''%E6%8A%A5%E5%91%8A%20%221%22%0D%0AX%3A%20y\.html$/,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(await response.text()).toBe('<b>');
  });

  it.each([
    ['image/png', '', 'application/octet-stream'],
    ['image/png', '?picture', 'image/png'],
    ['text/plain; charset=utf-8', '?picture', 'application/octet-stream'],
    ['application/pdf', '?picture', 'application/octet-stream'],
  ])('of a proof of type %s by %j has the type %s', (contentType, query, type) => {
    const proof = { fileName: 'a', contentType, bytes: new Uint8Array([1]) };
    const response = proofResponse(new Request(`http://localhost/proofs/1${query}`), proof);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  });
});
