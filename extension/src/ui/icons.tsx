// Our few drawings, inline: an extension page and a page under a strict policy both may load nothing.
import type { ComponentChildren } from 'preact';

function Icon({ size, children }: { readonly size: number; readonly children: ComponentChildren }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

/** Two frames that lie on one another, and what they share plays. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <Icon size={size}>
      <rect
        x="1.2"
        y="2.7"
        width="12.6"
        height="10.6"
        rx="2.6"
        stroke="currentColor"
        stroke-width="1.6"
        opacity="0.55"
      />
      <rect x="6.2" y="6.7" width="12.6" height="10.6" rx="2.6" stroke="currentColor" stroke-width="1.6" />
      <path d="M10.9 9.6v4.8l4-2.4z" fill="currentColor" />
    </Icon>
  );
}

const STROKE = {
  stroke: 'currentColor',
  'stroke-width': '1.7',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

export function CopyIcon() {
  return (
    <Icon size={16}>
      <rect x="7" y="7" width="10" height="10" rx="2" {...STROKE} />
      <path d="M13 7V5a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h2" {...STROKE} />
    </Icon>
  );
}

export function LinkIcon() {
  return (
    <Icon size={16}>
      <path d="M8.5 11.5a3.2 3.2 0 0 0 4.6 0l2.9-2.9a3.25 3.25 0 0 0-4.6-4.6l-1 1" {...STROKE} />
      <path d="M11.5 8.5a3.2 3.2 0 0 0-4.6 0L4 11.4A3.25 3.25 0 0 0 8.6 16l1-1" {...STROKE} />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon size={16}>
      <path d="m4 10.5 4 4 8-9" {...STROKE} />
    </Icon>
  );
}

export function PlayIcon({ size = 22 }: { readonly size?: number }) {
  return (
    <Icon size={size}>
      <path
        d="M6 3.6v12.8a.8.8 0 0 0 1.2.7l10-6.4a.8.8 0 0 0 0-1.4l-10-6.4a.8.8 0 0 0-1.2.7z"
        fill="currentColor"
      />
    </Icon>
  );
}

/** Turns by CSS; stands still for people who want no motion. */
export function Spinner() {
  return (
    <svg
      class="icon spinner"
      width="16"
      height="16"
      viewBox="0 0 20 20"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="10" cy="10" r="7.5" stroke="currentColor" stroke-width="2.2" opacity="0.25" />
      <path
        d="M10 2.5a7.5 7.5 0 0 1 7.5 7.5"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
      />
    </svg>
  );
}

/** That there is more to do with what it stands beside. */
export function More() {
  return (
    <Icon size={16}>
      <circle cx="4" cy="10" r="1.7" fill="currentColor" />
      <circle cx="10" cy="10" r="1.7" fill="currentColor" />
      <circle cx="16" cy="10" r="1.7" fill="currentColor" />
    </Icon>
  );
}

/** To choose an emoji. */
export function Smile() {
  return (
    <Icon size={20}>
      <circle cx="10" cy="10" r="7.5" stroke="currentColor" stroke-width="1.6" />
      <circle cx="7.4" cy="8.2" r="1.1" fill="currentColor" />
      <circle cx="12.6" cy="8.2" r="1.1" fill="currentColor" />
      <path
        d="M6.6 11.8a3.9 3.9 0 0 0 6.8 0"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
      />
    </Icon>
  );
}

/** What somebody says, and that it is not heard. */
export function Speech({ isCrossedOut }: { readonly isCrossedOut: boolean }) {
  return (
    <Icon size={18}>
      <path
        d="M4.5 4h11A1.5 1.5 0 0 1 17 5.5v7a1.5 1.5 0 0 1-1.5 1.5H9l-4 3v-3h-.5A1.5 1.5 0 0 1 3 12.5v-7A1.5 1.5 0 0 1 4.5 4Z"
        {...STROKE}
      />
      {isCrossedOut && <path d="M2.5 2.5l15 15" {...STROKE} />}
    </Icon>
  );
}
