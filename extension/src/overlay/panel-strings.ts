// Every text of the panels; those of lines, toasts and questions are in strings.ts.

export const PANEL_STRINGS = {
  details: 'Sync details',
  drift: 'Difference',
  behind: (amount: string) => `${amount} behind`,
  ahead: (amount: string) => `${amount} ahead`,
  uncertainty: 'Sure to within',
  buffer: 'Loaded ahead',
  minuteAgo: '1 min ago',
  scale: (edge: string) => `scale ± ${edge}`,
  now: 'now',
  stepOut: 'Pause just me',
  close: 'Close',
  pickThis: 'Watch this one together',
} as const;
