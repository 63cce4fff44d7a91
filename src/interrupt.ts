/** Runs `work` at Ctrl-C or SIGTERM, once however many signals come; call the result to unlisten. */
export function onInterrupt(work: () => void): () => void {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
    let heard = false;
    const listener = () => {
        if (!heard) work();
        heard = true;
    };
    for (const signal of signals) process.on(signal, listener);
    return () => {
        for (const signal of signals) process.off(signal, listener);
    };
}
