import { demo } from './desk';

const HEADERS = { 'Content-Type': 'application/json', 'X-Fake-Seller-Control': '1' };

async function put(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${demo().control}/control/${path}`, {
    method: 'PUT',
    headers: HEADERS,
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

/** What a seller does on their own server: puts the downloaded file at the root. */
export const putVerificationFile = (site: 'safe' | 'vulnerable', content: string) =>
  put(`sites/${site}/verification-file`, { content });

/** Switches a fault of the fake seller's interfaces or sites. */
export const switchFault = (name: string, enabled: boolean) => put(`faults/${name}`, { enabled });
