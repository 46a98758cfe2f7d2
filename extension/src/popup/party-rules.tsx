// Who may control the film and use what stands beside it, and who gets in: the host and co-hosts choose, everyone else reads what is not as usual.
import { defaultLeastRoleFor } from '@sameframe/shared/grants.ts';
import { PLAYBACK_CHANNEL } from '@sameframe/shared/playback.ts';
import type { Role } from '@sameframe/shared/protocol/rules.ts';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import {
  BESIDE_CHANNELS,
  type BesideChannel,
  type PartyView,
  type RulesView,
} from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { text } from '../ui/text.ts';
import { GoOnAnew } from './go-on-anew.tsx';
import { BESIDE, CONTROLS } from './party-words.ts';
import type { PopupSession } from './popup-session.ts';

/** In the order in which they are offered; a host who shuts out themselves is no choice. */
const CONTROL_CHOICES = ['viewer', 'co-host', 'host'] as const;

/** Those who only watch may talk along: it is their party, too. */
const BESIDE_CHOICES = ['spectator', 'viewer', 'co-host', 'host'] as const;

export interface PartyRulesProps {
  readonly session: PopupSession;
  readonly party: Pick<PartyView, 'rules' | 'mayGovern' | 'isHost'>;
}

export function PartyRules({ session, party: { rules, mayGovern, isHost } }: PartyRulesProps) {
  return (
    <section class="unfolding">
      <RuleWords rules={rules} />
      {isHost && rules.isLocked && <GoOnAnew session={session} />}
      {mayGovern && <RuleChoices session={session} rules={rules} />}
    </section>
  );
}

function RuleWords({ rules }: { readonly rules: RulesView }) {
  const words = [
    ...(rules.controls === 'viewer' ? [] : [text('rulesControlsNow', text(CONTROLS[rules.controls]))]),
    ...BESIDE_CHANNELS.filter((channel) => rules.beside[channel] !== defaultLeastRoleFor(channel)).map(
      (channel) => text('rulesBesideNow', text(BESIDE[channel]), text(CONTROLS[rules.beside[channel]])),
    ),
    ...(rules.approvesJoiners ? [text('rulesApproveNow')] : []),
    ...(rules.isLocked ? [text('rulesLockNow')] : []),
  ];
  return words.length === 0 ? null : <p class="hint">{words.join(text('sentenceStop'))}</p>;
}

interface RuleProps {
  readonly session: PopupSession;
  readonly rules: RulesView;
}

function RuleChoices({ session, rules }: RuleProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" isExpanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {text('rules')}
      </Button>
      {isOpen && <Controls session={session} rules={rules} />}
      {isOpen && <Beside session={session} rules={rules} />}
      {isOpen && <Door session={session} rules={rules} />}
    </>
  );
}

function Controls({ session, rules }: RuleProps) {
  const choose = (least: (typeof CONTROL_CHOICES)[number]) =>
    session.send({
      kind: 'govern',
      wish: { kind: 'set-grant', channel: PLAYBACK_CHANNEL, least: least === 'viewer' ? null : least },
    });
  return (
    <fieldset class="choices">
      <legend class="label">{text('rulesControls')}</legend>
      {CONTROL_CHOICES.map((least) => (
        <Choice
          key={least}
          id={`controls-${least}`}
          type="radio"
          isChosen={rules.controls === least}
          onChange={() => choose(least)}
        >
          {text(CONTROLS[least])}
        </Choice>
      ))}
    </fieldset>
  );
}

function Beside({ session, rules }: RuleProps) {
  const choose = (channel: BesideChannel, least: Role) =>
    session.send({
      kind: 'govern',
      wish: { kind: 'set-grant', channel, least: least === defaultLeastRoleFor(channel) ? null : least },
    });
  return (
    <fieldset class="choices">
      <legend class="label">{text('rulesBeside')}</legend>
      {BESIDE_CHANNELS.map((channel) => (
        <div key={channel} class="beside">
          <label for={`beside-${channel}`}>{text(BESIDE[channel])}</label>
          <select
            id={`beside-${channel}`}
            value={rules.beside[channel]}
            onChange={(event) => choose(channel, event.currentTarget.value as Role)}
          >
            {BESIDE_CHOICES.map((least) => (
              <option key={least} value={least}>
                {text(CONTROLS[least])}
              </option>
            ))}
          </select>
        </div>
      ))}
    </fieldset>
  );
}

function Door({ session, rules }: RuleProps) {
  return (
    <fieldset class="choices">
      <legend class="label">{text('rulesComesIn')}</legend>
      <Choice
        id="approves-joiners"
        type="checkbox"
        isChosen={rules.approvesJoiners}
        onChange={(approvesJoiners) =>
          session.send({ kind: 'govern', wish: { kind: 'set-approval', approvesJoiners } })
        }
      >
        {text('rulesApprove')}
      </Choice>
      <Choice
        id="is-locked"
        type="checkbox"
        isChosen={rules.isLocked}
        onChange={(isLocked) => session.send({ kind: 'govern', wish: { kind: 'set-lock', isLocked } })}
      >
        {text('rulesLock')}
      </Choice>
    </fieldset>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly type: 'radio' | 'checkbox';
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
  readonly children: ComponentChildren;
}

function Choice({ id, type, isChosen, onChange, children }: ChoiceProps) {
  return (
    <label for={id}>
      <input
        id={id}
        type={type}
        name={type === 'radio' ? 'controls' : id}
        checked={isChosen}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {children}
    </label>
  );
}
