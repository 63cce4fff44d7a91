import type { WebContext } from './environment.ts';

/** The fields of a form; of nothing else, so that a file or JSON is as good as an empty one. */
export async function formOf(c: WebContext): Promise<URLSearchParams> {
    const type = c.req.header('content-type') ?? '';
    const isForm = type.startsWith('application/x-www-form-urlencoded');
    return new URLSearchParams(isForm ? await c.req.text() : '');
}
