// Joining with a pasted code or link. Says which relay the code leads to before anything connects to it.
import { isLoopbackRelay, parseInvite } from '@sameframe/shared/code.ts';
import { useRef, useState } from 'preact/hooks';
import type { PopupView } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { siteOf } from '../ui/site-name.ts';
import { text } from '../ui/text.ts';
import type { PopupSession } from './popup-session.ts';
import { describeProblem, type ProblemText } from './problems.ts';

export function JoinParty({ session, view }: { readonly session: PopupSession; readonly view: PopupView }) {
  const { draftCode } = session;
  const field = useRef<HTMLInputElement>(null);
  const [answer, setAnswer] = useState<'untouched' | 'refused' | 'editing'>('untouched');
  const problem = problemToShow(answer, draftCode.value, view);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (session.isUnderWay('join')) return;
    if (parseInvite(draftCode.value).ok) {
      setAnswer('untouched');
      session.sendWithClick({ kind: 'join', text: draftCode.value });
    } else {
      setAnswer('refused');
      field.current?.focus();
    }
  };

  return (
    <form class="join" onSubmit={submit} noValidate>
      <p class="divider">
        <span>{text('popupOrJoin')}</span>
      </p>
      <label class="label" for="party-code">
        {text('popupCode')}
      </label>
      <div class="row">
        <input
          ref={field}
          id="party-code"
          class="field code-field"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          placeholder={text('popupCodePlaceholder')}
          value={draftCode.value}
          aria-invalid={problem === null ? undefined : 'true'}
          aria-describedby="party-code-hint"
          data-main-control=""
          onInput={(event) => {
            draftCode.value = event.currentTarget.value;
            setAnswer('editing');
          }}
        />
        <Button type="submit" state={session.isUnderWay('join') ? 'busy' : 'ready'}>
          {text('popupJoin')}
        </Button>
      </div>
      <div id="party-code-hint" class="hint two-lines">
        {problem === null ? (
          <span aria-live="polite">{describeDestination(draftCode.value, view.settings.relay)}</span>
        ) : (
          <span role="alert" class="problem-text">
            {problem.what} {problem.advice}
          </span>
        )}
      </div>
    </form>
  );
}

function problemToShow(
  answer: 'untouched' | 'refused' | 'editing',
  draft: string,
  view: PopupView,
): ProblemText | null {
  if (answer === 'editing') return null;
  if (answer === 'refused') {
    const invite = parseInvite(draft);
    return invite.ok ? null : describeProblem({ kind: 'invite', problem: invite.reason });
  }
  return view.problem?.kind === 'invite' ? describeProblem(view.problem) : null;
}

/** Empty while there is no whole code: nobody is corrected while still typing. */
function describeDestination(draft: string, defaultRelay: string): string {
  const invite = parseInvite(draft);
  if (!invite.ok) return '';
  const relay = invite.value.relay ?? defaultRelay;
  return text(isLoopbackRelay(relay) ? 'popupLeadsToOwnComputer' : 'popupLeadsTo', siteOf(relay));
}
