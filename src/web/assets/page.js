// Keeps the page up to date: reads it again after an event, and changes only what differs. Without
// this script everything works as well, with links and forms alone.

/** Between two readings, however many events there are; the first one is not waited with. */
const gap = 250;
const settle = 20;
const whileMoving = 2000;
const atRest = 30_000;

const live = document.getElementById('live');
let source;
let timer;
let lastRead = 0;
let isReading = false;
let isWanted = false;

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
        const response = await fetch(location.href, { headers: { accept: 'text/html' } });
        if (response.redirected && new URL(response.url).pathname === '/login') {
            location.assign(response.url);
            return;
        }
        const next = new DOMParser().parseFromString(await response.text(), 'text/html');
        const content = next.getElementById('main');
        const current = main();
        if (!content || !current) return;
        if (response.ok && !current.classList.contains('notice')) {
            morph(current, content);
            if (source?.readyState === EventSource.OPEN) tell('live', 'live');
        } else if (response.ok) location.reload();
        else tell('the warehouse does not answer', 'lost');
    } catch {
        tell('no connection', 'lost');
    } finally {
        isReading = false;
        if (isWanted) refreshAfterEvent();
        isWanted = false;
        planNext();
    }
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

function concerns({ event, run_id: run }) {
    const { refreshOn = '', refreshRun = '' } = main()?.dataset ?? {};
    if (event === 'reconnected') return true;
    if (!refreshOn.split(' ').includes(event)) return false;
    const isOfRun = event === 'run' || event === 'step';
    return refreshRun === '' || !isOfRun || String(run) === refreshRun;
}

function listen() {
    if (source || !main()?.dataset.refreshOn) return;
    source = new EventSource('/events');
    source.addEventListener('open', () => tell('live', 'live'));
    source.addEventListener('change', ({ data }) => {
        if (concerns(JSON.parse(data))) refreshAfterEvent();
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
listen();
planNext();
