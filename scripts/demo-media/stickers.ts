/** A sticker's drawing; the renderer adds the white die-cut edge and the soft shadow. */
export interface Sticker {
  name: string
  drawing: string
}

const heart = (x: number, y: number, scale: number, turn: number, color: string) =>
  `<path transform="translate(${x} ${y}) rotate(${turn}) scale(${scale})" fill="${color}" d="M0 30C-44-2-38-40-14-40-4-40 0-32 0-26 0-32 4-40 14-40 38-40 44-2 0 30Z"/>`

const whaleLove: Sticker = {
  name: 'whale-love',
  drawing: `
<defs><radialGradient id="sea" cx=".35" cy=".2" r=".95"><stop offset="0" stop-color="#7cb6cc"/><stop offset=".55" stop-color="#3d83a3"/><stop offset="1" stop-color="#235a7a"/></radialGradient></defs>
<path fill="url(#sea)" d="M58 318C50 214 132 150 238 156c76 4 116 58 170 56 30-1 42-24 40-52-30-4-58-22-62-58 34-4 58 12 70 36 4-28 24-50 58-52 6 42-18 66-46 74 6 30 8 60 2 92-16 92-102 152-220 152C134 404 66 374 58 318Z" transform="translate(-16 18)"/>
<path fill="#f3e8d4" d="M44 344c58 26 136 22 196-12 70 26 138 26 196-6-28 60-100 96-182 96C130 422 60 396 44 344Z"/>
<g stroke="#d9c5a4" stroke-width="5" fill="none" stroke-linecap="round"><path d="M86 378c70 20 140 14 190-8"/><path d="M128 400c58 10 108 6 158-10"/></g>
<path fill="#2f6f90" d="M236 318c14 48 50 74 86 68 2-40-28-72-70-78Z"/>
<path d="M44 340c54 22 116 14 156-22" fill="none" stroke="#12303f" stroke-width="9" stroke-linecap="round"/>
<path d="M92 286q18-26 38 0" fill="none" stroke="#12303f" stroke-width="10" stroke-linecap="round"/>
<ellipse cx="176" cy="300" rx="24" ry="15" fill="#e58a84" opacity=".75"/>
<g fill="#1f4f6c" opacity=".4"><circle cx="250" cy="214" r="7"/><circle cx="290" cy="250" r="5"/><circle cx="214" cy="240" r="5"/><circle cx="336" cy="288" r="6"/><circle cx="378" cy="262" r="5"/></g>
<path d="M120 212c26-22 58-30 92-28" stroke="#bfe0ea" stroke-width="11" fill="none" stroke-linecap="round" opacity=".8"/>
${heart(196, 112, 1.05, -12, '#e0525f')}${heart(262, 70, 0.7, 14, '#ee7f86')}${heart(140, 66, 0.56, -22, '#f3a0a0')}`,
}

const leaf = (d: string, color: string) => `<path fill="${color}" d="${d}"/>`

const happyPot: Sticker = {
  name: 'happy-pot',
  drawing: `
<defs><linearGradient id="clay" x1="0" x2="1"><stop offset="0" stop-color="#e08a5d"/><stop offset=".5" stop-color="#c9683f"/><stop offset="1" stop-color="#a34c2b"/></linearGradient></defs>
<g fill="none" stroke="#b45a35" stroke-width="22" stroke-linecap="round"><path d="M128 320C84 300 62 262 58 214"/><path d="M384 320c44-20 66-58 70-106"/></g>
<circle cx="57" cy="206" r="18" fill="#c9683f"/><circle cx="455" cy="206" r="18" fill="#c9683f"/>
<path d="M256 214c-4-40 0-70 2-96" stroke="#3f7a43" stroke-width="13" fill="none" stroke-linecap="round"/>
${leaf('M258 150c-20-58-76-76-124-62 14 50 66 82 124 62Z', '#5fa052')}${leaf('M258 130c14-62 70-92 122-80-8 56-60 96-122 80Z', '#78b95f')}${leaf('M252 190c-28-22-62-18-84 2 22 24 58 26 84-2Z', '#4b8c48')}
<g stroke="#3f7a43" stroke-width="4" fill="none" opacity=".7"><path d="M250 144c-30-10-62-26-92-46"/><path d="M266 122c30-16 62-36 92-62"/></g>
<path fill="url(#clay)" d="M124 262h264l-34 166c-4 20-18 30-40 30H198c-22 0-36-10-40-30Z"/>
<rect x="106" y="206" width="300" height="72" rx="20" fill="url(#clay)"/>
<path d="M124 280h264l-3 16H127Z" fill="#7d3719" opacity=".35"/>
<path d="M132 224c30-6 60-7 96-7" stroke="#f6bf9b" stroke-width="9" fill="none" stroke-linecap="round" opacity=".8"/>
<g fill="#3a1a10"><ellipse cx="208" cy="338" rx="13" ry="17"/><ellipse cx="304" cy="338" rx="13" ry="17"/></g>
<circle cx="212" cy="331" r="5" fill="#fff"/><circle cx="308" cy="331" r="5" fill="#fff"/>
<path d="M222 366c8 44 60 44 68 0Z" fill="#5c1d17"/><path d="M238 388c10 14 26 14 36 0-10-9-26-9-36 0Z" fill="#ef8a84"/>
<ellipse cx="174" cy="368" rx="20" ry="12" fill="#f4a489" opacity=".8"/><ellipse cx="338" cy="368" rx="20" ry="12" fill="#f4a489" opacity=".8"/>
<g fill="#f2c14e"><path d="M70 128l8 18 18 8-18 8-8 18-8-18-18-8 18-8Z"/><path d="M440 108l7 15 15 7-15 7-7 15-7-15-15-7 15-7Z"/></g>`,
}

export const stickers: readonly Sticker[] = [whaleLove, happyPot]
