/** Whether a Host header names this very machine, which a name that somebody else owns does not. */
export function isLoopbackHost(host: string | undefined): boolean {
    const url = `http://${host ?? ''}`;
    if (!host || !URL.canParse(url)) return false;
    const { hostname, pathname, username } = new URL(url);
    if (pathname !== '/' || username !== '') return false;
    return isLoopbackName(hostname);
}

/** Of an address to listen at, or a name in a Host header. */
export function isLoopbackName(name: string): boolean {
    const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
    return (
        bare === 'localhost' ||
        bare.endsWith('.localhost') ||
        bare === '::1' ||
        /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bare)
    );
}

/**
 * Whether a POST comes from a page of ours. Browsers say so in Sec-Fetch-Site where the address is
 * one that they trust, https or loopback, and in Origin everywhere: both have to. What says neither
 * is no browser.
 */
export function isOwnOrigin(headers: Headers): boolean {
    const site = headers.get('sec-fetch-site');
    const origin = headers.get('origin');
    if (site !== null && site !== 'same-origin') return false;
    if (origin === null) return site !== null;
    return URL.canParse(origin) && new URL(origin).host === headers.get('host')?.toLowerCase();
}

/** Whether a page of somebody else makes a browser ask, other than by a link that was followed. */
export function isFromElsewhere(method: string, headers: Headers): boolean {
    const site = headers.get('sec-fetch-site');
    if (site !== 'cross-site' && site !== 'same-site') return false;
    return method !== 'GET' || headers.get('sec-fetch-mode') !== 'navigate';
}

/** A path of ours from what a browser sent, never an address elsewhere. */
export function ownPath(text: string | null | undefined): string | undefined {
    if (!text || !/^\/(?![/\\])[^\\\s]*$/.test(text)) return undefined;
    const { pathname, search } = new URL(text, 'http://localhost');
    // What `/.//elsewhere` is short for.
    return pathname.startsWith('//') ? undefined : `${pathname}${search}`;
}
