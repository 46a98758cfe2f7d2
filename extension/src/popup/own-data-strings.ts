// Every text of the popup about what the browser keeps for Sameframe.
export const OWN_DATA_STRINGS = {
  sites: 'Sites that Sameframe may always work on',
  noSites: 'None. Your browser asks you when one is needed.',
  allSites: 'All sites',
  takeBack: 'Take back',
  takeBackWhich: (site: string) => `Take back ${site}`,
  forgetEverything: 'Forget everything',
  forgetQuestion:
    'Leave every party, and forget your name, settings, recent parties and access to sites? Nobody can undo that.',
  keep: 'Keep it',
} as const;
