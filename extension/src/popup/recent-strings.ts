// Every text of the popup about parties that one was in before.
export const RECENT_STRINGS = {
  recent: 'Recent parties',
  untitled: (invite: string) => `Party ${invite.slice(0, 4)}`,
  rejoin: 'Rejoin',
  rejoinWhich: (title: string) => `Rejoin ${title}`,
  forget: 'Forget',
  forgetWhich: (title: string) => `Forget ${title}`,
  forgetAll: 'Forget all',
} as const;
