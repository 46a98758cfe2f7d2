// What one may do to another member, unfolded in their row. What they cannot undo themselves is asked once more.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MemberWish, PopupMember } from '../messages/popup-background.ts';
import { Button } from '../ui/button.tsx';
import { More } from '../ui/icons.tsx';
import { text } from '../ui/text.ts';
import { type MemberWishText, textOfWish } from './party-words.ts';
import type { PopupSession } from './popup-session.ts';

export interface MemberMenuProps {
  readonly session: PopupSession;
  readonly member: PopupMember;
}

export function MemberMenu({ session, member }: MemberMenuProps) {
  const name = member.name ?? text('someone');
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState<MemberWish | null>(null);
  const wordsOf = (wish: MemberWish) => textOfWish(wish, name, member.role);
  const place = useFocus(isOpen, asked !== null);
  const close = () => {
    setOpen(false);
    setAsked(null);
  };
  const carryOut = (wish: MemberWish) => {
    session.send({ kind: 'govern', wish });
    close();
  };
  const choose = (wish: MemberWish) => {
    if (wordsOf(wish).question === null) carryOut(wish);
    else setAsked(wish);
  };
  return (
    <div class="member-tools" ref={place}>
      <Button
        look="quiet"
        label={text('memberChange', name)}
        isExpanded={isOpen}
        onPress={() => (isOpen ? close() : setOpen(true))}
      >
        <More />
      </Button>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields, and there are none
        <div class="member-menu" role="group" aria-label={text('memberChange', name)}>
          {asked === null ? (
            member.offers.map((wish) => (
              <Button
                key={keyOf(wish)}
                look={wish.kind === 'kick' ? 'danger' : 'plain'}
                onPress={() => choose(wish)}
              >
                {wordsOf(wish).offer}
              </Button>
            ))
          ) : (
            <Question words={wordsOf(asked)} onYes={() => carryOut(asked)} onNo={() => setAsked(null)} />
          )}
        </div>
      )}
    </div>
  );
}

/** What had the focus goes away with a press: keyboards go on at the question's no, or at the button that unfolds. */
function useFocus(isOpen: boolean, isAsking: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what unfolds and folds is what moves the focus
  useEffect(() => {
    const buttons = place.current?.querySelectorAll('button') ?? [];
    if (!isFirst.current) buttons[isAsking ? buttons.length - 1 : 0]?.focus();
    isFirst.current = false;
  }, [isOpen, isAsking]);
  return place;
}

interface QuestionProps {
  readonly words: MemberWishText;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Question({ words, onYes, onNo }: QuestionProps) {
  return (
    <>
      <p role="alert">{words.question}</p>
      <Button look="primary" onPress={onYes}>
        {words.offer}
      </Button>
      <Button onPress={onNo}>{text('popupCancel')}</Button>
    </>
  );
}

function keyOf(wish: MemberWish): string {
  return wish.kind === 'set-role' ? wish.role : wish.kind;
}
