import type { FieldProblem } from '@/lib/core/errors';
import { publicKeyProblem } from '@/lib/koogallery/public-key';

/** What a declaration says about which interfaces there are and how they are called; what cannot be read is left out. */
type Declared = Partial<{
  protocol: 'V2' | 'V1';
  productKind: 'COMMON' | 'JOINT_OPERATIONS';
  /** PEM; empty where there is none. */
  kitPublicKey: string;
  productionUrl: string;
  extensionParameters: readonly { name: string }[];
}>;

/** A user name or a password before a host, in one of several URLs too. */
const CREDENTIALS = /:\/\/[^/?#\s\\]*@/;

/** What forbids saving a declaration, each at its field; the sentences stand below `errors.connection.`. */
export function declaredProblems({
  protocol,
  productKind,
  kitPublicKey = '',
  productionUrl = '',
  extensionParameters = [],
}: Declared): FieldProblem[] {
  const problems: FieldProblem[] = [];
  // Any other URL may be saved as a draft; a password would stand in the audit for ever.
  if (CREDENTIALS.test(productionUrl))
    problems.push({ field: 'productionUrl', message: 'connection.CREDENTIALS_IN_URL' });
  // The kit interfaces exist in V2.0 only (protocol page §2.2).
  if (productKind === 'JOINT_OPERATIONS' && protocol === 'V1')
    problems.push({ field: 'productKind', message: 'connection.JOINT_OPERATIONS_NEEDS_V2' });
  const weakness = kitPublicKey === '' ? null : publicKeyProblem(kitPublicKey);
  if (weakness) problems.push({ field: 'kitPublicKey', message: `connection.KIT_PUBLIC_KEY_${weakness}` });
  extensionParameters.forEach(({ name }, index) => {
    if (extensionParameters.findIndex((other) => other.name === name) < index)
      problems.push({
        field: `extensionParameters.${index}.name`,
        message: 'connection.PARAMETER_TWICE',
        values: { name },
      });
  });
  return problems;
}

/** What a joint operations product's kit interfaces lack; a sentence each below `readiness.<code>`. */
export type KitProblem = 'KIT_KEY_MISSING' | 'KIT_PUBLIC_KEY_MISSING';

/** What has to be declared still, before the kit interfaces can be called; nothing for a common product. */
export function kitProblems(declaration: {
  productKind: 'COMMON' | 'JOINT_OPERATIONS';
  kitPublicKey: string;
  accessKeys: { KIT: unknown };
}): KitProblem[] {
  if (declaration.productKind === 'COMMON') return [];
  const gaps: KitProblem[] = [];
  if (declaration.accessKeys.KIT === null) gaps.push('KIT_KEY_MISSING');
  if (declaration.kitPublicKey === '') gaps.push('KIT_PUBLIC_KEY_MISSING');
  return gaps;
}
