// Takes everyone to a party under a new code, as who was put out still has the former one (SPEC SU1). The next party is there, with
// its host and its rules, before anybody hears of it; its code is told in the former one, sealed like all else.
import { deriveParty, mintCode, type PartyCode } from '@sameframe/shared/code.ts';
import { randomBytes } from '@sameframe/shared/crypto-port.ts';
import { idFromBytes, type MemberToken } from '@sameframe/shared/ids.ts';
import type { ActId } from '@sameframe/shared/playback.ts';
import type { PartyRules } from '@sameframe/shared/protocol/rules.ts';
import { SUCCESSION_CHANNEL } from '@sameframe/shared/succession.ts';
import type { Problem } from '../messages/popup-background.ts';
import type { BrowserApi } from '../platform/browser-api.ts';
import { drawToken } from './new-record.ts';
import { isPrivateTab } from './open-tabs.ts';
import type { PartyPorts } from './party.ts';
import { ownRoleIn } from './popup-view.ts';
import { type RecentKeeper, recentOf } from './recent-parties.ts';
import type { RelayLink } from './relay-link.ts';
import { type GoOn, isGoingOn } from './succession.ts';
import type { TabParty } from './tab-party.ts';

/** As long as a first join may take, ms. */
const START_LIMIT_MS = 8_000;

export interface NextPartyPorts extends PartyPorts {
  readonly browser: BrowserApi;
  readonly recent: RecentKeeper;
}

export interface NextParties {
  /**
   * Starts the next party, notes who its host is, which is needed by whoever hears of it, and then tells everyone in the
   * former one. Null when they are being told; where that comes to nothing, the party says so (`onNoSuccession`), however late.
   */
  takeAll(party: TabParty): Promise<Problem | null>;
  /** Of the member of one that was started here. */
  tokenIn(party: Pick<TabParty, 'relay'>, code: PartyCode): MemberToken | null;
  /** Nobody goes there: as if it had never been started. */
  giveUp(party: Pick<TabParty, 'relay'>, code: PartyCode): Promise<void>;
}

/** `isOn`: nobody has left it meanwhile. */
export function createNextParties(ports: NextPartyPorts, isOn: (party: TabParty) => boolean): NextParties {
  const { browser, crypto, recent } = ports;
  /** Of those the next party is being started. */
  const underWay = new WeakSet<TabParty>();
  const tokens = new Map<PartyCode, MemberToken>();

  const giveUp: NextParties['giveUp'] = ({ relay }, code) => {
    tokens.delete(code);
    return recent.forget({ code, relay });
  };

  const startAndTell: NextParties['takeAll'] = async (party) => {
    const { relay, session } = party.facts();
    if (ownRoleIn(session) !== 'host') return rejected('not-allowed');
    const code = mintCode(randomBytes(crypto, 20));
    const { grants, isLocked } = session.replica.party.rules;
    // Pressed before the party went on, and carried out after: the next one is not locked.
    if (!isLocked || isGoingOn(session)) return null;
    const token = drawToken(crypto);
    const problem = await startAhead({ code, relay, token, grants }, ports);
    if (problem !== null) return problem;
    const isPrivate = await isPrivateTab(browser, party.tab.tabId);
    // Left meanwhile, and perhaps forgotten: nobody goes on from here.
    if (!isOn(party)) return null;
    tokens.set(code, token);
    // For a worker that comes after this one: the act may wait for the relay longer than we live.
    const next = { ...recentOf(party.facts()), code, seat: { token, reportCount: 0 } };
    if (!isPrivate) await recent.note(next, 'first');
    if (!isOn(party)) await giveUp(party, code);
    else {
      const id = idFromBytes<ActId>(randomBytes(crypto, 16));
      const act: GoOn = { kind: 'go-on', code };
      party.say({ kind: 'feature', feature: SUCCESSION_CHANNEL, id, act, isKept: true });
    }
    return null;
  };

  return {
    async takeAll(party) {
      if (underWay.has(party)) return null;
      underWay.add(party);
      return startAndTell(party).finally(() => underWay.delete(party));
    },
    tokenIn: ({ relay }, code) => tokens.get(code) ?? recent.seatIn({ code, relay })?.token ?? null,
    giveUp,
  };
}

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
