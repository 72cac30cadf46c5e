import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** Three small pots in three glazes, a rosette in each. */
export const succulentTrio: Scene = {
  ...plainScene,
  name: 'succulent-trio',
  eye: [0.5, 2.3, 4.2],
  target: [0.05, 0.45, 0],
  zoom: 1.93,
  glsl: /* glsl */ `${room}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -2.2);
  for (int i = 0; i < 3; i++) {
    float k = float(i);
    vec3 q = p - vec3(-1.0 + 1.0 * k, 0, k == 1.0 ? 0.25 : -0.1);
    join(d, pot(q, 0.62, vec4(0.3, 0.42, 0.42, 0.43), 0.03), 3.0 + k * 0.1);
    join(d, disc(q - vec3(0, 0.53, 0), 0.41, 0.02), 4.0);
    join(d, rosette(q - vec3(0, 0.6, 0), 0.47 - 0.03 * k, k * 1.3), 5.0 + k * 0.1);
  }
  vec3 s = p - vec3(0.95, 0.0, 0.85);
  s.xz = turn(0.7) * s.xz;
  join(d, rod(s, vec3(-0.5, 0.05, 0), vec3(0.1, 0.05, 0), 0.04, 0.05), 6.0);
  join(d, max(ball(s - vec3(0.32, 0.06, 0), vec3(0.24, 0.06, 0.11)), 0.0 - s.y), 7.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p, vec3(0.55, 0.4, 0.27), vec3(0.36, 0.24, 0.15)); rough = 0.4; gloss = 0.02; }
  else if (id < 2.5) { color = plaster(p, vec3(0.6, 0.63, 0.57)); gloss = 0.0; }
  else if (id < 3.9) {
    float edge = smoothstep(0.13, 0.17, p.y + 0.03 * cloud(p * 6.0));
    vec3 glaze = id < 3.05 ? vec3(0.56, 0.27, 0.22) : id < 3.15 ? mix(vec3(0.1, 0.2, 0.1), vec3(0.04, 0.1, 0.06), p.y * 1.6) : vec3(0.62, 0.68, 0.7);
    color = mix(speckle(p, vec3(0.55, 0.44, 0.33), vec3(0.2, 0.12, 0.08), 0.6), speckle(p, glaze * (0.85 + 0.3 * cloud(p * 4.0)), glaze * 0.3, 0.5), edge);
    rough = mix(0.5, 0.1, edge); gloss = mix(0.01, 0.045, edge);
  }
  else if (id < 4.5) { color = mix(soilColor(p), vec3(0.5, 0.46, 0.4), step(0.66, noise(p * 34.0))); gloss = 0.0; }
  else if (id < 5.9) {
    float k = floor((id - 5.0) * 10.0 + 0.5);
    vec3 c = p - vec3(-1.0 + k, 0.6, k == 1.0 ? 0.25 : -0.1);
    float tip = smoothstep(0.12, 0.48, length(c));
    vec3 inner = k < 0.5 ? vec3(0.2, 0.36, 0.26) : k < 1.5 ? vec3(0.3, 0.36, 0.42) : vec3(0.3, 0.42, 0.14);
    vec3 outer = k < 0.5 ? vec3(0.3, 0.42, 0.34) : k < 1.5 ? vec3(0.5, 0.34, 0.45) : vec3(0.55, 0.26, 0.14);
    color = mix(inner, outer, tip) * (0.9 + 0.2 * noise(p * 20.0)); rough = 0.5; gloss = 0.02;
  }
  else if (id < 6.5) { color = vec3(0.42, 0.25, 0.12); rough = 0.3; gloss = 0.03; }
  else { color = vec3(0.3, 0.3, 0.3); rough = 0.15; gloss = 0.4; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
