import { bowlLettering } from '../ink.ts'
import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A heavy bowl lettered KRÅKAN, and a ball that belongs to him. */
export const dogBowl: Scene = {
  ...plainScene,
  name: 'dog-bowl',
  eye: [0.2, 1.75, 4.3],
  target: [0.22, 0.36, 0],
  zoom: 1.9,
  ink: bowlLettering,
  glsl: /* glsl */ `${room}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -2.2);
  join(d, pot(p, 0.62, vec4(1.16, 1.05, 0.96, 0.98), 0.055), 3.0);
  float heap = length(p.xz) - 1.0;
  if (p.y > 0.2 && p.y < 0.75 && heap < 0.1) {
    for (int i = 0; i < 2; i++) {
      vec2 g = p.xz / 0.15 + 0.5 * float(i), c = floor(g + 0.5);
      vec3 q = vec3((g.x - c.x) * 0.15, p.y - 0.4 - 0.05 * hash(c + float(i) * 7.0) - 0.08 * exp(-dot(c, c) * 0.06), (g.y - c.y) * 0.15);
      float k = length(q * vec3(1, 1.2, 1)) - 0.068;
      join(d, max(k, length(c) * 0.15 - 0.84) * 0.8, 4.0 + 0.4 * hash(c));
    }
  }
  join(d, disc(p - vec3(0, 0.36, 0), 0.95, 0.02), 4.2);
  vec3 b = p - vec3(1.5, 0.3, -0.15);
  join(d, length(b) - 0.3, 5.0);
  vec3 r = p - vec3(0, 0, -0.1);
  join(d, box(r - vec3(0.1, 0.012, 0), vec3(2.1, 0.016, 1.15), 0.01), 6.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p, vec3(0.6, 0.47, 0.33), vec3(0.42, 0.3, 0.2)); rough = 0.25; gloss = 0.03; }
  else if (id < 2.5) {
    color = p.y > 0.75 ? plaster(p, vec3(0.5, 0.6, 0.64)) : vec3(0.72, 0.7, 0.66); gloss = 0.02; rough = 0.3;
    color *= mix(0.6, 1.0, smoothstep(0.0, 0.02, abs(p.y - 0.75)));
  }
  else if (id < 3.5) {
    vec3 oat = speckle(p, vec3(0.74, 0.66, 0.53), vec3(0.28, 0.17, 0.1), 0.65);
    float a = atan(p.x, p.z);
    vec2 uv = vec2(a / 2.3 + 0.5, (p.y - 0.06) / 0.5);
    float mark = uv.x > 0.0 && uv.x < 1.0 && uv.y > 0.0 && uv.y < 1.0 && length(p.xz) > 0.9 ? texture(ink, uv).a : 0.0;
    vec3 cobalt = mix(vec3(0.02, 0.05, 0.24), vec3(0.06, 0.14, 0.42), cloud(p * 9.0));
    color = mix(oat, cobalt, mark);
    color = mix(color, cobalt, smoothstep(0.585, 0.6, p.y) * 0.9);
    n = normalize(n + 0.04 * vec3(0, sin(p.y * 70.0), 0)); rough = 0.1; gloss = 0.045;
  }
  else if (id < 4.5) { color = mix(vec3(0.2, 0.09, 0.035), vec3(0.36, 0.18, 0.07), (id - 4.0) * 2.5) * (0.7 + 0.5 * noise(p * 30.0)); gloss = 0.0; }
  else if (id < 5.5) {
    vec3 b = normalize(p - vec3(1.5, 0.3, -0.15));
    b.xy = turn(0.7) * b.xy;
    float seam = smoothstep(0.09, 0.05, abs(b.y - 0.45 * sin(atan(b.z, b.x) * 2.0)));
    color = mix(vec3(0.55, 0.62, 0.09), vec3(0.8, 0.8, 0.74), seam) * (0.75 + 0.4 * noise(p * 60.0));
    n = normalize(n + 0.3 * (vec3(noise(p * 80.0), noise(p * 80.0 + 3.0), noise(p * 80.0 + 6.0)) - 0.5)); gloss = 0.0;
  }
  else {
    float stripe = step(0.5, fract(p.x * 1.6 + 0.25)) * 0.0 + smoothstep(0.03, 0.02, abs(abs(p.x - 0.1) - 1.85)) + smoothstep(0.03, 0.02, abs(abs(p.x - 0.1) - 1.72));
    color = mix(vec3(0.3, 0.36, 0.38), vec3(0.75, 0.7, 0.6), clamp(stripe, 0.0, 1.0)) * (0.8 + 0.2 * sin(p.x * 150.0) * sin(p.z * 150.0)); gloss = 0.0;
  }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
