/*
 * The frame of a wall. It holds nothing that the server could lose: it asks again and again whether the server is there and
 * which wall it is to show, and takes the pages with the screens in anew, behind those that are shown, until they are
 * ready. So there is a picture at all times, and full screen and the wake lock stay, which a reload of this page would end.
 */
const settings = JSON.parse(document.getElementById('settings').textContent);
const [screens, gone, bar, nameLine, hint, pauseButton, fullButton, stateLine, clockLine, progress] = ['screens', 'gone', 'bar', 'name', 'hint', 'pause', 'full', 'state', 'clock', 'progress']
  .map((id) => document.getElementById(id));

/** Between two questions while all is well, and the longest pause while it is not, in milliseconds. */
const PACE = 4000;
const LONGEST_PAUSE = 30000;
/** How long an answer, and pages that are taken in, may take. */
const PATIENCE = 5000;
const LOADING = 60000;
/** Pages that are older are taken in anew, so that nothing can gather in them over the days. */
const AGE = 12 * 3600 * 1000;
/** A page that has lost its connection for so long is of no use, though the server answers. */
const DEAF = 15000;
const STEP = `yuemao-wall ${location.pathname}`;

let pulse;
let reachedAt = 0;
let skew = 0;
let lost = false;
let failures = 0;
/** The pages that are shown, one a language, and when they were taken in. */
let pages = [];
let loadedAt = 0;
let loading = false;
let renewal = false;
let deafSince = 0;
/** Where the wall is: each screen in the first language, then each in the next. */
let step = Number(read() ?? 0);
let elapsed = 0;
let paused = false;
let movedAt = Date.now();
let notice = '';

function read() {
  try { return sessionStorage.getItem(STEP); } catch { return undefined; }
}

function remember() {
  try { sessionStorage.setItem(STEP, String(step)); } catch { /* It begins with the first screen next time. */ }
}

const language = () => pages[Math.floor(step / Math.max(1, count()))]?.language ?? pulse?.languages[0] ?? document.documentElement.lang;
const say = (key, value = '') => (settings.texts[language()] ?? settings.texts.en)[key].replace('{0}', value);
const wallOf = (page) => { try { return page.frame.contentWindow?.yuemaoWall; } catch { return undefined; } };
const count = () => (pages[0] && wallOf(pages[0])?.count) || 0;

/** The time at the desk, whatever this machine thinks. */
function deskTime(moment) {
  const there = new Date(moment + (pulse?.offsetMinutes ?? -new Date().getTimezoneOffset()) * 60000);
  return [there.getUTCHours(), there.getUTCMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

async function ask() {
  let pause = PACE;
  try {
    const answer = await fetch(settings.pulse, { cache: 'no-store', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE), headers: { Accept: 'application/json' } });
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) {
      goDark('signed-out');
      pause = LONGEST_PAUSE;
    } else if (answer.status === 410) {
      goDark('gone');
      pause = LONGEST_PAUSE;
    } else if (!answer.ok) {
      throw new Error(`Answer ${answer.status}`);
    } else {
      reached(await answer.json());
    }
  } catch {
    // Longer and longer, and never all walls at once.
    pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** Math.min(failures, 5)) * (0.7 + 0.6 * Math.random());
    failures += 1;
    // One answer may be lost by chance.
    if (failures > 1) lost = true;
  }
  show();
  timer = setTimeout(ask, pause);
}
let timer = setTimeout(ask, 0);

function reached(now) {
  const renew = !pulse || renewal || lost || now.start !== pulse.start || now.version !== pulse.version || !pages.length || isDeaf() || Date.now() - loadedAt > AGE;
  pulse = now;
  skew = now.now - Date.now();
  reachedAt = Date.now();
  failures = 0;
  renewal = renew;
  if (renew) void takeIn();
  else lost = false;
}

/** The page's own connection is gone, or its session. */
function isDeaf() {
  const deaf = pages.some(({ frame }) => {
    try {
      const { document: inside, Vaadin } = frame.contentWindow;
      return inside.querySelector('.v-system-error') || !wallOf({ frame }) || ['connection-lost', 'reconnecting'].includes(Vaadin?.connectionState?.state);
    } catch { return true; }
  });
  if (!deaf) deafSince = 0;
  else deafSince ||= Date.now();
  return deaf && Date.now() - deafSince > DEAF;
}

/** Takes the pages in anew, behind those that are shown, and shows them once all are ready. */
async function takeIn() {
  if (loading) return;
  loading = true;
  const wanted = pulse;
  const coming = [];
  const end = Date.now() + LOADING;
  const isReady = (page) => wallOf(page)?.isReady();
  // One after the other: two at once would each be given a session, of which the browser keeps one.
  for (const tag of wanted.languages) {
    const frame = document.createElement('iframe');
    frame.className = 'coming';
    frame.src = `${settings.screens}?language=${tag}`;
    frame.title = (settings.texts[tag] ?? settings.texts.en)['screen-of'];
    screens.append(frame);
    const page = { frame, language: tag };
    coming.push(page);
    while (Date.now() < end && frame.isConnected && !isReady(page)) await new Promise((done) => setTimeout(done, 100));
  }
  if (pulse && coming.every(isReady)) {
    pages.forEach(({ frame }) => frame.remove());
    pages = coming;
    pages.forEach(({ frame }) => listenIn(frame.contentWindow));
    loadedAt = Date.now();
    deafSince = 0;
    lost = false;
    // What was changed meanwhile is taken in next.
    renewal = wanted !== pulse && (wanted.start !== pulse.start || wanted.version !== pulse.version);
    gone.hidden = true;
    bar.hidden = false;
    turn(step);
  } else {
    coming.forEach(({ frame }) => frame.remove());
  }
  loading = false;
  show();
}

/** Nothing is shown any more, and why. */
function goDark(why) {
  pages.forEach(({ frame }) => frame.remove());
  screens.replaceChildren();
  pages = [];
  pulse = undefined;
  lost = false;
  gone.textContent = say(why);
  gone.hidden = false;
  bar.hidden = true;
}

function turn(to) {
  const all = count() * pages.length;
  if (!all) return;
  step = ((to % all) + all) % all;
  elapsed = 0;
  remember();
  const at = Math.floor(step / count());
  pages.forEach((page, index) => {
    page.frame.className = index === at ? 'shown' : '';
    wallOf(page)?.show(index === at ? step % count() : -1);
  });
  document.documentElement.lang = language();
  show();
}

function show() {
  document.body.classList.toggle('paused', paused);
  if (!pages.length) {
    // Nothing has been shown yet, or nothing may be shown any more, which is said already.
    if (failures > 1 && gone.hidden) {
      gone.textContent = say('lost-begin');
      gone.hidden = false;
    }
    return;
  }
  const wall = wallOf(pages[Math.floor(step / Math.max(1, count()))] ?? {});
  nameLine.textContent = wall?.nameOf(step % count()) ?? '';
  clockLine.textContent = deskTime(Date.now() + skew);
  const asOf = deskTime(reachedAt + skew);
  stateLine.className = lost ? 'lost' : '';
  const state = lost ? say('lost', asOf) : say('live', asOf);
  if (stateLine.textContent !== state) stateLine.textContent = state;
  hint.textContent = notice || (paused ? say('paused') : say('keys'));
  hint.classList.toggle('stays', Boolean(notice) || paused);
  pauseButton.textContent = say(paused ? 'go-on' : 'pause');
  fullButton.textContent = say('full-screen');
  fullButton.hidden = Boolean(document.fullscreenElement) || !document.fullscreenEnabled;
  progress.setAttribute('aria-label', say('rotation'));
}

/** Four times a second: the line grows, the next screen comes, the clock goes, the pointer vanishes. */
let last = Date.now();
setInterval(() => {
  const now = Date.now();
  // A machine that has slept goes on where it was.
  if (!paused) elapsed += Math.min(now - last, 1000);
  last = now;
  document.body.classList.toggle('idle', now - movedAt > 3000);
  pages.forEach(({ frame }) => { try { frame.contentDocument.body.classList.toggle('idle', now - movedAt > 3000); } catch { /* It is being taken in. */ } });
  if (!pages.length || !pulse) return;
  const share = Math.min(1, elapsed / (pulse.seconds * 1000));
  progress.firstElementChild.style.transform = `scaleX(${share})`;
  progress.setAttribute('aria-valuenow', String(Math.round(share * 100)));
  if (share >= 1) turn(step + 1);
  else show();
}, 250);

function moved() {
  movedAt = Date.now();
  document.body.classList.remove('idle');
}

function pause() {
  paused = !paused;
  show();
}

function fullScreen() {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => undefined);
}

function pressed(event) {
  moved();
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  const onButton = event.target?.closest?.('button');
  if (event.key === ' ' && !onButton) pause();
  else if (event.key === 'ArrowRight') turn(step + 1);
  else if (event.key === 'ArrowLeft') turn(step - 1);
  else if (event.key === 'f' || event.key === 'F') fullScreen();
  // In full screen the browser itself takes Escape.
  else if (event.key === 'Escape' && settings.own && !document.fullscreenElement) location.assign(settings.leave);
  else return;
  event.preventDefault();
}

/** Keys and pointer within a page are those of the wall. */
function listenIn(page) {
  page.addEventListener('keydown', pressed);
  page.addEventListener('pointermove', moved);
}
listenIn(window);
pauseButton.addEventListener('click', pause);
fullButton.addEventListener('click', fullScreen);
document.addEventListener('fullscreenchange', show);
addEventListener('online', () => { clearTimeout(timer); void ask(); });

/** The system takes the lock away whenever the page is hidden. */
async function stayAwake() {
  if (document.visibilityState !== 'visible') return;
  try {
    if (!navigator.wakeLock) throw new Error('No wake lock');
    const lock = await navigator.wakeLock.request('screen');
    document.body.dataset.awake = 'true';
    notice = '';
    lock.addEventListener('release', () => { document.body.dataset.awake = 'false'; setTimeout(stayAwake, 1000); });
  } catch {
    document.body.dataset.awake = 'false';
    notice = say('awake-unsupported');
    setTimeout(() => { notice = ''; }, 20000);
  }
}
document.addEventListener('visibilitychange', stayAwake);
void stayAwake();
