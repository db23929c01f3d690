import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { RESULT_CODES } from '@/lib/koogallery/koogallery-messages';
import type { ResponseCheck } from './check';
import type { Explanation } from './explanation';
import { memberAt } from './json-members';
import { type BodyText, markMember } from './mark-member';
import { oneLine } from './transport/to-single-line';

const NEW_INSTANCE_ONLY = /^0001\d\d$/;

/**
 * What a result code other than success says, and where to look (protocol page §2.4). A number loses its leading
 * zeros, so that `0` is not a success; some codes exist for newInstance alone.
 */
export function explainResultCode(
  spec: InterfaceSpec,
  { seen }: ResponseCheck,
  response: BodyText,
): Explanation {
  const code = seen ?? '';
  const values = {
    resultCode: code,
    activity: spec.activity,
    protocol: spec.protocol === 'V1.0' ? 'V1' : 'V2',
    said: saidBy(response),
  };
  const mark = markMember(response, 'resultCode');
  const member = response.members.findLast(({ path }) => path === 'resultCode');
  if (member && /[-\d]/.test(response.text[member.valueStart] ?? '')) {
    const written = code.padStart(6, '0');
    // 0, 200 and the like are how other interfaces say success.
    const meant = RESULT_CODES.find((one) => one === written) ?? '000000';
    return { code: 'RESULT_CODE_NUMBER', values: { ...values, meant }, mark };
  }
  const known = RESULT_CODES.find((one) => one === code);
  if (known === undefined || known === '000000') return { code: 'RESULT_CODE_UNKNOWN', values, mark };
  if (NEW_INSTANCE_ONLY.test(known) && spec.activity !== 'newInstance')
    return { code: 'RESULT_CODE_OF_NEW_INSTANCE', values, mark };
  return { code: `RESULT_${known}`, values, mark };
}

/** What the seller says of it. */
function saidBy({ text, members }: BodyText): string {
  const member = memberAt(members, 'resultMsg');
  if (!member || text[member.valueStart] !== '"') return '–';
  return oneLine(String(JSON.parse(text.slice(member.valueStart, member.end)))) || '–';
}
