import { plainScene, room } from '../scene.ts'
import { whale } from '../whale.ts'
import type { Scene } from '../scene.ts'

/** Dusk on a window sill: a ginger cat leans over the whale. */
export const whaleAtHome: Scene = {
  ...plainScene,
  name: 'whale-at-home',
  eye: [-1.1, 1.7, 5],
  target: [0.1, 0.98, -0.1],
  zoom: 2.05,
  lightAt: [-3, 3.6, 3],
  lightSize: [0.7, 0.7, 1.2],
  lightColor: [25, 17, 9],
  exposure: 1.05,
  glsl: /* glsl */ `${room}${whale}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  join(d, smax(p.y, p.z * 0.2 - 1.0, 0.02), 1.0);
  vec3 f = p - vec3(0, 2.0, -1.6);
  f.x = abs(abs(f.x) - 1.15) - 1.15;
  join(d, box(f, vec3(0.07, 3.0, 0.08), 0.02), 2.0);
  join(d, box(p - vec3(0, 2.35, -1.6), vec3(4, 0.06, 0.07), 0.02), 2.0);
  join(d, box(p - vec3(0, 0.06, -1.6), vec3(4, 0.1, 0.12), 0.02), 2.0);
  vec2 w = whalePot(p);
  join(d, w.x, w.y);
  vec3 h = p - vec3(-0.02, 1.42, -0.46);
  float away = length(h - vec3(0.3, -0.4, -0.2)) - 1.5;
  if (away > 0.3) { join(d, away, 20.0); return d; }
  h.xy = turn(0.16) * h.xy;
  vec3 m = vec3(abs(h.x), h.yz);
  float cat = ball(h, vec3(0.42, 0.35, 0.33));
  cat = smin(cat, ball(m - vec3(0.13, -0.12, 0.22), vec3(0.17, 0.13, 0.15)), 0.1);
  cat = smin(cat, max(rod(m, vec3(0.27, 0.2, 0.0), vec3(0.37, 0.52, 0.02), 0.17, 0.02), abs(m.z - 0.02) - 0.07), 0.06);
  cat = smin(cat, ball(p - vec3(0.55, 0.75, -0.85), vec3(0.75, 0.75, 0.42)), 0.25);
  vec3 paw = p - vec3(-0.12, 1.05, -0.02);
  paw.x = abs(paw.x) - 0.26;
  cat = smin(cat, rod(paw, vec3(0.08, -0.1, -0.6), vec3(0, 0.03, 0.02), 0.13, 0.11), 0.05);
  join(d, cat * 0.9, 20.0);
  join(d, length(m - vec3(0.16, 0.03, 0.265)) - 0.075, 21.0);
  join(d, ball(h - vec3(0, -0.06, 0.37), vec3(0.05, 0.035, 0.04)), 22.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = vec3(0.72, 0.68, 0.62) * (0.92 + 0.1 * cloud(p * 3.0)); rough = 0.3; gloss = 0.03; }
  else if (id < 2.5) { color = vec3(0.7, 0.67, 0.62); rough = 0.3; }
  else if (id < 13.5) whaleSurface(id, p, n, color, rough, gloss);
  else if (id < 20.5) {
    vec3 h = p - vec3(-0.02, 1.42, -0.46);
    float stripe = smoothstep(0.1, 0.6, sin(h.x * 26.0 + 3.0 * cloud(p * 4.0) + h.z * 6.0) * smoothstep(0.05, 0.3, h.y + 0.1)) + 0.6 * smoothstep(0.2, 0.8, sin(h.y * 16.0 + p.x * 9.0 + 4.0 * cloud(p * 3.0))) * step(h.y, -0.3);
    color = mix(vec3(0.62, 0.31, 0.11), vec3(0.36, 0.14, 0.04), clamp(stripe, 0.0, 1.0)) * (0.8 + 0.4 * noise(p * vec3(90, 30, 90)));
    float white = smoothstep(0.24, 0.12, length((h - vec3(0, -0.17, 0.32)) * vec3(0.9, 1.2, 1)));
    white = max(white, smoothstep(-0.06, 0.05, p.z) * step(h.y, -0.2));
    color = mix(color, vec3(0.8, 0.74, 0.66), white);
    n = normalize(n + 0.25 * (vec3(noise(p * 70.0), noise(p * 70.0 + 5.0), noise(p * 70.0 + 9.0)) - 0.5));
    gloss = 0.0;
  }
  else if (id < 21.5) {
    vec3 h = p - vec3(-0.02, 1.42, -0.46);
    h.xy = turn(0.16) * h.xy;
    vec2 e = vec2(abs(h.x) - 0.16, h.y - 0.02);
    float slit = smoothstep(0.028, 0.018, length(e * vec2(1.0, 0.55)));
    color = mix(vec3(0.33, 0.4, 0.06), vec3(0.005), slit); rough = 0.02; gloss = 0.06;
  }
  else { color = vec3(0.6, 0.25, 0.22); rough = 0.3; }
}
vec3 backdrop(vec3 rd) {
  vec3 sky = mix(vec3(0.32, 0.2, 0.2), vec3(0.05, 0.09, 0.19), smoothstep(-0.25, 0.35, rd.y));
  vec2 uv = rd.xy / max(abs(rd.z), 0.1) * 15.0, cell = floor(uv);
  vec2 c = fract(uv) - 0.5 - 0.35 * (vec2(hash(cell), hash(cell + 9.0)) - 0.5);
  float lit = step(0.8, hash(cell + 31.0)) * smoothstep(0.3, 0.26, length(c)) * step(rd.y, 0.02) * step(rd.z, 0.0);
  return sky * 1.2 + lit * mix(vec3(1.4, 0.75, 0.3), vec3(0.9, 0.9, 0.8), hash(cell + 5.0)) * 0.5;
}
`,
}
