import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from '../support/hops.ts';

export interface Received {
    path: string | undefined;
    authorization: string | undefined;
    body: Record<string, never>;
}

export interface Receiver {
    url: URL;
    received: Received[];
    /** The status of the next answers; null: none comes. The last one stays. */
    answers: (number | null)[];
    /** Waits until so much has arrived. */
    has(count: number): Promise<Received[]>;
    close(): Promise<void>;
}

/** A server on this machine that keeps what is posted to it. */
export async function startReceiver(path: string): Promise<Receiver> {
    const received: Received[] = [];
    const server = createServer(async (request, response) => {
        received.push(await read(request));
        const { answers } = receiver;
        const status = answers.length > 1 ? answers.shift() : answers[0];
        if (status === null || status === undefined) return;
        const isRedirect = status >= 300 && status < 400;
        response.writeHead(status, isRedirect ? { location: '/elsewhere' } : {}).end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const receiver: Receiver = {
        url: new URL(`http://127.0.0.1:${port}${path}`),
        received,
        answers: [200],
        has: async (count) => {
            await until(`${count} requests have come`, async () => received.length >= count);
            return received;
        },
        close: async () => {
            server.closeAllConnections();
            server.close();
            await once(server, 'close');
        },
    };
    return receiver;
}

async function read(request: IncomingMessage): Promise<Received> {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { authorization } = request.headers;
    return { path: request.url, authorization, body: JSON.parse(text) };
}
