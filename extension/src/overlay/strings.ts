// Every text of the overlay. Past tense for what somebody did, so that it fits "You" as well as "Bob".

const aVideo = (title: string) => (title === '' ? 'another video' : `“${title}”`);

export const STRINGS = {
  pickOnPage: 'Click the video to watch together. Escape leaves it as it is.',
  product: 'Sameframe',
  you: 'You',
  open: 'Chat and people',
  openUnseen: (count: number) => `Chat and people, ${count} new`,

  played: (who: string) => `${who} pressed play`,
  paused: (who: string) => `${who} paused`,
  jumpedTo: (who: string, time: string) => `${who} jumped to ${time}`,
  jumpedLive: (who: string) => `${who} jumped to another moment of the live stream`,
  setSpeed: (who: string, speed: string) => `${who} set the speed to ${speed}`,
  opened: (who: string, title: string) => `${who} opened ${aVideo(title)}`,
  joined: (who: string) => `${who} joined`,
  left: (who: string) => `${who} left`,
  nowHost: (who: string) => `${who} became the host`,
  nowRole: {
    host: (who: string) => `${who} became the host`,
    'co-host': (who: string) => `${who} became a co-host`,
    viewer: (who: string) => `${who} can take part in everything again`,
    spectator: (who: string) => `${who} can only watch now`,
  },
  nowControls: {
    host: 'Only the host controls the video now',
    'co-host': 'Only the host and co-hosts control the video now',
    viewer: 'Everyone controls the video now',
    spectator: 'Everyone controls the video now, also who only watches',
  },
  knocked: (who: string, count: number) =>
    `${who} ${count === 1 ? 'asks' : 'ask'} to be let in: click the Sameframe icon`,
  someone: 'Someone',
  people: (count: number) => `${count} people`,
  ready: 'The party goes on',
  wentOn: (who: string) => `${who} went on without waiting`,
  wentOnWithout: (who: string) => `The party goes on without waiting for ${who}`,
  wentOnWithoutYou: 'The party goes on. Your video catches up as soon as it can',
  endsMatched: (by: string, isLonger: boolean) =>
    `Your copy is ${by} ${isLonger ? 'longer' : 'shorter'}. Sameframe matched the ends: adjust if that is wrong`,
  actOvertaken: 'That came too late: the party had moved on',
  actRefused: 'That did not reach the party',
  actNotAllowed: 'Your role does not allow that: ask the host',
  noPanels: 'Your browser did not let Sameframe show that here: reload the page and try again',

  two: (first: string, second: string) => `${first} and ${second}`,
  many: (first: string, second: string, others: number) =>
    others === 1 ? `${first}, ${second} and 1 other` : `${first}, ${second} and ${others} others`,

  connecting: 'Connecting to the party…',
  reconnecting: 'Reconnecting…',
  waitingFor: (who: string) => (who === '' ? 'Waiting for someone' : `Waiting for ${who}`),
  buffering: 'Your video is buffering',
  waitedFor: 'The party waits for your video',
  goOn: 'Go on without waiting',
  catchingUp: 'Catching up…',
  inAd: 'An ad is on here: you come back to the party after it',
  noVideo: 'Sameframe is waiting for a video',
  otherPage: (title: string) => `The party watches ${aVideo(title)}.`,
  partyWentOn: (title: string) => `The party went on to ${aVideo(title)}.`,
  youStayed: 'You stayed here.',
  youWentOn: 'You went on.',
  thenClick: 'Once there, click the Sameframe icon.',
  goBack: 'Go back',
  goThere: 'Go there',
  watchThis: 'Bring everyone here',

  clickToJoin: 'Click to join the party',
  clickToJoinWhy: 'Your browser wants a click before it plays.',

  steppedOut: 'You stepped out. The party goes on.',
  comeBack: 'Back to the party',

  askPlay: 'Play for everyone?',
  askPause: 'Pause for everyone?',
  askSeek: 'Jump for everyone?',
  askSpeed: 'Change the speed for everyone?',
  forEveryone: 'Yes',
  justMe: 'Just me',
} as const;
