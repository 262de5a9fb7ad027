import { json } from './answer';

const ITEMS: readonly [name: string, price: number, stock: number][] = [
  ['Oak table', 349, 4],
  ['Linen curtain', 59.9, 31],
  ['Copper kettle', 42.5, 12],
  ['Wool blanket', 88, 0],
  ['Stone mortar', 27, 9],
  ['Glass jar', 6.5, 240],
  ['Beeswax candle', 11.9, 75],
  ['Cast iron pan', 64, 18],
  ['Walnut board', 39, 22],
  ['Brass hook', 8.25, 130],
];

/** GET /practice/api/products: about 2 kB of JSON that never changes, open to everyone. */
export function products(): Response {
  const items = ITEMS.map(([name, price, stock], index) => ({
    id: 1001 + index,
    name,
    price,
    currency: 'EUR',
    stock,
    available: stock > 0,
    href: `/practice/api/products#${1001 + index}`,
  }));
  return json(200, { total: items.length, items });
}
