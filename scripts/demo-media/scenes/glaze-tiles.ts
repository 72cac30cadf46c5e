import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** Fifteen glaze samples on a bench, seen from above. */
export const glazeTiles: Scene = {
  ...plainScene,
  name: 'glaze-tiles',
  eye: [0.25, 4.6, 2.3],
  target: [0, 0, 0.04],
  zoom: 1.86,
  lens: 0.02,
  lightAt: [-3.4, 3.2, -1.6],
  glsl: /* glsl */ `${room}
vec2 tileCell(vec3 p) { return clamp(floor(p.xz / vec2(0.68, 0.78) + 0.5), vec2(-2, -1), vec2(2, 1)); }
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  join(d, p.y, 1.0);
  vec2 cell = tileCell(p);
  vec3 q = p - vec3(cell.x * 0.68, 0.055, cell.y * 0.78);
  q.xz = turn((hash(cell) - 0.5) * 0.13) * q.xz;
  float tile = box(q, vec3(0.29, 0.05, 0.34), 0.03);
  tile = smax(tile, 0.04 - length(q.xz - vec2(0, -0.27)), 0.02);
  join(d, min(tile, 0.3), 3.0);
  join(d, rod(p, vec3(-0.9, 0.05, 1.42), vec3(0.55, 0.05, 1.58), 0.035, 0.045), 4.0);
  join(d, ball(p - vec3(0.85, 0.06, 1.6), vec3(0.28, 0.055, 0.06)), 5.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) {
    color = wood(p.zyx * 0.9 + vec3(0.35, 0, 0), vec3(0.4, 0.29, 0.2), vec3(0.24, 0.16, 0.1));
    float dust = smoothstep(0.6, 0.8, cloud(p * 2.3 + 3.0)) * 0.4;
    color = mix(color, vec3(0.6, 0.55, 0.48), dust); rough = 0.5; gloss = 0.01;
  }
  else if (id < 3.5) {
    vec2 cell = tileCell(p);
    vec3 q = p - vec3(cell.x * 0.68, 0.055, cell.y * 0.78);
    float k = cell.x + 2.0 + (cell.y + 1.0) * 5.0;
    vec3 a = 0.5 + 0.5 * cos(6.28318 * (vec3(0.02, 0.36, 0.62) + k * 0.137));
    vec3 glaze = mix(vec3(0.3, 0.22, 0.16), a * a * 0.32, 0.5);
    if (k < 0.5) glaze = vec3(0.72, 0.64, 0.5); if (k == 1.0) glaze = vec3(0.03, 0.07, 0.16); if (k == 3.0) glaze = vec3(0.5, 0.3, 0.06);
    if (k == 5.0) glaze = vec3(0.2, 0.3, 0.36); if (k == 6.0) glaze = vec3(0.62, 0.69, 0.71); if (k == 7.0) glaze = vec3(0.6, 0.28, 0.23);
    if (k == 8.0) glaze = vec3(0.11, 0.21, 0.1); if (k == 9.0) glaze = vec3(0.03, 0.025, 0.025); if (k == 11.0) glaze = vec3(0.3, 0.04, 0.1);
    if (k == 2.0) glaze = vec3(0.24, 0.17, 0.26); if (k == 4.0) glaze = vec3(0.13, 0.3, 0.26); if (k == 10.0) glaze = vec3(0.1, 0.14, 0.28); if (k == 12.0) glaze = vec3(0.3, 0.34, 0.14); if (k == 14.0) glaze = vec3(0.42, 0.16, 0.07);
    if (k == 13.0) glaze = vec3(0.05, 0.2, 0.24);
    float pool = cloud(vec3(q.xz * 6.0 + k * 3.0, k)), drip = smoothstep(-0.02, 0.02, q.z + 0.17 + 0.05 * noise(vec3(q.x * 14.0, k, 1)));
    vec3 c = mix(glaze * 1.25, glaze * 0.55, pool * smoothstep(-0.2, 0.34, q.z));
    c = mix(c, mix(c, vec3(0.5, 0.36, 0.22), 0.5), smoothstep(0.25, 0.285, abs(q.x)));
    vec3 bare = speckle(p, vec3(0.55, 0.44, 0.33), vec3(0.2, 0.12, 0.08), 0.7);
    float low = step(0.015, q.y);
    color = mix(bare, speckle(p, c, c * 0.3, 0.6), drip * low);
    rough = mix(0.5, 0.05 + 0.25 * step(0.5, fract(k * 0.41)), drip); gloss = mix(0.01, 0.05, drip);
    n = normalize(n + drip * 0.05 * (vec3(noise(q * 18.0 + k), 0.5, noise(q * 18.0 + k + 5.0)) - 0.5));
  }
  else if (id < 4.5) { color = vec3(0.5, 0.3, 0.14); rough = 0.3; gloss = 0.03; }
  else { color = mix(vec3(0.25, 0.2, 0.15), vec3(0.08, 0.16, 0.1), smoothstep(0.8, 1.05, p.x)) * (0.7 + 0.5 * noise(p * vec3(8, 60, 60))); gloss = 0.0; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
