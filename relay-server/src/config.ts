// The relay's configuration: environment variables and flags of the same names, defaults, bounds. Refuses nonsense
// before anything is opened. Reads neither process.env nor process.argv itself.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_RATES, type RateSettings } from './door/rate.ts';
import { DEFAULT_SETTINGS, type RelaySettings } from './party/relay-settings.ts';
import { parseRedisUrl, type RedisPlace } from './store/redis-url.ts';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface RelayConfig {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Where the parties of many nodes are; null for one node with a database of its own. */
  readonly redis: { readonly place: RedisPlace; readonly replicas: number } | null;
  readonly logLevel: LogLevel;
  readonly isProxyTrusted: boolean;
  /** Where metrics are served, apart from what the members reach; null for nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  readonly settings: RelaySettings;
  readonly rates: RateSettings;
}

/** What was asked for cannot be done; `message` names the variable, the value and what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type ConfigRequest =
  | { readonly kind: 'run'; readonly config: RelayConfig }
  /** `--help` or `--print-config`: only this is to be told. */
  | { readonly kind: 'tell'; readonly text: string };

interface Variable {
  readonly fallback: string;
  readonly meaning: string;
  /** What is allowed, in words that follow "must be". */
  readonly allowed: string;
  readonly isAllowed: (text: string) => boolean;
}

const DAY_MS = 86_400_000;
const HOST_FORM = /^[A-Za-z0-9_.:-]+$/;
const DEFAULT_DATA_DIR = join(import.meta.dirname, '..', 'data');

const VARIABLES = {
  HOST: text('127.0.0.1', 'address to listen on; 0.0.0.0 or :: for all', HOST_FORM, 'a host or address'),
  PORT: integer(8_787, 'port to listen on; 0 picks a free one', 0, 65_535),
  DATA_DIR: text(DEFAULT_DATA_DIR, 'folder of the database', /^[^\0]+$/, 'a path'),
  LOG_LEVEL: choice('info', 'how much is logged', LOG_LEVELS),
  TRUST_PROXY: choice('false', 'take addresses from X-Forwarded-For (behind one proxy)', ['true', 'false']),
  REDIS_URL: {
    fallback: 'off',
    meaning: 'Redis of a relay with many nodes; DATA_DIR is not used then',
    allowed:
      'off, redis://HOST:PORT, redis+sentinel://HOST:PORT,HOST:PORT/NAME or redis+cluster://HOST:PORT,HOST:PORT',
    isAllowed: (value) => value === 'off' || parseRedisUrl(value) !== null,
  },
  REDIS_REPLICAS: integer(1, 'replicas of Redis that must keep an event before anyone is told', 0, 5),
  METRICS_PORT: {
    fallback: 'off',
    meaning: 'port for Prometheus to read /metrics at; 0 picks a free one',
    allowed: 'off or a whole number from 0 to 65535',
    isAllowed: (value) => value === 'off' || isInteger(value, 0, 65_535),
  },
  METRICS_HOST: text(
    '127.0.0.1',
    'address to serve metrics on: never one that the members reach',
    HOST_FORM,
    'a host or address',
  ),
  MEMBER_LEASE_MS: integer(
    DEFAULT_SETTINGS.memberLeaseMs,
    'a member without connection stays this long',
    100,
    DAY_MS,
  ),
  PARTY_LINGER_MS: integer(
    DEFAULT_SETTINGS.partyLingerMs,
    'a party without members is kept this long',
    0,
    365 * DAY_MS,
  ),
  MAX_PARTIES: integer(DEFAULT_SETTINGS.maxParties, 'parties at a time', 1, 10_000_000),
  MAX_MEMBERS_PER_PARTY: integer(DEFAULT_SETTINGS.maxMembersPerParty, 'members of one party', 1, 100_000),
  MAX_CONNECTIONS: integer(20_000, 'connections at a time', 1, 1_000_000),
  MAX_CONNECTIONS_PER_ADDRESS: integer(5_000, 'connections of one address at a time', 1, 1_000_000),
  ADDRESS_CONNECTIONS_PER_MINUTE: rate('addressConnectionsPerMinute', 'new connections of one address'),
  ADDRESS_FAILED_JOINS_PER_MINUTE: rate(
    'addressFailedJoinsPerMinute',
    'joins from one address of parties that are not there',
  ),
  ADDRESS_CREATIONS_PER_HOUR: rate('addressCreationsPerHour', 'parties started from one address'),
  MEMBER_INTENTS_PER_10_S: rate('memberIntentsPerTenSeconds', 'acts of one member'),
  PARTY_INTENTS_PER_10_S: rate('partyIntentsPerTenSeconds', 'acts of one party'),
  CONNECTION_MESSAGES_PER_10_S: rate('connectionMessagesPerTenSeconds', 'other messages of one connection'),
} satisfies Record<string, Variable>;

type VariableName = keyof typeof VARIABLES;
const NAMES = Object.keys(VARIABLES) as VariableName[];

/** Flags win over the environment. Throws a ConfigError. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  flags: readonly string[],
): ConfigRequest {
  const { given, asked } = parseFlags(flags);
  if (asked === 'help') return { kind: 'tell', text: describeVariables() };
  const read = (name: VariableName): string => {
    const flag = given.get(name);
    // An empty variable is what compose files pass on for "not set".
    const value = flag ?? (environment[name] || VARIABLES[name].fallback);
    if (VARIABLES[name].isAllowed(value)) return value;
    const source = flag === undefined ? name : flagOf(name);
    throw new ConfigError(`${source} is ${JSON.stringify(value)} but must be ${VARIABLES[name].allowed}`);
  };
  if (asked === 'print-config') return { kind: 'tell', text: describeValues(read) };
  const number = (name: VariableName) => Number(read(name));
  const redisPlace = parseRedisUrl(read('REDIS_URL'));
  const metricsPort = read('METRICS_PORT');
  const metricsHost = read('METRICS_HOST');
  const config: RelayConfig = {
    host: read('HOST'),
    port: number('PORT'),
    dataDir: read('DATA_DIR'),
    redis: redisPlace === null ? null : { place: redisPlace, replicas: number('REDIS_REPLICAS') },
    logLevel: read('LOG_LEVEL') as LogLevel,
    isProxyTrusted: read('TRUST_PROXY') === 'true',
    metrics: metricsPort === 'off' ? null : { host: metricsHost, port: Number(metricsPort) },
    maxConnections: number('MAX_CONNECTIONS'),
    maxConnectionsPerAddress: number('MAX_CONNECTIONS_PER_ADDRESS'),
    settings: {
      memberLeaseMs: number('MEMBER_LEASE_MS'),
      partyLingerMs: number('PARTY_LINGER_MS'),
      maxParties: number('MAX_PARTIES'),
      maxMembersPerParty: number('MAX_MEMBERS_PER_PARTY'),
      gatherMs: DEFAULT_SETTINGS.gatherMs,
    },
    rates: {
      addressConnectionsPerMinute: number('ADDRESS_CONNECTIONS_PER_MINUTE'),
      addressFailedJoinsPerMinute: number('ADDRESS_FAILED_JOINS_PER_MINUTE'),
      addressCreationsPerHour: number('ADDRESS_CREATIONS_PER_HOUR'),
      memberIntentsPerTenSeconds: number('MEMBER_INTENTS_PER_10_S'),
      partyIntentsPerTenSeconds: number('PARTY_INTENTS_PER_10_S'),
      connectionMessagesPerTenSeconds: number('CONNECTION_MESSAGES_PER_10_S'),
    },
  };
  return { kind: 'run', config };
}

interface Flags {
  readonly given: ReadonlyMap<VariableName, string>;
  readonly asked: 'run' | 'help' | 'print-config';
}

function parseFlags(flags: readonly string[]): Flags {
  const options = Object.fromEntries(NAMES.map((name) => [optionOf(name), { type: 'string' as const }]));
  try {
    const { values } = parseArgs({
      // `--DATA_DIR` is `--data-dir`: a flag has the name of its variable, in either spelling.
      args: flags.map((flag) => flag.replace(/^--[^=]+/, (name) => name.toLowerCase().replaceAll('_', '-'))),
      options: {
        ...options,
        help: { type: 'boolean', short: 'h' },
        'print-config': { type: 'boolean' },
      },
      strict: true,
    });
    const texts: Readonly<Record<string, unknown>> = values;
    const given = new Map<VariableName, string>();
    for (const name of NAMES) {
      const value = texts[optionOf(name)];
      if (typeof value === 'string') given.set(name, value);
    }
    if (values.help === true) return { given, asked: 'help' };
    return { given, asked: values['print-config'] === true ? 'print-config' : 'run' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConfigError(`${error.message.split('. ')[0]}. --help lists all flags`);
  }
}

function describeVariables(): string {
  const lines = NAMES.map((name) => {
    const { meaning, allowed, fallback } = VARIABLES[name];
    return `  --${optionOf(name)}  (${name})\n      ${meaning}; ${allowed}. Default: ${fallback}`;
  });
  const title = 'The Sameframe relay. Every flag may be given as an environment variable; flags win.';
  const others = [
    '  --print-config\n      tell what is in force, as a file of variables without secrets, and end',
    '  --help, -h\n      tell this, and end',
  ];
  return `${title}\n\n${[...lines, ...others].join('\n')}\n`;
}

/** A file of variables, as systemd's EnvironmentFile reads it. */
function describeValues(read: (name: VariableName) => string): string {
  const quote = (value: string) => (/^[\w@%+=:,./-]*$/.test(value) ? value : JSON.stringify(value));
  return NAMES.map((name) => `${name}=${quote(maskPasswords(read(name)))}\n`).join('');
}

/** What `--print-config` tells may be pasted into an issue as it is. */
function maskPasswords(value: string): string {
  return value.replace(/(:\/\/[^:@/]*):.*@/, '$1:***@');
}

function optionOf(name: VariableName): string {
  return name.toLowerCase().replaceAll('_', '-');
}

function flagOf(name: VariableName): string {
  return `--${optionOf(name)}`;
}

function integer(fallback: number, meaning: string, min: number, max: number): Variable {
  return {
    fallback: String(fallback),
    meaning,
    allowed: `a whole number from ${min} to ${max}`,
    isAllowed: (value) => isInteger(value, min, max),
  };
}

function isInteger(value: string, min: number, max: number): boolean {
  return /^\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max;
}

function rate(limit: keyof RateSettings, meaning: string): Variable {
  return integer(DEFAULT_RATES[limit], `${meaning}; 0 for no limit`, 0, 1_000_000_000);
}

function choice(fallback: string, meaning: string, options: readonly string[]): Variable {
  const allowed = `one of ${options.join(', ')}`;
  return { fallback, meaning, allowed, isAllowed: (value) => options.includes(value) };
}

function text(fallback: string, meaning: string, pattern: RegExp, allowed: string): Variable {
  return { fallback, meaning, allowed, isAllowed: (value) => pattern.test(value) };
}
