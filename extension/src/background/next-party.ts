// Takes everyone to a party under a new code, as who was put out still has the former one (SPEC SU1). The next party is there, with
// its host and its rules, before anybody hears of it; its code is told in the former one, sealed like all else.
import { deriveParty, mintCode, type PartyCode } from '@sameframe/shared/code.ts';
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import { idFromBytes, type MemberToken } from '@sameframe/shared/ids.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { PartyRules } from '@sameframe/shared/protocol/rules.ts';
import { SUCCESSION_CHANNEL } from '@sameframe/shared/succession.ts';
import type { Problem } from '../messages/popup-background.ts';
import type { PartyPorts } from './party.ts';
import { ownRoleIn } from './popup-view.ts';
import type { RelayLink } from './relay-link.ts';
import { type GoOn, isGoingOn } from './succession.ts';
import type { TabParty } from './tab-party.ts';

/** As long as a first join may take, ms. */
const START_LIMIT_MS = 8_000;

/** Of those the next party is being started. */
const underWay = new WeakSet<TabParty>();

/**
 * Starts the next party with `token` as its host's and then tells everyone in the former one. `onThere` is called in between:
 * what it notes of the code is needed by whoever hears of it. Null when they are being told; where that comes to nothing, the
 * party says so (`onNoSuccession`), however late.
 */
export async function takeAllToNext(
  party: TabParty,
  token: MemberToken,
  ports: PartyPorts,
  onThere: (code: PartyCode) => Promise<void>,
): Promise<Problem | null> {
  if (underWay.has(party)) return null;
  underWay.add(party);
  return startAndTell(party, token, ports, onThere).finally(() => underWay.delete(party));
}

const startAndTell: typeof takeAllToNext = async (party, token, ports, onThere) => {
  const { relay, session } = party.facts();
  if (ownRoleIn(session) !== 'host') return rejected('not-allowed');
  const code = mintCode(randomBytes(ports.crypto, 20));
  const { grants, isLocked } = session.replica.party.rules;
  // Pressed before the party went on, and carried out after: the next one is not locked.
  if (!isLocked || isGoingOn(session)) return null;
  const problem = await startAhead({ code, relay, token, grants }, ports);
  if (problem !== null) return problem;
  await onThere(code);
  const id = idFromBytes<ActId>(randomBytes(ports.crypto, 16));
  const act: GoOn = { kind: 'go-on', code };
  party.say({ kind: 'feature', feature: SUCCESSION_CHANNEL, id, act, isKept: true });
  return null;
};

interface NextParty {
  readonly code: PartyCode;
  readonly relay: string;
  /** Of its host to be: the relay keeps their place until they come. */
  readonly token: MemberToken;
  readonly grants: PartyRules['grants'];
}

/** Starts a party and goes again without leaving it; null when it is there, with these grants. */
async function startAhead(
  { code, relay, token, grants }: NextParty,
  { clock, crypto, openLink }: PartyPorts,
): Promise<Problem | null> {
  const { partyId } = await deriveParty(crypto, code);
  return new Promise((resolve) => {
    const finish = (problem: Problem | null): void => {
      cancel();
      link.close();
      resolve(problem);
    };
    const cancel = clock.schedule(START_LIMIT_MS, () => finish({ kind: 'unreachable', relay }));
    const waiting = Object.entries(grants);
    const grantNext = (): void => {
      const [next] = waiting.splice(0, 1);
      if (next === undefined) return finish(null);
      const [channel, least] = next;
      link.govern({ kind: 'set-grant', channel, least }, (reply) => {
        if (reply?.ok === true) grantNext();
        else finish(reply === null ? { kind: 'unreachable', relay } : rejected(reply.reason));
      });
    };
    const link: RelayLink = openLink(relay, {
      onUp: () =>
        link.join({ party: partyId, mode: 'create', token, from: null }, (reply) => {
          // A lost answer is asked for again until the time is over.
          if (reply?.ok === true) grantNext();
          else if (reply !== null) finish(rejected(reply.reason));
        }),
      onRefused: (reason) => finish(rejected(reason)),
      onDown: () => undefined,
      onEvent: () => undefined,
      onPresence: () => undefined,
      onKnocks: () => undefined,
    });
  });
}

function rejected(reason: Extract<Problem, { kind: 'rejected' }>['reason']): Problem {
  return { kind: 'rejected', reason };
}
