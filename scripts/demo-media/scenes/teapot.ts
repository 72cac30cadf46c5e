import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A very old brown teapot with a saucer where the lid should be. */
export const teapot: Scene = {
  ...plainScene,
  name: 'teapot',
  eye: [0.2, 1.75, 4.5],
  target: [0.05, 0.6, 0],
  zoom: 2.1,
  lightAt: [3.1, 3.2, 1.8],
  lightColor: [9.6, 8.4, 6.6],
  glsl: /* glsl */ `${room}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -2.2);
  vec3 q = p - vec3(0, 0.08, 0);
  float t = smax(ball(q - vec3(0, 0.5, 0), vec3(0.74, 0.6, 0.74)), -q.y, 0.06);
  t = smin(t, smax(length(q.xz) - 0.4, abs(q.y - 1.04) - 0.06, 0.03), 0.06);
  t = smin(t, smax(length(q.xz) - 0.46, abs(q.y - 0.02) - 0.05, 0.03), 0.05);
  float spout = rod(q, vec3(-0.6, 0.4, 0), vec3(-0.95, 0.68, 0), 0.17, 0.1);
  spout = smin(spout, rod(q, vec3(-0.95, 0.68, 0), vec3(-1.14, 1.0, 0), 0.1, 0.07), 0.12);
  t = smin(t, spout, 0.1);
  t = smax(t, -rod(q, vec3(-1.08, 0.92, 0), vec3(-1.2, 1.1, 0), 0.045, 0.05), 0.02);
  vec3 h = q - vec3(0.78, 0.6, 0);
  t = smin(t, max(ring(h * vec3(1, 0.85, 1), 0.33, 0.065), -h.x - 0.16), 0.08);
  join(d, t * 0.9, 3.0);
  join(d, plate(q - vec3(0.02, 1.09, 0), 0.56), 4.0);
  vec3 c = p - vec3(1.5, 0, 0.5);
  join(d, plate(c, 0.52), 4.0);
  join(d, pot(c - vec3(0, 0.05, 0), 0.42, vec4(0.18, 0.36, 0.33, 0.38), 0.02), 4.0);
  join(d, disc(c - vec3(0, 0.38, 0), 0.34, 0.01), 5.0);
  join(d, disc(p - vec3(0, 0.012, 0), 1.25 + 0.05 * cos(atan(p.z, p.x) * 24.0), 0.012) * 0.8, 6.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p, vec3(0.3, 0.16, 0.09), vec3(0.16, 0.08, 0.04)); rough = 0.12; gloss = 0.04; }
  else if (id < 2.5) {
    vec2 g = fract(p.xy * 2.6 + vec2(0.5 * step(0.5, fract(p.y * 1.3)), 0.0)) - 0.5;
    float petal = smoothstep(0.02, 0.0, length(g) - 0.1 - 0.045 * cos(atan(g.y, g.x) * 5.0));
    color = plaster(p, mix(vec3(0.66, 0.58, 0.44), vec3(0.52, 0.3, 0.26), petal * 0.6)); gloss = 0.0;
  }
  else if (id < 3.5) {
    float c = cloud(p * 3.0);
    color = mix(vec3(0.13, 0.05, 0.02), vec3(0.3, 0.13, 0.05), c);
    float band = smoothstep(0.03, 0.015, abs(p.y - 0.82)) + smoothstep(0.02, 0.01, abs(p.y - 0.74));
    color = mix(color, vec3(0.6, 0.5, 0.34), clamp(band, 0.0, 1.0) * 0.75);
    rough = 0.05; gloss = 0.05;
  }
  else if (id < 4.5) {
    float l = min(length(p.xz - vec2(0.02, 0)), length(p.xz - vec2(1.5, 0.5)));
    color = vec3(0.8, 0.77, 0.7);
    color = mix(color, vec3(0.14, 0.22, 0.42), smoothstep(0.02, 0.01, abs(l - 0.47)) * 0.9 + smoothstep(0.014, 0.006, abs(l - 0.42)) * 0.7);
    rough = 0.08; gloss = 0.045;
  }
  else if (id < 5.5) { color = vec3(0.3, 0.1, 0.03); rough = 0.03; gloss = 0.03; }
  else {
    float r = length(p.xz), a = atan(p.z, p.x);
    float lace = smoothstep(0.2, 0.5, sin(a * 24.0) * sin(r * 42.0)) * smoothstep(0.75, 0.9, r);
    color = mix(vec3(0.8, 0.77, 0.71), vec3(0.2, 0.11, 0.06), lace * 0.75); gloss = 0.0;
  }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
