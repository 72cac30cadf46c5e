import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A round cactus with a flower and a bad mood. */
export const grumpyGus: Scene = {
  ...plainScene,
  name: 'grumpy-gus',
  eye: [0.7, 1.7, 4.4],
  target: [0.02, 0.93, 0],
  zoom: 1.98,
  glsl: /* glsl */ `${room}
float gus(vec3 p) {
  vec3 c = p - vec3(0, 1.06, 0);
  float a = atan(c.z, c.x), r = length(c);
  float ribs = 0.045 * cos(a * 15.0) * smoothstep(0.05, 0.35, length(c.xz));
  return (length(c * vec3(1, 1.06, 1)) - 0.6 - ribs) * 0.62;
}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -2.2);
  float t = pot(p, 0.72, vec4(0.4, 0.46, 0.52, 0.56), 0.035);
  t = smin(t, smax(abs(length(p.xz) - 0.57) - 0.045, abs(p.y - 0.66) - 0.09, 0.03), 0.02);
  join(d, t, 3.0);
  join(d, disc(p - vec3(0, 0.64, 0), 0.54, 0.02), 4.0);
  join(d, gus(p), 5.0);
  join(d, rosette((p - vec3(0.05, 1.6, 0.05)), 0.25, 0.0), 6.0);
  join(d, length(p - vec3(0.05, 1.74, 0.05)) - 0.05, 7.0);
  vec3 f = p - vec3(0.1, 1.12, 0.0);
  f.xz = turn(0.16) * f.xz;
  vec3 e = vec3(abs(f.x) - 0.17, f.y, f.z - 0.62);
  join(d, length(e) - 0.1, 8.0);
  join(d, length(vec3(abs(f.x) - 0.155, f.y - 0.005, f.z - 0.7)) - 0.045, 9.0);
  join(d, rod(vec3(abs(f.x), f.yz), vec3(0.06, 0.1, 0.71), vec3(0.27, 0.18, 0.66), 0.026, 0.018), 9.0);
  join(d, rod(vec3(abs(f.x), f.yz), vec3(0.0, -0.2, 0.66), vec3(0.12, -0.24, 0.645), 0.02, 0.016), 9.0);
  for (int i = 0; i < 7; i++) {
    float k = float(i), a = k * 2.1 + 0.4;
    vec3 s = vec3(cos(a) * (0.9 + 0.25 * sin(k * 3.0)), 0.035, sin(a) * (0.8 + 0.2 * cos(k * 2.0)) + 0.1);
    join(d, ball(p - s, vec3(0.09, 0.05, 0.07)), 10.0 + k * 0.05);
  }
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p, vec3(0.5, 0.34, 0.22), vec3(0.3, 0.18, 0.1)); rough = 0.4; gloss = 0.02; }
  else if (id < 2.5) { color = plaster(p, vec3(0.66, 0.48, 0.36)); gloss = 0.0; }
  else if (id < 3.5) { color = terracotta(p); n = normalize(n + 0.04 * vec3(0, sin(p.y * 90.0), 0)); gloss = 0.0; }
  else if (id < 4.5) { color = mix(soilColor(p), vec3(0.55, 0.5, 0.44), step(0.62, noise(p * 30.0))); gloss = 0.0; }
  else if (id < 5.5) {
    vec3 c = p - vec3(0, 1.06, 0);
    float a = atan(c.z, c.x), ridge = cos(a * 15.0);
    color = mix(vec3(0.05, 0.13, 0.06), vec3(0.16, 0.3, 0.12), smoothstep(-0.8, 0.9, ridge) * (0.7 + 0.4 * cloud(p * 5.0)));
    vec2 cell = vec2((fract(a * 15.0 / (2.0 * PI) + 0.5) - 0.5) * 0.9, (fract(c.y * 8.0 + 0.5 * step(0.5, fract(a * 7.5 / (2.0 * PI)))) - 0.5) * 0.5);
    float star = smoothstep(0.1, 0.05, length(cell)) + 0.8 * smoothstep(0.05, 0.02, abs(cell.x * cell.y) * 8.0) * smoothstep(0.28, 0.2, length(cell));
    color = mix(color, vec3(0.82, 0.76, 0.6), clamp(star, 0.0, 1.0) * smoothstep(0.3, 0.9, ridge));
    gloss = 0.01; rough = 0.5;
  }
  else if (id < 6.5) { vec3 c = p - vec3(0.05, 1.6, 0.05); color = mix(vec3(0.85, 0.55, 0.6), vec3(0.78, 0.12, 0.32), smoothstep(0.02, 0.24, length(c.xz))); gloss = 0.01; rough = 0.5; }
  else if (id < 7.5) { color = vec3(0.9, 0.65, 0.1); gloss = 0.0; }
  else if (id < 8.5) { color = vec3(0.88, 0.86, 0.82); rough = 0.05; gloss = 0.05; }
  else if (id < 9.5) { color = vec3(0.015, 0.013, 0.012); rough = 0.1; gloss = 0.05; }
  else { color = vec3(0.5, 0.47, 0.43) * (0.5 + fract(id * 40.0) * 0.6); gloss = 0.02; rough = 0.3; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
