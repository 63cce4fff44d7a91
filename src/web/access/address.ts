import { type BlockList, isIP } from 'node:net';

/**
 * Who is at the other end: the rightmost address of X-Forwarded-For that is no trusted proxy. What
 * stands left of it anybody can have written.
 */
export function clientAddress(
    peer: string,
    forwardedFor: string | undefined,
    trusted: BlockList | undefined,
): string {
    let address = plainAddress(peer);
    for (const hop of (forwardedFor ?? '').split(',').reverse()) {
        const next = plainAddress(hop);
        if (!isListed(address, trusted) || isIP(next) === 0) break;
        address = next;
    }
    return address;
}

function isListed(address: string, list: BlockList | undefined): boolean {
    const family = isIP(address);
    return family !== 0 && list?.check(address, family === 6 ? 'ipv6' : 'ipv4') === true;
}

/** Without a port, and one of version 4 without the prefix that it has on a socket of version 6. */
function plainAddress(text: string): string {
    const bare = text.trim();
    const [, inBrackets] = /^\[([^\]]+)\](?::\d+)?$/.exec(bare) ?? [];
    const [, beforePort] = /^([\d.]+):\d+$/.exec(bare) ?? [];
    return (inBrackets ?? beforePort ?? bare).replace(/^::ffff:(?=\d+\.)/i, '');
}
