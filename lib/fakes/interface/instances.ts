export type Instance = {
  id: string;
  status: 'RUNNING' | 'FROZEN' | 'RELEASED';
  expireTime: string | null;
  /** How often queryInstance still answers that provisioning goes on. */
  pollsLeft: number;
};

export type Instances = {
  find(id: string): Instance | null;
  /** The instance of an order, or null when the order is new. */
  ofOrder(orderKey: string): Instance | null;
  create(orderKey: string, pollsLeft: number): Instance;
};

const MAX_INSTANCES = 10_000;

/** Instances in memory; the oldest make room when there are too many. An order points to its newest instance. */
export function createInstances(newInstanceId: () => string): Instances {
  const byId = new Map<string, Instance>();
  const idOfOrder = new Map<string, string>();
  const forgetOldest = (map: Map<string, unknown>) => {
    const oldest = map.keys().next();
    if (map.size >= MAX_INSTANCES && !oldest.done) map.delete(oldest.value);
  };
  return {
    find: (id) => byId.get(id) ?? null,
    ofOrder: (orderKey) => byId.get(idOfOrder.get(orderKey) ?? '') ?? null,
    create(orderKey, pollsLeft) {
      forgetOldest(byId);
      forgetOldest(idOfOrder);
      const instance: Instance = { id: newInstanceId(), status: 'RUNNING', expireTime: null, pollsLeft };
      byId.set(instance.id, instance);
      idOfOrder.set(orderKey, instance.id);
      return instance;
    },
  };
}
