// What an operator may set about parties and members. The bounds of a single message are the protocol's.

export interface RelaySettings {
  /** How long a member without a connection stays in the party. */
  readonly memberLeaseMs: number;
  /** How long a party without members is kept. */
  readonly partyLingerMs: number;
  readonly maxParties: number;
  readonly maxMembersPerParty: number;
  /** How long presence, joins and departures are gathered before they are sent as one. */
  readonly gatherMs: number;
}

export const DEFAULT_SETTINGS: RelaySettings = {
  memberLeaseMs: 60_000,
  partyLingerMs: 24 * 3_600_000,
  maxParties: 10_000,
  maxMembersPerParty: 2_000,
  gatherMs: 200,
};
