/** What looking up a host name prints; the names end in a reserved domain, and nothing is asked. */
export const lookUpHost = (host: string): string => `Looking up ${host}\n${host} has no address`;
