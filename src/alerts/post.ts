export interface PostOptions {
    fetch?: typeof fetch;
    /** In milliseconds. */
    timeout?: number;
    /** Gives up at once. */
    signal?: AbortSignal;
}

const defaultTimeout = 10_000;

/**
 * Posts JSON; the result is null, or why it failed. The URL can be a secret, and so can what a server
 * answers: the reason repeats nothing of either.
 */
export async function post(
    url: URL,
    body: unknown,
    { fetch = globalThis.fetch, timeout = defaultTimeout, signal }: PostOptions = {},
): Promise<string | null> {
    const late = AbortSignal.timeout(timeout);
    try {
        const response = await fetch(withoutLogin(url), {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...authorization(url) },
            body: JSON.stringify(body),
            // A redirect would take what is posted to somebody whom no setting names.
            redirect: 'manual',
            signal: signal ? AbortSignal.any([late, signal]) : late,
        });
        await response.body?.cancel().catch(() => {});
        if (response.ok) return null;
        const isRedirect = response.status >= 300 && response.status < 400;
        return `HTTP ${response.status}${isRedirect ? ', a redirect, which is not followed' : ''}`;
    } catch (error) {
        if (late.aborted) return `no answer within ${timeout / 1000} s`;
        if (signal?.aborted) return 'the process that posted it has ended';
        return reasonOf(error);
    }
}

/** `fetch` refuses a URL with a login in it. */
function withoutLogin(url: URL): URL {
    const bare = new URL(url);
    bare.username = '';
    bare.password = '';
    return bare;
}

function authorization({ username, password }: URL): Record<string, string> {
    if (username === '' && password === '') return {};
    const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { authorization: `Basic ${Buffer.from(login).toString('base64')}` };
}

/** The code alone, as in ECONNREFUSED: a message may hold the address. */
function reasonOf(error: unknown): string {
    const { cause } = error as { cause?: { code?: unknown } };
    return `cannot be reached${typeof cause?.code === 'string' ? ` (${cause.code})` : ''}`;
}
