// What REDIS_URL says: one Redis, one behind Sentinels, or a Cluster.
export type RedisPlace =
  | { readonly kind: 'single'; readonly nodes: readonly HostPort[]; readonly access: RedisAccess }
  | {
      readonly kind: 'sentinel';
      readonly nodes: readonly HostPort[];
      /** What the Sentinels call the primary. */
      readonly name: string;
      readonly access: RedisAccess;
    }
  | { readonly kind: 'cluster'; readonly nodes: readonly HostPort[]; readonly access: RedisAccess };

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface RedisAccess {
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly isEncrypted: boolean;
}

const FORM =
  /^redis(?<tls>s?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^:@/]*):(?<password>[^@/]*)@)?(?<hosts>[A-Za-z0-9._-]+(?::\d{1,5})?(?:,[A-Za-z0-9._-]+(?::\d{1,5})?)*)(?:\/(?<name>[A-Za-z0-9._-]*))?$/;

/** Null if it is none. `redis://host`, `redis+sentinel://host,host/name`, `redis+cluster://host,host`; rediss for TLS. */
export function parseRedisUrl(text: string): RedisPlace | null {
  const parts = FORM.exec(text)?.groups;
  if (parts === undefined) return null;
  const { kind = 'single', tls, user, password, hosts = '', name = '' } = parts;
  const defaultPort = kind === 'sentinel' ? 26_379 : 6_379;
  const nodes = hosts.split(',').map((each) => {
    const [host = '', port] = each.split(':');
    return { host, port: port === undefined ? defaultPort : Number(port) };
  });
  const access = {
    username: user ? decodeURIComponent(user) : undefined,
    password: password ? decodeURIComponent(password) : undefined,
    isEncrypted: tls === 's',
  };
  if (kind === 'sentinel') return name === '' ? null : { kind, nodes, name, access };
  if (name !== '' || (kind === 'single' && nodes.length > 1)) return null;
  return { kind: kind === 'cluster' ? 'cluster' : 'single', nodes, access };
}
