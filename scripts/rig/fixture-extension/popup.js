const api = globalThis.browser ?? globalThis.chrome;
const byId = (id) => document.getElementById(id);
const say = (text) => {
  document.querySelector('[role=status]').textContent = text;
};

// Opened as a tab, "the active tab" is this page itself, so the tab to act on comes in the address.
const chosenTab = async () => {
  const given = new URLSearchParams(location.search).get('tab');
  if (given) return Number(given);
  const [active] = await api.tabs.query({ active: true, currentWindow: true });
  return active.id;
};

byId('add').addEventListener('click', (event) => {
  const item = document.createElement('li');
  item.textContent = byId('message').value;
  document.querySelector('ul').append(item);
  say(`added trusted=${event.isTrusted} active=${navigator.userActivation.isActive}`);
});

byId('mark').addEventListener('click', async () => {
  try {
    const tabId = await chosenTab();
    await api.scripting.executeScript({ target: { tabId }, files: ['content.js'] });
    say('marked');
  } catch (error) {
    say(`refused: ${error.message}`);
  }
});

byId('ask').addEventListener('click', async () => {
  const granted = await api.permissions.request({ origins: ['http://127.0.0.1/*'] });
  say(`granted=${granted}`);
});

byId('check').addEventListener('click', async () => {
  const held = await api.permissions.contains({ origins: ['http://127.0.0.1/*'] });
  say(`held=${held}`);
});

byId('count').addEventListener('click', async () => {
  const { starts } = await api.runtime.sendMessage({ kind: 'count-starts' });
  say(`starts=${starts}`);
});

byId('close').addEventListener('click', () => window.close());
