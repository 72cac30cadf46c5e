import { parcelDrawing } from '../ink.ts'
import { plainScene, room } from '../scene.ts'
import type { Scene } from '../scene.ts'

/** A parcel in twine with a whale drawn on it, ready for the courier. */
export const parcel: Scene = {
  ...plainScene,
  name: 'parcel',
  eye: [-1.3, 1.75, 4.4],
  target: [0, 0.56, 0.1],
  zoom: 2.1,
  ink: parcelDrawing,
  glsl: /* glsl */ `${room}
vec3 boxed(vec3 p) { p -= vec3(0, 0.56, 0); p.xz = turn(0.12) * p.xz; return p; }
vec2 map(vec3 p) {
  vec2 d = vec2(1e3, 0);
  tableAndWall(d, p, -2.3);
  vec3 b = boxed(p);
  join(d, box(b, vec3(1.05, 0.56, 0.66), 0.035), 3.0);
  vec3 t = abs(b) - vec3(1.06, 0.57, 0.67);
  float edge = max(max(t.x, t.y), t.z);
  vec3 s = b - vec3(0.42, 0, 0);
  float loop = length(vec2(s.x, edge)) - 0.022;
  loop = min(loop, length(vec2(b.z + 0.1, edge)) - 0.022);
  join(d, loop * 0.7, 4.0);
  vec3 k = b - vec3(0.42, 0.6, -0.1);
  join(d, length(k) - 0.06, 4.0);
  k.xz = turn(0.6) * k.xz;
  join(d, ring(vec3(abs(k.x) - 0.16, k.z, k.y - 0.035).xyz * vec3(0.75, 1.3, 1), 0.11, 0.018) * 0.75, 4.0);
  vec3 q = p - vec3(1.55, 0, 0.55);
  join(d, max(length(q.xz) - 0.3, abs(q.y - 0.14) - 0.14) - 0.02, 6.0);
  vec3 m = p - vec3(-1.55, 0.0, -1.2);
  join(d, box(m - vec3(0, 0.36, 0), vec3(0.55, 0.36, 0.45), 0.03), 5.0);
  join(d, box(m - vec3(0.1, 0.98, 0), vec3(0.4, 0.26, 0.35), 0.03), 5.0);
  return d;
}
void surface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss, inout vec3 glow) {
  if (id < 1.5) { color = wood(p.zyx, vec3(0.42, 0.29, 0.19), vec3(0.25, 0.16, 0.1)); rough = 0.4; gloss = 0.02; }
  else if (id < 2.5) {
    color = plaster(p, vec3(0.55, 0.58, 0.56)); gloss = 0.0;
    color *= mix(1.0, 0.72, smoothstep(0.02, 0.0, abs(fract(p.x * 0.9) - 0.5)));
  }
  else if (id < 3.5 || id > 4.5 && id < 5.5) {
    color = vec3(0.5, 0.34, 0.19) * (0.86 + 0.12 * noise(p * vec3(3, 60, 60)) + 0.12 * cloud(p * 3.0));
    gloss = 0.0;
    if (id < 3.5) {
      vec3 b = boxed(p);
      if (b.z > 0.6) {
        vec4 mark = texture(ink, vec2(b.x / 2.1 + 0.5, b.y / 1.12 + 0.5));
        color = mix(color, mark.rgb * mark.rgb, mark.a);
      }
      if (b.y > 0.5 && abs(b.z) < 0.16) { color = mix(color, vec3(0.62, 0.47, 0.28), 0.6); gloss = 0.03; rough = 0.2; }
    }
  }
  else if (id < 4.6) { color = mix(vec3(0.62, 0.5, 0.34), vec3(0.4, 0.3, 0.2), step(0.0, sin((p.x + p.y + p.z) * 130.0))); gloss = 0.0; }
  else { color = abs(p.y - 0.14) < 0.13 ? vec3(0.6, 0.45, 0.25) * (0.85 + 0.15 * sin(p.y * 160.0)) : vec3(0.5, 0.36, 0.22); gloss = 0.0; }
}
vec3 backdrop(vec3 rd) { return roomLight(rd); }
`,
}
