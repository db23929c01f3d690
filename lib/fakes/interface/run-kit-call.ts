import type { KeyObject } from 'node:crypto';
import type { KitInterface } from '../addresses';
import { decryptClientSecret } from './decrypt-client-secret';
import { type Fields, readItems, readTextField } from './field-rules';
import { FLAG } from './kit-interfaces';
import type { KitKey, KitRecords, KitTable } from './kit-records';
import { type CallResult, invalidRequest, SUCCESS } from './result';

/** Carries out one authenticated joint-operations call (koogallery-protocol §2.2). */
export function runKitCall(
  name: KitInterface,
  fields: Fields,
  { records, privateKey }: { records: KitRecords; privateKey: KeyObject },
): CallResult {
  const tenantId = readTextField(fields, 'tenantId');
  const appId = readTextField(fields, 'appId');
  switch (name) {
    case 'tenantSync':
      return sync(records.tenants, [tenantId], fields, fields);
    case 'applicationSync': {
      const clientSecret = decryptClientSecret(readTextField(fields, 'clientSecret'), privateKey);
      if (clientSecret === null) return invalidRequest(['clientSecret']);
      return sync(records.applications, [tenantId, appId], { ...fields, clientSecret }, fields);
    }
    case 'authSync':
      for (const user of readItems(fields, 'userList'))
        sync(records.users, [tenantId, appId, readTextField(user, 'userName')], user, fields);
      return SUCCESS;
    case 'singleOrgSync':
      return sync(records.organizations, [tenantId, readTextField(fields, 'orgCode')], fields, fields);
    case 'allOrgSync':
      records.organizations.removeBelow(tenantId);
      for (const organization of readItems(fields, 'orgInfoList'))
        records.organizations.put([tenantId, readTextField(organization, 'orgCode')], organization);
      return SUCCESS;
  }
}

function sync(table: KitTable, key: KitKey, record: Fields, { flag }: Fields): CallResult {
  if (flag === FLAG.delete || flag === FLAG.cancel) table.remove(key);
  else table.put(key, record);
  return SUCCESS;
}
