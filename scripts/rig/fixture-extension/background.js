// Counts its own starts, so that a test can tell "still running" from "killed and revived".
const api = globalThis.browser ?? globalThis.chrome;

const counted = api.storage.session.get({ starts: 0 }).then(async ({ starts }) => {
  await api.storage.session.set({ starts: starts + 1 });
  return starts + 1;
});

api.runtime.onMessage.addListener((message, _sender, respond) => {
  if (message.kind !== 'count-starts') return false;
  counted.then((starts) => respond({ starts }));
  return true;
});

api.permissions.onAdded.addListener(({ origins }) => {
  void api.storage.local.set({ granted: origins });
});
