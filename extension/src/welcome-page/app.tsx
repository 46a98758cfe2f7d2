// The page that opens once after the installation: a party to try out alone, and how the first real one begins.
import { Mark } from '../ui/icons.tsx';
import { text } from '../ui/text.ts';
import { PracticeView } from './practice-view.tsx';
import type { WelcomeSession } from './welcome-session.ts';

const STEPS = ['welcomeStepPin', 'welcomeStepOpen', 'welcomeStepStart', 'welcomeStepSend'] as const;

export function WelcomeApp({ session }: { readonly session: WelcomeSession }) {
  return (
    <div class="welcome">
      <header class="welcome-header">
        <Mark size={34} />
        <h1>{text('welcomeTitle')}</h1>
        <p>{text('welcomeLead')}</p>
      </header>
      <main>
        <PracticeView session={session} />
        <section class="welcome-steps" aria-labelledby="welcome-steps">
          <h2 id="welcome-steps">{text('welcomeSteps')}</h2>
          <ol>
            {STEPS.map((step) => (
              <li key={step}>{text(step)}</li>
            ))}
          </ol>
          <p class="quiet">{text('welcomePrivacy')}</p>
        </section>
      </main>
    </div>
  );
}
