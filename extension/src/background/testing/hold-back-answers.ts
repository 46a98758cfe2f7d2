// A moment of a browser that is slow to say what a tab is.
import type { FakeComputer } from './fake-computer.ts';

/** The browser does not say what the computer's tab is until `answer`. */
export function holdBackAnswers({ tab }: FakeComputer) {
  let answer: () => void = () => undefined;
  let isAsked = false;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  Object.defineProperty(tab, 'answersAfter', {
    get: () => {
      isAsked = true;
      return answered;
    },
  });
  return { isAsked: () => isAsked, answer: () => answer() };
}
