/** What a server says of an error; what it does not say is undefined. */
export interface Raised {
    code: string | undefined;
    message: string;
    detail: string | undefined;
    hint: string | undefined;
}

/** The error that work ends with; not to fail is an error of its own. */
export async function raisedBy(work: Promise<unknown> | (() => unknown)): Promise<Raised> {
    const error = await (async () => (typeof work === 'function' ? work() : work))().then(
        () => undefined,
        (reason: unknown) => reason,
    );
    if (!(error instanceof Error)) throw new Error('nothing was raised');
    const { code, detail, hint } = error as Error & Partial<Raised>;
    return { code, message: error.message, detail, hint };
}
