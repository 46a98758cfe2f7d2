// Puts the meter around the store and the outbox, so that neither of them, nor the core between them, counts.
import type { RelayMs } from '@sameframe/shared/time.ts';
import { andThen, settled } from '../party/later.ts';
import type { Outbox } from '../party/outbox.ts';
import type { PartyStore } from '../store/party-store.ts';
import type { Meter } from './meter.ts';

export function measureStore(store: PartyStore, meter: Meter): PartyStore {
  return {
    ...store,
    append(draft) {
      const startedAt = performance.now();
      const noteTime = () => meter.appendTook(performance.now() - startedAt);
      return andThen(
        settled(() => store.append(draft), noteTime),
        (outcome) => {
          if (outcome.kind === 'appended') meter.eventOrdered();
          return outcome;
        },
      );
    },
    govern: (draft) =>
      andThen(store.govern(draft), (outcome) => {
        if (outcome.kind === 'changed') meter.eventOrdered();
        return outcome;
      }),
    announce: (party, id, now) =>
      andThen(store.announce(party, id, now), (event) => {
        if (event !== null) meter.eventOrdered();
        return event;
      }),
  };
}

export function measureOutbox(outbox: Outbox, meter: Meter, now: () => RelayMs): Outbox {
  return {
    send(audience, message) {
      outbox.send(audience, message);
      if (message.kind === 'event') meter.eventSent(now() - message.event.at);
      else meter.presenceSent();
    },
    show: outbox.show,
    close(connection, closing) {
      meter.rejected(closing.reason);
      outbox.close(connection, closing);
    },
  };
}
