import net from 'node:net';
import { ConnectionError } from '../errors.ts';

export const defaultPort = 54329;

/** The explicit port, or the first free one of the candidates, or any free one. */
export async function choosePort(
    explicit: number | undefined,
    candidates: number[],
): Promise<number> {
    if (explicit !== undefined) {
        const problem = await whyNotFree(explicit);
        if (problem) throw portTaken(explicit, problem);
        return explicit;
    }
    for (const port of candidates) {
        if (!(await whyNotFree(port))) return port;
    }
    return freePort();
}

export function portTaken(port: number, detail: string): ConnectionError {
    return new ConnectionError(`port ${port} for the embedded PostgreSQL cannot be used`, {
        detail,
        hint: 'free it, choose another with --port or PGSTRATA_PORT, or leave both out for any free one',
    });
}

export async function freePort(): Promise<number> {
    const server = await listen(0);
    const { port } = server.address() as net.AddressInfo;
    await new Promise((done) => server.close(done));
    return port;
}

async function whyNotFree(port: number): Promise<string | undefined> {
    try {
        const server = await listen(port);
        await new Promise((done) => server.close(done));
        return undefined;
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        return code === 'EADDRINUSE' ? `another program listens on 127.0.0.1:${port}` : message;
    }
}

function listen(port: number): Promise<net.Server> {
    return new Promise((resolve, reject) => {
        const server = net.createServer();
        server.once('error', reject);
        server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
    });
}
