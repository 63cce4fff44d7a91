/** The four databases, upstream first. */
export const layers = ['operational', 'mrr', 'stg', 'dwh'] as const;

export type Layer = (typeof layers)[number];

export function isLayer(name: string): name is Layer {
    return (layers as readonly string[]).includes(name);
}
