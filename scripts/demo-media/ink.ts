import { fontFace } from './font.ts'

const lettering = 'font-family="Inter" font-weight="700"'

/** Felt-pen whale, address label and a fragile mark for the front of the parcel. */
export const parcelDrawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="512" viewBox="0 0 1024 512"><style>${fontFace}</style>
<g fill="none" stroke="#1c2a38" stroke-width="11" stroke-linecap="round" stroke-linejoin="round">
<path d="M70 330c-8-86 70-150 172-146 78 3 118 44 168 48 34 2 52-22 54-60"/>
<path d="M464 172c-26-8-46-26-48-54 26 0 44 14 52 34 4-22 22-38 48-40 2 30-20 52-52 60"/>
<path d="M70 330c6 62 84 86 176 80 104-6 190-60 218-206"/>
<path d="M70 330c58 22 128 14 176-26"/><path d="M246 352c8 40 38 62 74 60 4-32-20-58-54-64"/>
<path d="M214 172c-4-40-2-60 0-76M214 96c-8-22-26-28-42-22M214 96c6-24 24-32 44-26"/>
</g><circle cx="152" cy="284" r="12" fill="#1c2a38"/>
<rect x="770" y="296" width="216" height="150" rx="6" fill="#f4efe4"/>
<g ${lettering} fill="#2a2f35"><text x="788" y="336" font-size="30">WP-2231</text></g>
<g stroke="#2a2f35" stroke-width="6" opacity=".75"><path d="M790 362h150M790 386h120M790 410h136"/></g>
<g ${lettering} fill="#a5301f" transform="translate(492 446) rotate(-4)"><text font-size="42">FRAGILE</text></g>
</svg>`

/** Cobalt brush letters for a dog called The Crow. */
export const bowlLettering = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="512" viewBox="0 0 1024 512"><style>${fontFace}</style>
<text x="512" y="384" text-anchor="middle" font-size="240" textLength="930" lengthAdjust="spacingAndGlyphs" ${lettering}
 fill="#16307a" stroke="#16307a" stroke-width="10" stroke-linejoin="round">KRÅKAN</text>
</svg>`
