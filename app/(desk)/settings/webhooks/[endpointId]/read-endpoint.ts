import { ownerPageReader } from '@/app/page-reader';
import { getDelivery } from '@/lib/webhooks/deliveries/get-delivery';
import { getEndpoint } from '@/lib/webhooks/endpoints/get-endpoint';

/** A webhook with one page of its deliveries, and the delivery that is looked at. */
export const readEndpoint = ownerPageReader(
  async (context, endpointId: string, page: string, deliveryId: string) => {
    const [found, delivery] = await Promise.all([
      getEndpoint(context, endpointId, page),
      deliveryId === '' ? null : getDelivery(context, deliveryId),
    ]);
    return { ...found, delivery };
  },
);
