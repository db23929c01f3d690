import { textRequestField } from '../../interface';
import { CHANGE_FLAG, changeTemplates, kitIds, kitInterface } from './kit-interface';

/** Bytes that RSA-OAEP with SHA-256 holds under the shortest key allowed, 3,072 bits. */
const SECRET_BYTES = 318;

/**
 * The credentials of a tenant's application (protocol page §2.2, applicationSync). `clientSecret` travels as RSA-OAEP
 * under the seller's public key; the page names no hash → SHA-256, in base64 [inferred].
 */
export const applicationSync = kitInterface(
  'applicationSync',
  [
    textRequestField('instanceId', 64),
    textRequestField('tenantId', 64),
    textRequestField('appId', 64),
    textRequestField('clientId', 64),
    { ...textRequestField('clientSecret', SECRET_BYTES), wire: 'rsa-oaep' },
    CHANGE_FLAG,
  ],
  changeTemplates(['add', 'modify', 'delete'], (context) => {
    const { tenantId, appId, clientId } = kitIds(context);
    return { instanceId: context.instanceId, tenantId, appId, clientId, clientSecret: context.newId() };
  }),
);
