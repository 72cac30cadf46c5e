import { plainScene, room } from '../scene.ts'
import { whale } from '../whale.ts'
import type { Scene } from '../scene.ts'

/** The Wonky Whale with string-of-pearls on a pale table. */
export const wonkyWhale: Scene = {
  ...plainScene,
  name: 'wonky-whale',
  eye: [-1.5, 1.75, 4.6],
  target: [0.16, 0.6, 0],
  zoom: 2.15,
  glsl: /* glsl */ `${room}${whale}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -2.4);
  vec2 w = whalePot(p);
  join(d, w.x, w.y);
  join(d, pearls(p), 13.0);
  vec3 q = p - vec3(1.75, 0, -1.35);
  join(d, pot(q, 1.5, vec4(0.26, 0.6, 0.2, 0.2), 0.03), 3.0);
  join(d, disc(p - vec3(-1.65, 0.03, -0.9), 0.5, 0.03), 4.0);
  join(d, pot(p - vec3(-1.65, 0.06, -0.9), 0.55, vec4(0.26, 0.34, 0.3, 0.34), 0.025), 5.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p.zyx + 0.4, vec3(0.62, 0.49, 0.35), vec3(0.45, 0.33, 0.22)); rough = 0.4; gloss = 0.02; }
  else if (id < 2.5) { color = plaster(p, vec3(0.68, 0.6, 0.53)); gloss = 0.0; }
  else if (id < 3.5) { color = speckle(p, vec3(0.7, 0.62, 0.5), vec3(0.3, 0.2, 0.12), 0.5); rough = 0.4; gloss = 0.03; }
  else if (id < 4.5) { color = vec3(0.5, 0.34, 0.2) * (0.7 + 0.4 * noise(p * 30.0)); gloss = 0.0; }
  else if (id < 5.5) { color = terracotta(p); rough = 0.6; gloss = 0.01; }
  else whaleSurface(id, p, n, color, rough, gloss);
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
