import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A tall crackled vase with a bare branch, portrait format. */
export const driftwoodVase: Scene = {
  ...plainScene,
  name: 'driftwood-vase',
  width: 800,
  height: 1000,
  eye: [0.5, 1.75, 5.4],
  target: [0.08, 1.62, 0],
  zoom: 1.5,
  lightAt: [-3.4, 3.2, 1.4],
  glsl: /* glsl */ `${room}
float branch(vec3 p) {
  float d = length(p - vec3(0.1, 2.4, 0)) - 1.5;
  if (d > 0.3) return d;
  p.x += 0.05 * sin(p.y * 5.0);
  d = rod(p, vec3(0, 1.2, 0), vec3(0.16, 2.35, 0.05), 0.035, 0.026);
  d = smin(d, rod(p, vec3(0.16, 2.35, 0.05), vec3(0.52, 3.15, 0.0), 0.026, 0.01), 0.03);
  d = smin(d, rod(p, vec3(0.09, 2.05, 0.03), vec3(-0.5, 2.75, 0.2), 0.024, 0.01), 0.03);
  d = smin(d, rod(p, vec3(-0.2, 2.4, 0.1), vec3(-0.28, 2.95, 0.1), 0.015, 0.008), 0.02);
  d = smin(d, rod(p, vec3(0.2, 2.42, 0.05), vec3(0.1, 3.2, -0.15), 0.018, 0.008), 0.02);
  d = smin(d, rod(p, vec3(0.3, 2.66, 0.03), vec3(0.82, 2.8, 0.1), 0.016, 0.007), 0.02);
  return d * 0.85;
}
float buds(vec3 p) {
  float d = length(p - vec3(0.1, 2.8, 0)) - 1.1;
  if (d > 0.3) return d;
  p.x += 0.05 * sin(p.y * 5.0);
  d = 1e3;
  for (int i = 0; i < 9; i++) {
    float t = float(i) / 8.0, w = 0.034 * (0.7 + 0.5 * fract(float(i) * 0.618));
    vec3 o = vec3(0.035 * sin(float(i) * 4.0), 0.0, 0.035 * cos(float(i) * 4.0));
    d = min(d, length(p - mix(vec3(0.2, 2.45, 0.05), vec3(0.52, 3.17, 0), t) - o) - w);
    d = min(d, length(p - mix(vec3(-0.1, 2.3, 0.08), vec3(-0.5, 2.77, 0.2), t) - o) - w);
    d = min(d, length(p - mix(vec3(0.17, 2.6, 0), vec3(0.1, 3.22, -0.15), t) - o) - w);
    d = min(d, length(p - mix(vec3(0.38, 2.68, 0.04), vec3(0.82, 2.81, 0.1), t) - o) - w);
    d = min(d, length(p - mix(vec3(-0.22, 2.5, 0.1), vec3(-0.28, 2.97, 0.1), t) - o) - w);
  }
  return d;
}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -1.7);
  join(d, pot(p, 1.75, vec4(0.3, 0.92, 0.16, 0.22), 0.03), 3.0);
  join(d, branch(p), 4.0);
  join(d, buds(p), 5.0);
  vec3 b = p - vec3(0.95, 0.06, 0.25);
  b.xz = turn(0.3) * b.xz;
  join(d, box(b, vec3(0.42, 0.06, 0.3), 0.015), 6.0);
  b.xz = turn(-0.35) * b.xz;
  join(d, box(b - vec3(0.0, 0.11, 0), vec3(0.36, 0.045, 0.26), 0.015), 7.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p.zyx, vec3(0.24, 0.16, 0.11), vec3(0.12, 0.075, 0.05)); rough = 0.3; gloss = 0.03; }
  else if (id < 2.5) { color = plaster(p, vec3(0.56, 0.55, 0.5)); gloss = 0.0; }
  else if (id < 3.5) {
    float drip = 0.95 + 0.3 * noise(vec3(atan(p.z, p.x) * 5.0, 0, 1)) + 0.12 * noise(vec3(atan(p.z, p.x) * 14.0, 0, 7));
    float glaze = smoothstep(-0.03, 0.03, p.y - drip);
    float crack = smoothstep(0.035, 0.0, abs(cloud(p * 7.0) - 0.5)) + smoothstep(0.025, 0.0, abs(noise(p * 15.0 + 4.0) - 0.5)) * 0.6;
    vec3 white = mix(vec3(0.78, 0.74, 0.66), vec3(0.25, 0.2, 0.16), clamp(crack, 0.0, 1.0) * 0.45);
    vec3 sea = mix(vec3(0.05, 0.16, 0.2), vec3(0.16, 0.34, 0.36), cloud(p * 3.0)) * mix(0.6, 1.0, smoothstep(0.0, 0.12, p.y - drip));
    color = mix(white, sea, glaze);
    rough = mix(0.3, 0.06, glaze); gloss = 0.045;
  }
  else if (id < 4.5) { color = vec3(0.2, 0.14, 0.1) * (0.6 + 0.7 * noise(p * vec3(30, 8, 30))); gloss = 0.0; }
  else if (id < 5.5) { color = mix(vec3(0.85, 0.8, 0.72), vec3(0.8, 0.6, 0.55), noise(p * 14.0)); gloss = 0.0; }
  else if (id < 6.5) { color = abs(p.y - 0.06) < 0.045 && fract(p.y * 90.0) < 0.5 ? vec3(0.7, 0.64, 0.54) : vec3(0.34, 0.12, 0.09); gloss = 0.02; rough = 0.4; }
  else { color = abs(p.y - 0.17) < 0.03 && fract(p.y * 90.0) < 0.5 ? vec3(0.7, 0.64, 0.54) : vec3(0.1, 0.18, 0.2); gloss = 0.02; rough = 0.4; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
