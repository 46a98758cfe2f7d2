// The code to hand on, and its two copy buttons. A copy that fails says what to do instead.
import { useState } from 'preact/hooks';
import type { PartyView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { CheckIcon, CopyIcon, LinkIcon } from '../ui/icons.tsx';
import type { PopupSession } from './popup-session.ts';
import { STRINGS } from './strings.ts';

type Copied = 'nothing' | 'code' | 'link' | 'failed';

const FEEDBACK: Record<Copied, string> = {
  nothing: STRINGS.copyHint,
  code: STRINGS.codeCopied,
  link: STRINGS.linkCopied,
  failed: STRINGS.copyFailed,
};

export function PartyCode({ session, party }: { readonly session: PopupSession; readonly party: PartyView }) {
  const [copied, setCopied] = useState<Copied>('nothing');
  const copy = async (what: 'code' | 'link') => {
    const outcome = await session.copy(what === 'code' ? party.invite : party.link);
    setCopied(outcome === 'copied' ? what : 'failed');
  };
  // What the person needs first is what stands out; only one button does.
  const look = party.need === null || party.need.kind === 'video' ? 'primary' : 'plain';
  const [code, relay] = party.invite.split('@');
  return (
    <section class="code-card">
      <p role="status" aria-label={STRINGS.code} class="code">
        <span class="code-itself">{code}</span>
        {relay !== undefined && <span class="code-relay">{`@${relay}`}</span>}
      </p>
      <div class="row even">
        <Button look={look} isMainControl onPress={() => void copy('code')}>
          {copied === 'code' ? <CheckIcon /> : <CopyIcon />}
          {STRINGS.copyCode}
        </Button>
        <Button onPress={() => void copy('link')}>
          {copied === 'link' ? <CheckIcon /> : <LinkIcon />}
          {STRINGS.copyLink}
        </Button>
      </div>
      <p class="hint" aria-live="polite">
        {FEEDBACK[copied]}
      </p>
      {party.isLoopbackOnly && (
        <p class="note">
          <strong>{STRINGS.loopbackOnly}</strong> {STRINGS.loopbackWhy}
        </p>
      )}
    </section>
  );
}
