import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** Two shelves of freshly fired pots. */
export const kilnShelf: Scene = {
  ...plainScene,
  name: 'kiln-shelf',
  eye: [-0.9, 1.85, 6.0],
  target: [0.05, 1.55, 0],
  zoom: 1.62,
  lightAt: [-3.6, 4.4, 3.4],
  lightColor: [13, 12, 10.5],
  glsl: /* glsl */ `${room}
vec2 shelfPots(vec3 p) {
  float row = p.y > 1.66 ? 1.0 : 0.0;
  if (abs(p.z) > 0.75) return vec2(abs(p.z) - 0.6, 3.0);
  vec2 d = vec2(0.35, 3.0);
  float mid = floor(p.x / 0.78 + 0.5);
  for (float k = mid - 1.0; k <= mid + 1.0; k++) {
    if (abs(k) > 3.0) continue;
    float a = hash(vec2(k, row)), b = hash(vec2(k + 9.0, row)), c = hash(vec2(k + 4.0, row + 3.0));
    vec3 q = p - vec3(k * 0.78 + 0.1 * (a - 0.5), row * 1.74 + 0.0, 0.12 * (b - 0.5));
    float h = 0.45 + 0.75 * c;
    vec4 r = vec4(0.2, 0.38 + 0.14 * a, a > 0.5 ? 0.14 + 0.2 * b : 0.36, 0.17 + 0.17 * b);
    join(d, pot(q, h, r, 0.025), 3.0);
    if (fract(a * 7.0) > 0.62) join(d, rosette(q - vec3(0, h - 0.02, 0), r.w + 0.1, k), 4.0);
  }
  return d;
}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  join(d, p.z + 0.75, 2.0);
  vec3 s = p - vec3(0, -0.05, 0);
  s.y = s.y > 0.9 ? s.y - 1.74 : s.y;
  join(d, min(box(s, vec3(3.6, 0.05, 0.55), 0.012), 0.5), 1.0);
  join(d, box(p - vec3(0, 3.45, 0), vec3(3.6, 0.05, 0.55), 0.012), 1.0);
  vec3 u = vec3(abs(p.x) - 2.72, p.y, abs(p.z) - 0.47);
  join(d, box(u, vec3(0.045, 8.0, 0.045), 0.01), 5.0);
  vec2 t = shelfPots(p);
  join(d, t.x, t.y);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p.zyx * 1.0 + 0.3, vec3(0.52, 0.37, 0.24), vec3(0.34, 0.22, 0.13)); rough = 0.5; gloss = 0.01; }
  else if (id < 2.5) {
    vec2 g = p.xy * vec2(1.1, 3.2); g.x += 0.5 * step(0.5, fract(g.y * 0.5));
    vec2 e = abs(fract(g) - 0.5);
    color = vec3(0.62, 0.58, 0.53) * (0.85 + 0.25 * hash(floor(g))) * (0.9 + 0.2 * cloud(p * 5.0));
    color *= mix(1.0, 0.72, smoothstep(0.455, 0.48, max(e.x + 0.03, e.y)));
    gloss = 0.0;
  }
  else if (id < 3.5) {
    float row = p.y > 1.66 ? 1.0 : 0.0, k = floor(p.x / 0.78 + 0.5), pick = floor(hash(vec2(k + 2.0, row + 6.0)) * 7.0);
    vec3 g = pick < 1.0 ? vec3(0.05, 0.16, 0.26) : pick < 2.0 ? vec3(0.1, 0.2, 0.1) : pick < 3.0 ? vec3(0.56, 0.25, 0.19) : pick < 4.0 ? vec3(0.7, 0.62, 0.48) : pick < 5.0 ? vec3(0.55, 0.33, 0.07) : pick < 6.0 ? vec3(0.27, 0.04, 0.1) : vec3(0.55, 0.63, 0.64);
    float y = p.y - row * 1.74, dip = 0.16 + 0.3 * hash(vec2(k, row + 11.0)), edge = smoothstep(-0.015, 0.015, y - dip + 0.04 * sin(atan(p.z, p.x - k * 0.78) * 3.0));
    g *= 0.7 + 0.6 * cloud(p * 4.0);
    color = mix(speckle(p, vec3(0.58, 0.47, 0.35), vec3(0.2, 0.12, 0.08), 0.6), speckle(p, g, g * 0.25, 0.5), edge);
    rough = mix(0.5, 0.08, edge); gloss = mix(0.01, 0.05, edge);
  }
  else if (id < 4.5) { color = mix(vec3(0.16, 0.3, 0.16), vec3(0.4, 0.42, 0.28), noise(p * 5.0)); rough = 0.5; gloss = 0.02; }
  else { color = vec3(0.05, 0.05, 0.055); rough = 0.3; gloss = 0.04; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
