import { requestChoice, type SampleTemplate, textRequestField } from '../../interface';
import { v1Interface } from './v1-interface';

/**
 * Freezing and thawing (SaaS Access Guide V1.0, instanceStatus; protocol page §2.3). The value that ends a freeze is
 * `NORMAL` here, where V2.0 says `UNFREEZE`.
 */
export const instanceStatus = v1Interface('instanceStatus', {
  request: [textRequestField('instanceId', 64), requestChoice('instanceStatus', 32, ['FREEZE', 'NORMAL'])],
  templates: [template('freeze', 'FREEZE'), template('normal', 'NORMAL')],
});

function template(id: string, status: 'FREEZE' | 'NORMAL'): SampleTemplate {
  return {
    id,
    build: ({ instanceId }) => ({
      activity: 'instanceStatus',
      instanceId,
      instanceStatus: status,
      testFlag: '1',
    }),
  };
}
