import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A ripple bowl that did not survive the post, with its shard and a torn box. */
export const crackedBowl: Scene = {
  ...plainScene,
  name: 'cracked-bowl',
  eye: [0.35, 2.5, 4.2],
  target: [0.14, 0.25, 0.05],
  zoom: 1.95,
  lightAt: [3.0, 3.3, 1.0],
  glsl: /* glsl */ `${room}
float bowl(vec3 p) { return pot(p, 0.72, vec4(0.34, 0.95, 1.0, 1.02), 0.035); }
float wedge(vec3 p) {
  float jag = 0.05 * sin(p.y * 17.0) + 0.03 * sin(p.y * 41.0 + 2.0) + 0.05 * sin(p.x * 12.0);
  return max(max(0.95 * p.x - 0.45 * p.z + jag - 0.1, -0.9 * p.x - 0.6 * p.z + jag + 0.28), 0.22 - p.y + 0.1 * sin(p.x * 9.0) + jag);
}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  join(d, p.y, 1.0);
  join(d, p.z + 2.4, 2.0);
  vec3 q = p - vec3(-0.3, 0, -0.15);
  q.xz = turn(0.25) * q.xz;
  join(d, smax(bowl(q), -wedge(q), 0.012) * 0.85, 3.0);
  vec3 s = p - vec3(0.98, 0.11, 0.66);
  s.xz = turn(0.75) * s.xz;
  s.yz = turn(1.3) * s.yz;
  s += vec3(0.1, 0.5, 0.93);
  join(d, smax(bowl(s), wedge(s), 0.012) * 0.85, 4.0);
  for (int i = 0; i < 6; i++) {
    float k = float(i);
    vec3 c = p - vec3(0.15 + 0.9 * fract(k * 0.618), 0.025, 0.55 + 0.55 * fract(k * 0.382));
    c.xz = turn(k * 1.9) * c.xz; c.xy = turn(0.3) * c.xy;
    join(d, max(box(c, vec3(0.07 + 0.03 * sin(k * 5.0), 0.022, 0.05), 0.01), 0.7 * c.x + 0.7 * c.z - 0.05), 5.0);
  }
  vec3 b = p - vec3(-1.75, 0, -1.5);
  b.xz = turn(0.35) * b.xz;
  float carton = max(box(b - vec3(0, 0.5, 0), vec3(0.8, 0.5, 0.6), 0.02), -box(b - vec3(0, 0.6, 0), vec3(0.77, 0.58, 0.57), 0.01));
  vec3 flap = b - vec3(0.98, 0.93, 0);
  flap.xy = turn(0.75) * flap.xy;
  carton = min(carton, box(flap, vec3(0.26, 0.015, 0.58), 0.008));
  join(d, carton, 6.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p, vec3(0.58, 0.44, 0.3), vec3(0.4, 0.28, 0.18)); rough = 0.35; gloss = 0.03; }
  else if (id < 2.5) { color = plaster(p, vec3(0.63, 0.6, 0.54)); gloss = 0.0; }
  else if (id < 4.5) {
    vec3 q = id < 3.5 ? p - vec3(-0.3, 0, -0.15) : p * 1.3;
    float wave = sin(q.y * 34.0 + 1.6 * sin(atan(q.z, q.x) * 5.0)) * smoothstep(0.25, 0.5, length(q.xz));
    vec3 glaze = mix(vec3(0.1, 0.19, 0.24), vec3(0.22, 0.33, 0.36), smoothstep(-0.6, 0.7, wave + 0.9 * (cloud(p * 4.0) - 0.5)));
    color = speckle(p, glaze, vec3(0.03, 0.03, 0.05), 0.4);
    q.xz = turn(0.25) * q.xz;
    float broken = id < 3.5 ? smoothstep(0.03, 0.015, abs(wedge(q))) : 0.0;
    color = mix(color, vec3(0.7, 0.62, 0.5), broken * 0.9);
    rough = 0.08; gloss = 0.045;
  }
  else if (id < 5.5) { color = n.y > 0.8 ? vec3(0.1, 0.18, 0.3) : vec3(0.68, 0.58, 0.46); rough = 0.2; gloss = 0.03; }
  else { color = vec3(0.5, 0.35, 0.2) * (0.9 + 0.15 * sin(p.y * 5.0 + p.x) * noise(p * 20.0)); gloss = 0.0; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
