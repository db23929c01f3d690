/** An instance that a seller made, and the order that it was made for. */
export type InstanceReference = { instanceId: string; orderId: string; orderLineId: string };
