import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A moss-green mug of coffee beside a window. */
export const mossMug: Scene = {
  ...plainScene,
  name: 'moss-mug',
  eye: [0.6, 1.9, 4.1],
  target: [0.05, 0.46, 0],
  zoom: 2.3,
  glsl: /* glsl */ `${room}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -2.6);
  float mug = pot(p, 0.95, vec4(0.44, 0.56, 0.5, 0.52), 0.03);
  vec3 h = p - vec3(0.5, 0.5, 0);
  h.x *= 0.85;
  mug = smin(mug, max(ring(h, 0.24, 0.055), 0.0 - h.x - 0.02), 0.05);
  join(d, mug, 3.0);
  join(d, disc(p - vec3(0, 0.78, 0), 0.47, 0.01), 4.0);
  vec3 c = p - vec3(-0.95, 0.0, 0.45);
  c.xz = turn(0.5) * c.xz;
  join(d, box(c - vec3(0, 0.028, 0), vec3(0.28, 0.028, 0.24), 0.02), 5.0);
  vec3 k = p - vec3(-0.72, 0.06, 0.78);
  join(d, length(k * vec3(1, 1, 1)) - 0.07, 6.0);
  vec3 b = p - vec3(-1.5, 0, -1.15);
  join(d, pot(b, 1.1, vec4(0.3, 0.72, 0.5, 0.28), 0.03), 7.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p, vec3(0.46, 0.3, 0.18), vec3(0.27, 0.16, 0.09)); rough = 0.35; gloss = 0.03; }
  else if (id < 2.5) { color = plaster(p, vec3(0.72, 0.66, 0.57)); gloss = 0.0; }
  else if (id < 3.5) {
    float edge = smoothstep(0.16, 0.24, p.y + 0.04 * cloud(p * 5.0) * 2.0 - 0.02);
    vec3 moss = mix(vec3(0.16, 0.25, 0.12), vec3(0.035, 0.1, 0.06), smoothstep(0.2, 1.0, p.y + 0.35 * cloud(p * 3.0)));
    float rim = smoothstep(0.9, 0.945, p.y);
    moss = mix(moss, vec3(0.38, 0.27, 0.14), rim * 0.8);
    color = mix(speckle(p, vec3(0.52, 0.42, 0.31), vec3(0.16, 0.1, 0.06), 0.7), speckle(p, moss, vec3(0.03, 0.04, 0.02), 0.5), edge);
    n = normalize(n + 0.05 * edge * vec3(0, sin(p.y * 60.0 + 2.0 * noise(p * 3.0)), 0));
    rough = mix(0.5, 0.06, edge); gloss = mix(0.02, 0.05, edge);
  }
  else if (id < 4.5) {
    float foam = smoothstep(0.3, 0.47, length(p.xz + vec2(0.03, 0.02)) + 0.12 * noise(p * 11.0));
    color = mix(vec3(0.09, 0.038, 0.014), vec3(0.5, 0.3, 0.15), foam); rough = 0.05; gloss = 0.03;
  }
  else if (id < 5.5) { color = vec3(0.62, 0.5, 0.36) * (0.8 + 0.3 * noise(p * 18.0)); rough = 0.6; gloss = 0.01; }
  else if (id < 6.5) { color = vec3(0.35, 0.09, 0.06); rough = 0.2; }
  else { color = speckle(p, vec3(0.74, 0.67, 0.56), vec3(0.25, 0.15, 0.1), 0.6); rough = 0.25; gloss = 0.03; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
