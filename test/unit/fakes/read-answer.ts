import type { FaultProtocol } from '@/lib/fakes/faults/fault-entry';
import { decryptField, type EncryptType } from '@/lib/signing/encryption';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyV1Body } from '@/lib/signing/profiles/v1-body-sign';
import type { Answer } from './ask-seller';

/** Everything about an answer that a fault can change; null for what it does not have. */
export type Appearance = {
  status: number;
  contentType: string | null;
  contentEncoding: string | null;
  /** `right`, or why it is not. */
  bodySign: string;
  hasBom: boolean;
  isJson: boolean;
  /** The one that its bytes are in. */
  charset: 'UTF-8' | 'GBK';
  resultCode: string | null;
  instanceIdLength: number | null;
  hasFrontEndUrl: boolean | null;
  usageValue: number | null;
  /** How userName and password are sent. */
  account: string | null;
};

const SUCCESS_IN_GBK = '结果: ';

export function describeAnswer(answer: Answer, protocol: FaultProtocol, accessKey: string): Appearance {
  const { headers, bytes, text, status } = answer;
  const verification = verifyV1Body({ headers, body: bytes }, { accessKey }, nodePrimitives);
  const json = parsed(text);
  const info = json?.info?.[0] ?? json;
  return {
    status,
    contentType: answer.header('content-type'),
    contentEncoding: answer.header('content-encoding'),
    bodySign: verification.ok ? 'right' : verification.failure.code,
    hasBom: bytes[0] === 0xef,
    isJson: json !== null,
    charset: new TextDecoder('gbk').decode(bytes).includes(SUCCESS_IN_GBK) ? 'GBK' : 'UTF-8',
    resultCode: json?.resultCode ?? null,
    instanceIdLength: info?.instanceId?.length ?? null,
    hasFrontEndUrl: info?.appInfo ? info.appInfo.frontEndUrl !== undefined : null,
    usageValue: info?.usageInfo?.[0]?.usageValue ?? null,
    account:
      protocol === 'V1' && info?.appInfo ? describeAccount(info.appInfo, json?.encryptType, accessKey) : null,
  };
}

type Body = {
  resultCode?: string;
  encryptType?: EncryptType;
  instanceId?: string;
  appInfo?: { frontEndUrl?: string; userName: string; password: string };
  usageInfo?: { usageValue?: number }[];
  info?: Body[];
};

function parsed(text: string): Body | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type AppInfo = NonNullable<Body['appInfo']>;

/** `clear`, or whether both can be decrypted as the answer says, and how long they are when that is too long. */
function describeAccount(
  { userName, password }: AppInfo,
  encryptType: EncryptType = '1',
  accessKey: string,
): string {
  const read = (text: string, type: EncryptType) =>
    decryptField(text, { accessKey, encryptType: type }, nodePrimitives).ok;
  const values = [userName, password];
  if (values.some((value) => /^admin-[0-9a-f]{12}$/.test(value))) return 'clear';
  const other = encryptType === '1' ? '2' : '1';
  if (values.every((value) => read(value, other))) return 'encrypted otherwise than said';
  if (!values.every((value) => read(value, encryptType))) return 'not readable';
  const longest = Math.max(...values.map(({ length }) => length));
  return longest > 128 ? `encrypted as said, ${longest} characters` : 'encrypted as said';
}
