/** Who can sign in to a provisioned instance; V1.0 sends both encrypted. */
export type Account = { userName: string; password: string };

export type Instance = {
  id: string;
  status: 'RUNNING' | 'FROZEN' | 'RELEASED';
  expireTime: string | null;
  /** The order of the last upgrade. */
  upgradedBy: string | null;
  account: Account;
  /** Unix milliseconds. */
  createdAtMs: number;
  /** How often queryInstance still answers that provisioning goes on. */
  pollsLeft: number;
};

export type Instances = {
  find(id: string): Instance | null;
  /** The instance of an order, or null when the order is new. */
  ofOrder(orderKey: string): Instance | null;
  create(orderKey: string, pollsLeft: number, contact: string | null): Instance;
  /** An instance that is not kept: what a seller shows who does not look whether it exists. */
  invent(id: string): Instance;
};

const MAX_INSTANCES = 10_000;
/** The ciphertext of a longer name would not fit into the field (koogallery-protocol §4). */
const MAX_ACCOUNT_BYTES = 79;

type Sources = { newId(): string; newPassword(): string; nowMs(): number };

/** Instances in memory; the oldest make room when there are too many. An order points to its newest instance. */
export function createInstances({ newId, newPassword, nowMs }: Sources): Instances {
  const byId = new Map<string, Instance>();
  const idOfOrder = new Map<string, string>();
  const forgetOldest = (map: Map<string, unknown>) => {
    const oldest = map.keys().next();
    if (map.size >= MAX_INSTANCES && !oldest.done) map.delete(oldest.value);
  };
  const make = (id: string, pollsLeft: number, contact: string | null): Instance => ({
    id,
    status: 'RUNNING',
    expireTime: null,
    upgradedBy: null,
    account: { userName: makeUserName(contact, id), password: newPassword() },
    createdAtMs: nowMs(),
    pollsLeft,
  });
  return {
    find: (id) => byId.get(id) ?? null,
    ofOrder: (orderKey) => byId.get(idOfOrder.get(orderKey) ?? '') ?? null,
    create(orderKey, pollsLeft, contact) {
      forgetOldest(byId);
      forgetOldest(idOfOrder);
      const instance = make(newId(), pollsLeft, contact);
      byId.set(instance.id, instance);
      idOfOrder.set(orderKey, instance.id);
      return instance;
    },
    invent: (id) => make(id, 0, null),
  };
}

const makeUserName = (contact: string | null, id: string): string =>
  contact !== null && new TextEncoder().encode(contact).length <= MAX_ACCOUNT_BYTES
    ? contact
    : `admin-${id.slice(-12)}`;
