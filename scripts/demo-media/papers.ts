export interface Paper {
  name: string
  html: string
}

const style = `<!doctype html><meta charset="utf-8"><style>
@page { size: A4; margin: 0 }
* { box-sizing: border-box; margin: 0; -webkit-print-color-adjust: exact }
body { font: 10.5pt/1.5 Inter; color: #2b2622; background: #fdfaf4; width: 210mm }
.page { width: 210mm; height: 297mm; padding: 20mm; position: relative; break-after: page; overflow: hidden }
.page:last-child { break-after: auto }
h1 { font-size: 30pt; font-weight: 300; letter-spacing: -.02em; color: #21404f }
h2 { font-size: 10pt; font-weight: 650; letter-spacing: .14em; text-transform: uppercase; color: #b4623d; margin: 9mm 0 3mm }
small, .soft { color: #7a7068 }
table { width: 100%; border-collapse: collapse }
th.n, td.n { padding-left: 5mm; white-space: nowrap }
th { text-align: left; font-size: 8pt; font-weight: 600; letter-spacing: .1em; text-transform: uppercase; color: #7a7068; padding: 2mm 0; border-bottom: .4mm solid #21404f }
td { padding: 3.2mm 0; border-bottom: .2mm solid #e4dccd; vertical-align: top }
.n { text-align: right; font-variant-numeric: tabular-nums }
.top { display: flex; justify-content: space-between; align-items: flex-start }
.mark { width: 24mm }
.foot { position: absolute; left: 20mm; right: 20mm; bottom: 14mm; font-size: 8.5pt; color: #7a7068; display: flex; justify-content: space-between }
.wave { position: absolute; left: 0; right: 0; bottom: 0; height: 9mm; background: #21404f }
</style>`

const mark = `<svg class="mark" viewBox="0 0 120 110" fill="none" stroke="#21404f" stroke-width="4" stroke-linecap="round">
<path d="M26 50c-8 24 2 48 16 54h38c14-6 22-32 12-54-20 6-46 6-66 0Z" fill="#e7d9c3"/><path d="M26 50c22-8 46-8 66 0"/>
<path d="M58 44c0-14 2-24 6-34M62 26c8-12 22-14 32-8-4 12-20 16-32 8ZM59 36c-8-12-22-14-32-6 6 12 22 14 32 6Z" fill="#8fb07c"/>
<path d="M48 74q3-5 7 0M66 74q3-5 7 0M52 86q8 7 16 0"/></svg>`

const foot = `<div class="foot"><span>Wobblepot Studio · 4 Ropewalk Lane, Port Alder, Maine</span><span>hello@wobblepot.example · +1 555-010-0100</span></div>`

type Line = readonly [what: string, about: string, count: number, price: number]

const dollars = (amount: number) =>
  `${amount < 0 ? '−' : ''}$${Math.abs(amount).toLocaleString('en-US', { minimumFractionDigits: 2 })}`

const cafeMugs: readonly Line[] = [
  [
    'Moss mug, café stamp in the base',
    'Stoneware, 300 ml, moss glaze over oat. Dishwasher approves.',
    24,
    24,
  ],
  ['Making the stamp', 'Carved once, kept for you on the third shelf.', 1, 30],
  [
    'Export carton, insured against gravity',
    '60 × 40 × 40 cm, 14 kg, drawn whale included.',
    1,
    86,
  ],
]

const restaurantPlates: readonly Line[] = [
  [
    'Berry dinner plate',
    'Stoneware, 26 cm, foot ring 11.5 cm. They stack; we checked twice.',
    60,
    27,
  ],
  ['Ripple ramen bowl', '20 cm, one liter. Bounces once.', 20, 29],
  ['Thirty-six pieces and more', '5 % off, because we like your style.', 1, -110],
  ['Pallet, wrapped and insured', 'One, tall as a waiter.', 1, 180],
]

function invoice(number: string, ready: string, lines: readonly Line[]): Paper {
  const total = lines.reduce((sum, [, , count, price]) => sum + count * price, 0)
  return {
    name: `invoice-${number}`,
    html: `${style}<div class="page"><div class="top"><div><h1>Invoice</h1><p class="soft">WP-${number} · deposit, one half</p></div>${mark}</div>
<div class="top" style="margin-top:12mm"><div><h2 style="margin-top:0">From</h2><p><b>Wobblepot Studio</b><br>4 Ropewalk Lane<br>Port Alder, Maine</p></div>
<div><h2 style="margin-top:0">Ready</h2><p>${ready} after the deposit,<br>kiln permitting</p></div>
<div><h2 style="margin-top:0">Pay within</h2><p>14 days of receipt<br>Reference <b>WP-${number}</b></p></div></div>
<h2>What we make for you</h2><table><tr><th>Piece</th><th class="n">Count</th><th class="n">Each</th><th class="n">Sum</th></tr>
${lines.map(([what, about, count, price]) => `<tr><td><b>${what}</b><br><small>${about}</small></td><td class="n">${count}</td><td class="n">${dollars(price)}</td><td class="n">${dollars(count * price)}</td></tr>`).join('')}
</table><div style="margin:8mm 0 0 auto;width:76mm"><table><tr><td>Total</td><td class="n">${dollars(total)}</td></tr><tr><td>Second half later</td><td class="n">${dollars(total / 2)}</td></tr>
<tr><td style="font-weight:650;color:#b4623d">Due now</td><td class="n" style="font-weight:650;color:#b4623d;font-size:15pt">${dollars(total / 2)}</td></tr></table></div>
<h2>Small print, honest size</h2><p style="max-width:130mm">Every piece is thrown by hand, so no two are the same height, and one of them is usually laughing. If something breaks on the way, send us a photo and we make another. You do not have to send back the pieces.</p>
<p style="margin-top:7mm;font-size:13pt;color:#21404f">Thank you for drinking from our work.</p>${foot}<div class="wave"></div></div>`,
  }
}

const goods: [string, string, string, string, string][] = [
  [
    'wonky-whale',
    'Wonky Whale planter',
    'Harbor blue, 24 cm long, drains through the belly',
    '$48',
    '$38',
  ],
  ['moss-mug', 'Moss mug', '300 ml, a handle for three fingers', '$32', '$24'],
  ['cracked-bowl', 'Ripple ramen bowl', '20 cm, one liter, normally in one piece', '$38', '$29'],
  [
    'berry-plates',
    'Berry dinner plate',
    '26 cm, stacks, makes beetroot look expensive',
    '$36',
    '$27',
  ],
  ['driftwood-vase', 'Driftwood vase', '44 cm, crackle glaze, branch not included', '$95', '$76'],
  [
    'succulent-trio',
    'Little pots, set of three',
    'Rose, moss and fog, with succulents',
    '$42',
    '$33',
  ],
  ['dog-bowl', 'Pet bowl with name', 'Too heavy to push, any alphabet', '$34', '$27'],
  ['grumpy-gus', 'Grumpy Gus', 'Cactus with pot and opinion', '$16', '$12'],
]

/** `thumbnails` are JPEG data URLs by photo name. */
export function papers(thumbnails: Readonly<Record<string, string>>): readonly Paper[] {
  const card = ([photo, name, about, price]: (typeof goods)[number]) =>
    `<div style="display:flex;gap:5mm"><img src="${thumbnails[photo] ?? ''}" style="width:34mm;height:34mm;object-fit:cover;border-radius:3mm"><div><b>${name}</b><br><small>${about}</small><p style="font-size:14pt;font-weight:300;color:#b4623d;margin-top:1.5mm">${price}</p></div></div>`
  const priceList: Paper = {
    name: 'price-list',
    html: `${style}<div class="page"><div class="top"><div><h1>Pots, plates<br>&amp; patient plants</h1><p class="soft" style="margin-top:2mm">Price list of Wobblepot Studio. US dollars, tax not included.</p></div>${mark}</div>
<div style="display:grid;grid-template-columns:1fr 1fr;gap:9mm 8mm;margin-top:13mm">${goods.map(card).join('')}</div>${foot}<div class="wave"></div></div>
<div class="page"><h1>For cafés &amp; kitchens</h1><p class="soft" style="margin-top:2mm">From twelve pieces of a kind. From thirty-six, another 5 % off.</p>
<h2>By the dozen</h2><table><tr><th>Piece</th><th class="n">Shop</th><th class="n">From 12</th></tr>${goods.map(([, name, about, price, dozen]) => `<tr><td><b>${name}</b><br><small>${about}</small></td><td class="n">${price}</td><td class="n"><b>${dozen}</b></td></tr>`).join('')}</table>
<h2>Good to know</h2><p>Stoneware fired at 1,240 °C. Food-safe glazes. Three to five weeks, half up front. Your stamp in the base: $30, once. We replace what breaks on the way.</p>${foot}<div class="wave"></div></div>`,
  }
  return [
    invoice('2207', 'Three weeks', cafeMugs),
    invoice('2211', 'Five weeks', restaurantPlates),
    priceList,
  ]
}
