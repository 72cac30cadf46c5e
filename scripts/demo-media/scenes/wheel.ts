import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A first pot on the wheel, rising and wobbling; `seconds` runs from 0 to 4 in the video. */
export const wheel: Scene = {
  ...plainScene,
  name: 'wheel',
  width: 400,
  height: 500,
  samples: 4,
  eye: [0.5, 2.0, 4.4],
  target: [0, 0.72, 0],
  zoom: 1.75,
  lightAt: [-3, 3.4, 1.2],
  glsl: /* glsl */ `${room}
vec3 spun(vec3 p) {
  float turnBy = seconds * 6.28318 * 1.5, lift = smoothstep(0.3, 1.0, p.y);
  p.xz -= (0.035 + 0.06 * lift * (1.0 + 0.5 * sin(seconds * 2.2))) * vec2(cos(turnBy), sin(turnBy)) * smoothstep(0.3, 0.7, p.y);
  p.y -= 0.3 + 0.03 * lift * sin(turnBy + atan(p.z, p.x));
  p.xz = turn(turnBy) * p.xz;
  return p;
}
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -2.4);
  float pan = max(abs(length(p.xz) - 1.45) - 0.05, abs(p.y - 0.2) - 0.24) - 0.02;
  join(d, pan, 3.0);
  join(d, disc(p - vec3(0, 0.24, 0), 1.05, 0.05), 4.0);
  float grow = smoothstep(0.0, 3.4, seconds);
  float away = max(length(p.xz) - 0.8, abs(p.y - 0.8) - 0.65);
  if (away > 0.08) join(d, away, 5.0);
  else {
    vec3 q = spun(p);
    float h = 0.62 + 0.42 * grow;
  float clay = pot(q, h, vec4(0.46, 0.52 + 0.1 * grow, 0.44 + 0.12 * grow, 0.4 + 0.06 * sin(seconds * 2.2)), 0.05);
  clay += 0.012 * sin(q.y * 42.0 + atan(q.z, q.x)) * smoothstep(0.05, 0.15, q.y);
  clay = smin(clay, disc(q - vec3(0, 0.02, 0), 0.56, 0.03), 0.06);
  join(d, clay * 0.85, 5.0);
  }
  vec3 s = p - vec3(0.62, 0.62 + 0.3 * grow, 0.28);
  float sponge = ball(s, vec3(0.2, 0.15, 0.17));
  if (sponge < 0.03) sponge += 0.012 * noise(s * 22.0);
  join(d, sponge * 0.8, 6.0);
  join(d, rod(p, vec3(0.74, 0.66 + 0.3 * grow, 0.36), vec3(1.9, 1.3 + 0.2 * grow, 1.2), 0.1, 0.17), 7.0);
  join(d, rod(p, vec3(1.1, 0.86 + 0.27 * grow, 0.62), vec3(2.1, 1.42 + 0.2 * grow, 1.36), 0.17, 0.24), 8.0);
  vec3 b = p - vec3(-1.7, 0, -1.3);
  join(d, pot(b, 0.7, vec4(0.36, 0.5, 0.42, 0.44), 0.03), 9.0);
  join(d, rod(b, vec3(0, 0.3, 0), vec3(0.25, 1.3, 0.05), 0.03, 0.025), 10.0);
  join(d, rod(b, vec3(0.1, 0.3, 0.1), vec3(-0.2, 1.15, 0), 0.03, 0.025), 10.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p, vec3(0.34, 0.25, 0.18), vec3(0.2, 0.14, 0.1)); rough = 0.4; gloss = 0.02; }
  else if (id < 2.5) { color = plaster(p, vec3(0.55, 0.6, 0.58)); gloss = 0.0; }
  else if (id < 3.5) { color = mix(vec3(0.1, 0.2, 0.24), vec3(0.5, 0.4, 0.32), smoothstep(0.55, 0.75, cloud(p * 3.0))); rough = 0.2; gloss = 0.04; }
  else if (id < 4.5) {
    vec3 q = p; q.xz = turn(seconds * 9.42477) * q.xz;
    color = mix(vec3(0.3, 0.3, 0.3), vec3(0.42, 0.32, 0.25), smoothstep(0.35, 0.6, cloud(q * 4.0))); rough = 0.15; gloss = 0.12;
  }
  else if (id < 5.5) {
    vec3 q = spun(p);
    color = vec3(0.36, 0.26, 0.2) * (0.85 + 0.25 * cloud(q * 5.0)); rough = 0.16; gloss = 0.05;
  }
  else if (id < 6.5) { color = vec3(0.7, 0.52, 0.2) * (0.6 + 0.6 * noise(p * 40.0)); gloss = 0.0; }
  else if (id < 7.5) { color = vec3(0.36, 0.2, 0.13); gloss = 0.02; rough = 0.4; color = mix(color, vec3(0.4, 0.3, 0.24), step(0.55, cloud(p * 5.0))); }
  else if (id < 8.5) { color = vec3(0.62, 0.4, 0.1) * (0.85 + 0.2 * sin(dot(p, vec3(30, 20, 25)))); gloss = 0.0; }
  else if (id < 9.5) { color = speckle(p, vec3(0.7, 0.62, 0.5), vec3(0.25, 0.15, 0.1), 0.6); rough = 0.2; }
  else { color = vec3(0.4, 0.26, 0.14); gloss = 0.01; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
