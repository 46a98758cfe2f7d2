// A party from within: its code, how this browser stands to it, what is needed, who is there, and the way out.
import type { Connection } from '../messages/content-background.ts';
import type { PartyView, PopupView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { describeSite } from '../ui/site-words.ts';
import { text } from '../ui/text.ts';
import { DoorList } from './door-list.tsx';
import { FilmShift } from './film-shift.tsx';
import { isHeldUp } from './held-up.ts';
import { MemberList } from './member-list.tsx';
import { NeedNotice } from './need-notice.tsx';
import { OwnSync } from './own-sync.tsx';
import { PartyCode } from './party-code.tsx';
import { PartyRules } from './party-rules.tsx';
import { CONNECTIONS } from './party-words.ts';
import type { PopupSession } from './popup-session.ts';
import { SaveVideo } from './save-video.tsx';
import { Settings } from './settings.tsx';
import { StallPolicyRow } from './stall-policy.tsx';
import { VideoList } from './video-list.tsx';

export interface PartyScreenProps {
  readonly session: PopupSession;
  readonly party: PartyView;
  readonly view: Pick<PopupView, 'settings' | 'isSaved' | 'problem'>;
}

export function PartyScreen({ session, party, view }: PartyScreenProps) {
  const { siteNotice } = party;
  const isAlone = party.members.length + party.unlisted < 2;
  return (
    <>
      {party.knockers.length > 0 && <DoorList session={session} knockers={party.knockers} />}
      {isAlone && <Alone />}
      <PartyCode session={session} party={party} isAlone={isAlone} />
      {party.need !== null && <NeedNotice session={session} need={party.need} hasVideo={!isHeldUp(party)} />}
      <OwnSync session={session} party={party} />
      {siteNotice !== null && <p class="quiet-text">{describeSite(siteNotice.kind, siteNotice.site)}</p>}
      <MemberList session={session} members={party.members} unlisted={party.unlisted} />
      <VideoList session={session} videos={party.videos} />
      {!isHeldUp(party) && <FilmShift session={session} film={party.film} />}
      <StallPolicyRow session={session} party={party} />
      <PartyRules session={session} party={party} />
      <SaveVideo session={session} isSaved={view.isSaved} />
      <div class="footer">
        <Settings session={session} settings={view.settings} problem={view.problem} scope="in-party" />
        <Button
          look="danger"
          state={session.isUnderWay('leave') ? 'busy' : 'ready'}
          onPress={() => session.send({ kind: 'leave' })}
        >
          {text('partyLeave')}
        </Button>
      </div>
    </>
  );
}

/** What to do next comes first then: there is nobody to be in step with. */
function Alone() {
  return (
    <div class="alone">
      <h2>{text('partyAlone')}</h2>
      <p class="quiet-text">{text('partyAloneHow')}</p>
    </div>
  );
}

export function ConnectionStatus({ connection }: { readonly connection: Connection }) {
  const tone = connection === 'connected' ? 'good' : 'busy';
  return (
    <p role="status" aria-label={text('connection')} class={`pill ${tone}`}>
      {text(CONNECTIONS[connection])}
    </p>
  );
}
