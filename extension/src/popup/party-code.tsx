// The code to hand on, and its two copy buttons; the link as a picture, and by the system's own sheet where there is one. A copy that fails says what to do instead.
import { useState } from 'preact/hooks';
import type { PartyView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { CheckIcon, CopyIcon, LinkIcon } from '../ui/icons.tsx';
import { type TextKey, text } from '../ui/text.ts';
import { isHeldUp } from './held-up.ts';
import { InviteQr } from './invite-qr.tsx';
import type { PopupSession } from './popup-session.ts';

type Copied = 'nothing' | 'code' | 'link' | 'failed';

const FEEDBACK: Record<Exclude<Copied, 'nothing'>, TextKey> = {
  code: 'partyCodeCopied',
  link: 'partyLinkCopied',
  failed: 'partyCopyFailed',
};

interface PartyCodeProps {
  readonly session: PopupSession;
  readonly party: PartyView;
  /** Nobody else is here: the picture of the link, too, is there at once. */
  readonly isAlone: boolean;
}

export function PartyCode({ session, party, isAlone }: PartyCodeProps) {
  const hint = hintFor(party);
  // What was copied leads elsewhere, or not in, once this is another one.
  const basis = `${party.invite} ${hint}`;
  const [last, setLast] = useState<{ readonly copied: Copied; readonly basis: string } | null>(null);
  const copied = last?.basis === basis ? last.copied : 'nothing';
  const [wantsQr, setWantsQr] = useState<boolean | null>(null);
  const showsQr = wantsQr ?? isAlone;
  const copy = async (what: 'code' | 'link') => {
    // So that a second press is told, too.
    setLast(null);
    const outcome = await session.copy(what === 'code' ? party.invite : party.link);
    setLast({ copied: outcome === 'copied' ? what : 'failed', basis });
  };
  // What the person needs first is what stands out; only one button does.
  const look = !isHeldUp(party) || party.need?.kind === 'video' ? 'primary' : 'plain';
  const [code, relay] = party.invite.split('@');
  return (
    <section class="code-card">
      <p role="status" aria-label={text('popupCode')} class="code">
        <span class="code-itself">{code}</span>
        {relay !== undefined && <span class="code-relay">{`@${relay}`}</span>}
      </p>
      <div class="row even">
        <Button look={look} isMainControl onPress={() => void copy('code')}>
          {copied === 'code' ? <CheckIcon /> : <CopyIcon />}
          {text('partyCopyCode')}
        </Button>
        <Button onPress={() => void copy('link')}>
          {copied === 'link' ? <CheckIcon /> : <LinkIcon />}
          {text('partyCopyLink')}
        </Button>
      </div>
      {/* What leads to this computer alone is of no use to another one. */}
      {!party.isLoopbackOnly && (
        <div class="row even">
          <Button look="quiet" isExpanded={showsQr} onPress={() => setWantsQr(!showsQr)}>
            {text('partyShowQr')}
          </Button>
          {session.canShare && (
            <Button
              look="quiet"
              onPress={() => session.share({ title: text('partyShareTitle'), url: party.link })}
            >
              {text('partyShare')}
            </Button>
          )}
        </div>
      )}
      {showsQr && !party.isLoopbackOnly && <InviteQr link={party.link} />}
      <p class="hint" aria-live="polite">
        {text(copied === 'nothing' ? hint : FEEDBACK[copied])}
      </p>
      {party.isLoopbackOnly && (
        <p class="note">
          <strong>{text('partyLoopbackOnly')}</strong> {text('partyLoopbackWhy')}
        </p>
      )}
    </section>
  );
}

/** What the code is good for as the rules are. */
function hintFor({ rules }: PartyView): TextKey {
  if (rules.isLocked) return 'problemPartyLockedWhat';
  return rules.approvesJoiners ? 'partyCopyHintAsk' : 'partyCopyHint';
}
