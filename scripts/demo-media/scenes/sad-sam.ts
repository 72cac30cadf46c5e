import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A snake plant that has had far too much water, portrait format. */
export const sadSam: Scene = {
  ...plainScene,
  name: 'sad-sam',
  width: 800,
  height: 1000,
  eye: [0.5, 1.9, 4.9],
  target: [0.02, 0.86, 0],
  zoom: 1.85,
  lightAt: [3.0, 3.2, 1.6],
  lightColor: [8.6, 8.6, 8.6],
  glsl: /* glsl */ `${room}
float leafEdge;
float leaf(vec3 p, float spin, float h, float droop, vec2 foot) {
  vec3 q = p - vec3(foot.x, 0.72, foot.y);
  q.xz = turn(spin) * q.xz;
  float d = length(q - vec3(0.2, 0.4, 0)) - 1.25;
  if (d > 0.3) return d;
  float bend = droop * smoothstep(0.0, 1.3, length(q.xy));
  q.xy = turn(bend) * q.xy;
  vec3 c = q - vec3(0, h * 0.5, 0);
  d = ball(c, vec3(0.045, h * 0.56, 0.16)) * 0.55;
  if (d < 0.02) leafEdge = abs(c.z) / (0.16 * sqrt(max(1.0 - c.y * c.y / (h * h * 0.3136), 0.02)));
  return d;
}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -1.9);
  join(d, pot(p, 0.8, vec4(0.42, 0.6, 0.56, 0.6), 0.04), 3.0);
  join(d, disc(p - vec3(0, 0.7, 0), 0.56, 0.02), 4.0);
  float l = length(p - vec3(0, 1.2, 0)) - 1.6;
  if (l < 0.2) {
    l = 1e3;
    for (int i = 0; i < 6; i++) {
      float k = float(i);
      l = min(l, leaf(p, 0.2 + 1.08 * k + 0.2 * sin(k * 7.0), 1.15 + 0.2 * fract(k * 0.618), 0.9 + 1.1 * fract(k * 0.382 + 0.7), 0.16 * vec2(cos(k * 1.08), -sin(k * 1.08))));
    }
  }
  join(d, l, 5.0);
  join(d, disc(p - vec3(0, 0.03, 0), 0.72, 0.03), 6.0);
  join(d, disc(p - vec3(0, 0.065, 0), 0.62, 0.01), 7.0);
  vec3 c = p - vec3(0.98, 0, 0.1);
  float can = max(length(c.xz) - 0.24, abs(c.y - 0.26) - 0.26) - 0.02;
  can = smin(can, rod(c, vec3(-0.2, 0.18, 0.05), vec3(-0.52, 0.6, 0.12), 0.05, 0.03), 0.05);
  vec3 h = c - vec3(0.24, 0.34, 0);
  can = min(can, ring(h, 0.17, 0.03));
  join(d, can, 8.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = vec3(0.7, 0.69, 0.66) * (0.92 + 0.08 * cloud(p * 3.0)); rough = 0.25; gloss = 0.03; }
  else if (id < 2.5) {
    color = plaster(p, vec3(0.62, 0.68, 0.66));
    vec2 t = abs(fract(p.xy * vec2(1.5, 2.6) + vec2(0.5 * step(0.5, fract(p.y * 1.3)), 0)) - 0.5);
    color *= mix(1.0, 0.8, smoothstep(0.485, 0.495, max(t.x, t.y * 1.0))); gloss = 0.03; rough = 0.2;
  }
  else if (id < 3.5) { color = speckle(p, mix(vec3(0.75, 0.68, 0.56), vec3(0.55, 0.32, 0.28), smoothstep(0.3, 0.26, p.y + 0.05 * cloud(p * 5.0))), vec3(0.3, 0.2, 0.14), 0.5); rough = 0.15; gloss = 0.045; }
  else if (id < 4.5) { color = soilColor(p) * 0.7; rough = 0.3; gloss = 0.03; }
  else if (id < 5.5) {
    leafEdge = 0.0; map(p);
    float bands = smoothstep(0.35, 0.65, cloud(vec3(p.x * 2.0, p.y * 11.0, p.z * 2.0)));
    color = mix(vec3(0.06, 0.12, 0.05), vec3(0.2, 0.27, 0.14), bands);
    color = mix(color, vec3(0.55, 0.5, 0.16), smoothstep(0.72, 0.86, leafEdge));
    color = mix(color, vec3(0.42, 0.33, 0.12), 0.55 * smoothstep(0.5, 0.75, cloud(p * 2.2 + 6.0)));
    rough = 0.3; gloss = 0.03;
  }
  else if (id < 6.5) { color = terracotta(p); gloss = 0.01; }
  else if (id < 7.5) { color = vec3(0.12, 0.09, 0.06); rough = 0.02; gloss = 0.06; }
  else { color = vec3(0.1, 0.24, 0.3); rough = 0.2; gloss = 0.06; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
