import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A stack of berry-glazed plates on linen. */
export const berryPlates: Scene = {
  ...plainScene,
  name: 'berry-plates',
  eye: [0.3, 2.3, 4.6],
  target: [0, 0.36, 0],
  zoom: 2.05,
  glsl: /* glsl */ `${room}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  join(d, p.y + 0.012 * sin(p.x * 3.0 + 2.0 * sin(p.z * 2.0)), 1.0);
  join(d, p.z + 3.0, 2.0);
  float level = clamp(floor((p.y - 0.06) / 0.092 + 0.5), 0.0, 6.0);
  for (float k = max(level - 1.0, 0.0); k <= min(level + 1.0, 6.0); k++) {
    vec3 q = p - vec3(0.03 * sin(k * 2.4), 0.02 + 0.092 * k, 0.03 * cos(k * 3.1));
    join(d, plate(q, 1.28), 3.0 + k * 0.01);
  }
  vec3 q = p - vec3(-0.08, 0.7, 0.1);
  for (int i = 0; i < 9; i++) {
    float k = float(i), a = k * 2.4, r = 0.1 * sqrt(k);
    join(d, length(q - vec3(cos(a) * r, 0.0 + 0.03 * sin(k), sin(a) * r)) - 0.085, 4.0 + 0.04 * k);
  }
  vec3 l = q - vec3(0.42, 0.02, -0.05);
  l.xz = turn(0.4) * l.xz; l.y -= 0.15 * l.x * l.x;
  join(d, ball(l, vec3(0.24, 0.018, 0.1)), 5.0);
  l = q - vec3(0.3, 0.03, 0.26);
  l.xz = turn(-0.6) * l.xz; l.y -= 0.2 * l.x * l.x;
  join(d, ball(l, vec3(0.2, 0.018, 0.085)), 5.0);
  vec3 b = p - vec3(1.75, 0, -1.0);
  join(d, pot(b, 0.55, vec4(0.3, 0.75, 0.72, 0.74), 0.028), 3.5);
  vec3 c = p - vec3(-1.75, 0, -1.2);
  join(d, pot(c, 1.25, vec4(0.4, 0.56, 0.22, 0.3), 0.03), 6.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) {
    float weave = 0.5 + 0.25 * sin(p.x * 190.0) * sin(p.z * 190.0);
    color = vec3(0.66, 0.6, 0.5) * (0.85 + 0.2 * weave) * (0.92 + 0.14 * cloud(p * 2.0));
    float stripe = smoothstep(0.02, 0.0, abs(abs(p.x + 0.15 * p.z - 1.9) - 0.06) - 0.025);
    color = mix(color, vec3(0.25, 0.3, 0.4), stripe * 0.7); gloss = 0.0;
  }
  else if (id < 2.5) { color = plaster(p, vec3(0.36, 0.39, 0.36)); gloss = 0.0; }
  else if (id < 3.8) {
    float r = length(p.xz), c = cloud(p * vec3(4, 9, 4));
    color = mix(vec3(0.2, 0.02, 0.07), vec3(0.36, 0.045, 0.12), c + 0.2 * sin(r * 40.0) * step(id, 3.4));
    float rim = smoothstep(1.2, 1.26, r + 0.03 * c) * step(id, 3.4);
    color = mix(color, vec3(0.55, 0.36, 0.24), rim * 0.75);
    color = speckle(p, color, vec3(0.05, 0.01, 0.03), 0.5);
    rough = 0.08; gloss = 0.05;
  }
  else if (id < 4.9) { color = mix(vec3(0.03, 0.04, 0.12), vec3(0.12, 0.02, 0.08), fract(id * 7.0)); rough = 0.25; gloss = 0.04; }
  else if (id < 5.5) { color = mix(vec3(0.07, 0.16, 0.05), vec3(0.14, 0.26, 0.09), noise(p * 12.0)); rough = 0.3; gloss = 0.03; }
  else { color = speckle(p, vec3(0.72, 0.66, 0.57), vec3(0.25, 0.16, 0.1), 0.6); rough = 0.2; gloss = 0.04; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
