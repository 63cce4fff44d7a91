// Keeps the page up to date: reads it again after an event, and changes only what differs. Without
// this script everything works as well, with links and forms alone.

/** Between two readings, however many events there are; the first one is not waited with. */
const gap = 250;
const settle = 20;
const whileMoving = 2000;
const atRest = 30_000;
const patience = 10_000;

const live = document.getElementById('live');
let source;
let timer;
let lastRead = 0;
let isReading = false;
let isWanted = false;
/** The server has lost its own connection: no event comes, though the page may be read. */
let isDeaf = false;
/** How far the clock of the database is ahead of ours, as far as one can tell from here. */
let ahead = 0;

const main = () => document.getElementById('main');

function tell(text, state) {
    if (!live || live.textContent === text) return;
    live.textContent = text;
    live.dataset.state = state;
}

/** Reads the page again soon; sooner wishes win. */
function refreshIn(milliseconds) {
    if (document.hidden) return;
    const due = Date.now() + milliseconds;
    if (timer && timer.due <= due) return;
    if (timer) clearTimeout(timer.id);
    timer = { due, id: setTimeout(refresh, milliseconds) };
}

/** Soon after an event, so that a run of half a second is seen to run. */
function refreshAfterEvent() {
    refreshIn(Math.max(settle, lastRead + gap - Date.now()));
}

async function refresh() {
    timer = undefined;
    if (isReading) {
        isWanted = true;
        return;
    }
    isReading = true;
    lastRead = Date.now();
    try {
        const response = await fetch(location.href, {
            headers: { accept: 'text/html' },
            signal: AbortSignal.timeout(patience),
        });
        if (response.redirected && new URL(response.url).pathname === '/login') {
            location.assign(response.url);
            return;
        }
        if (!response.ok) {
            tell(said(response.status), 'lost');
            return;
        }
        const next = new DOMParser().parseFromString(await response.text(), 'text/html');
        const content = next.getElementById('main');
        const current = main();
        if (!content || !current) return;
        if (current.classList.contains('notice')) {
            location.reload();
            return;
        }
        morph(current, content);
        setClock();
        if (source?.readyState === EventSource.OPEN && !isDeaf) tell('live', 'live');
    } catch (error) {
        tell(error?.name === 'TimeoutError' ? 'no answer' : 'no connection', 'lost');
    } finally {
        isReading = false;
        if (isWanted) refreshAfterEvent();
        isWanted = false;
        planNext();
    }
}

function said(status) {
    if (status >= 500) return 'the warehouse does not answer';
    const known = {
        401: 'not logged in any more',
        403: 'not allowed any more',
        404: 'this page is no more',
        429: 'too many requests',
    };
    return known[status] ?? `the server says ${status}`;
}

function planNext() {
    const { moving, refreshOn } = main()?.dataset ?? {};
    if (moving === 'true') refreshIn(whileMoving);
    else if (refreshOn) refreshIn(atRest);
}

/** Makes one element like another of its kind, and keeps focus, open details and what was typed. */
function morph(current, next) {
    for (const { name, value } of next.attributes) {
        if (current.getAttribute(name) !== value && !isTheirs(current, name)) {
            current.setAttribute(name, value);
        }
    }
    for (const { name } of [...current.attributes]) {
        if (!next.hasAttribute(name) && !isTheirs(current, name)) current.removeAttribute(name);
    }
    let child = current.firstChild;
    for (const wanted of [...next.childNodes]) {
        const found = findMatch(child, wanted);
        if (!found) {
            current.insertBefore(document.importNode(wanted, true), child);
            continue;
        }
        while (child !== found) child = removeAndGoOn(child);
        if (found.nodeType !== Node.ELEMENT_NODE) {
            if (found.data !== wanted.data) found.data = wanted.data;
        } else if (!found.isEqualNode(wanted)) {
            morph(found, wanted);
        }
        child = found.nextSibling;
    }
    while (child) child = removeAndGoOn(child);
}

function removeAndGoOn(node) {
    const next = node.nextSibling;
    if (!(node instanceof Element) || !node.matches('[data-keep]')) node.remove();
    return next;
}

/** The next sibling that stands for the same thing; a thing with an id only for itself. */
function findMatch(from, wanted) {
    const key = keyOf(wanted);
    for (let node = from; node; node = node.nextSibling) {
        if (node.nodeName === wanted.nodeName && keyOf(node) === key && !isKept(node)) return node;
        if (key === undefined && keyOf(node) === undefined && !isKept(node)) return undefined;
    }
    return undefined;
}

const keyOf = (node) =>
    node instanceof Element ? node.id || node.dataset?.key || undefined : undefined;
const isKept = (node) => node instanceof Element && node.matches('[data-keep]');

/** What the reader did, not the server. */
function isTheirs(element, name) {
    if (name === 'open') return element.nodeName === 'DETAILS';
    if (name === 'value') return element.nodeName === 'INPUT' && element.type !== 'hidden';
    return name === 'selected' || name === 'checked';
}

function setClock() {
    const now = Date.parse(main()?.dataset.now ?? '');
    if (!Number.isNaN(now)) ahead = now - Date.now();
}

/** Ages grow by themselves, so that a page that cannot be read again does not lie. */
function growOld() {
    if (document.hidden) return;
    for (const element of document.querySelectorAll('time[data-age]')) {
        const age = Date.now() + ahead - Date.parse(element.dateTime);
        const text = ageText(age);
        if (!Number.isNaN(age) && element.textContent !== text) element.textContent = text;
    }
}

/** As the server says it. */
function ageText(age) {
    if (Math.abs(age) < 1000) return 'now';
    const length = lengthText(Math.floor(Math.abs(age) / 1000));
    return age < 0 ? `in ${length}` : `${length} ago`;
}

const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
];

/** The two largest units of a number of seconds. */
function lengthText(seconds) {
    if (seconds < 60) return `${seconds} s`;
    const at = units.findIndex(([, size]) => seconds >= size);
    const [large, small] = [units[at], units[at + 1]];
    const total = Math.round(seconds / small[1]);
    const ratio = large[1] / small[1];
    const rest = total % ratio;
    return `${Math.floor(total / ratio)} ${large[0]}${rest ? ` ${rest} ${small[0]}` : ''}`;
}

function concerns({ event, run_id: run }) {
    const { refreshOn = '', refreshRun = '' } = main()?.dataset ?? {};
    if (event === 'reconnected') return true;
    if (!refreshOn.split(' ').includes(event)) return false;
    const isOfRun = event === 'run' || event === 'step';
    return refreshRun === '' || !isOfRun || String(run) === refreshRun;
}

function listen() {
    if (source || document.hidden || !main()?.dataset.refreshOn) return;
    source = new EventSource('/events');
    isDeaf = false;
    source.addEventListener('open', () => tell('live', 'live'));
    source.addEventListener('change', ({ data }) => {
        if (concerns(JSON.parse(data))) refreshAfterEvent();
    });
    source.addEventListener('lost', () => {
        isDeaf = true;
        tell('the warehouse does not answer', 'lost');
    });
    source.addEventListener('reconnected', () => {
        isDeaf = false;
        tell('live', 'live');
    });
    source.addEventListener('error', () => {
        tell('not live', 'lost');
        refreshIn(whileMoving);
        // A refusal is final for the browser, not for us.
        if (source?.readyState === EventSource.CLOSED) {
            source = undefined;
            setTimeout(listen, atRest);
        }
    });
}

/** A page that nobody looks at holds no connection: browsers have few for one server. */
document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
        source?.close();
        source = undefined;
        if (timer) clearTimeout(timer.id);
        timer = undefined;
    } else {
        listen();
        refreshIn(0);
    }
});

/** What an action came to is told once: neither a reload nor a bookmark tells it again. */
function forgetOutcome() {
    const url = new URL(location.href);
    if (!url.searchParams.has('done')) return;
    url.searchParams.delete('done');
    history.replaceState(null, '', url);
    const flash = document.querySelector('.flash');
    if (!flash) return;
    flash.dataset.keep = '';
    setTimeout(() => flash.remove(), 15_000);
}

/** A second click on a button asks for nothing more. */
document.addEventListener('submit', ({ target }) => {
    const button = target.querySelector('button[type="submit"]');
    if (target.method === 'post' && button) setTimeout(() => button.setAttribute('disabled', ''));
});
addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
});

/** Whoever follows a link from elsewhere comes without the cookie, and is asked to log in again. */
async function skipLogin() {
    if (location.pathname !== '/login') return;
    const response = await fetch(location.href);
    if (response.redirected) location.replace(response.url);
}

skipLogin().catch(() => {});
forgetOutcome();
setClock();
setInterval(growOld, 1000);
listen();
planNext();
