/** The Wonky Whale planter, head towards -x: materials 10 glaze, 11 eye, 12 soil. */
export const whale = /* glsl */ `
vec2 whalePot(vec3 p) {
  vec2 d = vec2(1e3, 0);
  float away = length(p - vec3(0.15, 0.55, 0)) - 1.45;
  if (away > 0.3) return vec2(away, 10.0);
  float body = smin(ball(p - vec3(0.1, 0.48, 0), vec3(0.92, 0.5, 0.58)), ball(p - vec3(-0.3, 0.5, 0), vec3(0.66, 0.56, 0.6)), 0.15);
  body = smin(body, rod(p, vec3(0.75, 0.5, 0), vec3(1.22, 0.98, 0.02), 0.27, 0.1), 0.22);
  vec3 f = p - vec3(1.27, 1.05, 0.0);
  f.z = abs(f.z) - 0.2;
  f.yz = turn(-0.5) * f.yz;
  f.xz = turn(0.35) * f.xz;
  body = smin(body, ball(f, vec3(0.15, 0.065, 0.26)), 0.1);
  vec3 fin = p - vec3(-0.28, 0.26, 0.0);
  fin.z = abs(fin.z) - 0.62;
  fin.yz = turn(0.5) * fin.yz;
  fin.xy = turn(0.35) * fin.xy;
  body = smin(body, ball(fin, vec3(0.24, 0.055, 0.17)), 0.06);
  vec3 o = p - vec3(-0.12, 1.0, 0);
  body = smin(body, ring(o.xzy, 0.4, 0.05), 0.12);
  body = smax(body, -max(length(o.xz) - 0.355, -o.y - 0.2), 0.04);
  body = smax(body, -p.y, 0.08);
  join(d, body * 0.9, 10.0);
  vec3 e = vec3(p.x + 0.66, p.y - 0.58, abs(p.z) - 0.5);
  join(d, length(e) - 0.058, 11.0);
  join(d, disc(o + vec3(0, 0.07, 0), 0.37, 0.02), 12.0);
  return d;
}
/** String-of-pearls spilling over the rim, material 13. */
float pearls(vec3 p) {
  vec3 o = p - vec3(-0.12, 0.98, 0);
  float d = length(o - vec3(0, -0.2, 0.1)) - 0.85;
  if (d > 0.1) return d;
  d = 0.2;
  for (int i = 0; i < 9; i++) {
    float k = float(i), a = -0.1 + 0.4 * k + 0.13 * sin(k * 5.3), hang = 3.0 + 6.0 * fract(k * 0.618 + 0.2);
    vec2 w = vec2(cos(a), sin(a));
    vec3 q = vec3(dot(o.xz, w), o.y, dot(o.xz, vec2(-w.y, w.x)));
    float strand = length(vec2(max(abs(q.x - 0.48) - 0.2, 0.0), q.z)) - 0.1;
    if (strand > 0.06) { d = min(d, strand); continue; }
    for (int j = 0; j < 10; j++) {
      float t = float(j);
      if (t > hang) break;
      vec3 c = vec3(0.37 + 0.15 * sqrt(t * 0.36), 0.06 - 0.076 * t * smoothstep(-1.0, 3.0, t), 0.02 * sin(t * 3.0));
      d = min(d, length(q - c) - 0.047 + 0.009 * fract(t * 0.37 + k * 0.3));
    }
  }
  float heap = max(length(o.xz) - 0.4, abs(o.y) - 0.14);
  if (heap > 0.05) return min(d, heap);
  for (int k = 0; k < 26; k++) {
    float r = 0.33 * sqrt(float(k) / 26.0), a = float(k) * 2.4;
    d = min(d, length(o - vec3(cos(a) * r, 0.01 + 0.06 * sin(float(k) * 1.7), sin(a) * r)) - 0.05);
  }
  return d;
}
void whaleSurface(float id, vec3 p, inout vec3 n, inout vec3 color, inout float rough, inout float gloss) {
  if (id < 10.5) {
    vec3 blue = mix(vec3(0.03, 0.1, 0.17), vec3(0.12, 0.27, 0.36), cloud(p * 2.6) * 0.9 + 0.25 * p.y - 0.2);
    float belly = smoothstep(0.02, -0.03, p.y - 0.31 + 0.1 * p.x - 0.07 * cloud(p * 3.0));
    float lines = smoothstep(0.25, 0.1, abs(fract(p.y * 15.0 + p.x * 1.2) - 0.5)) * step(p.x, 0.35);
    vec3 cream = mix(vec3(0.72, 0.64, 0.52), vec3(0.4, 0.32, 0.24), lines * 0.55);
    float x = p.x + 0.78, smile = smoothstep(0.022, 0.008, abs(p.y - 0.36 - 0.75 * x * x)) * step(p.x, -0.42) * step(abs(x), 0.4);
    float cheek = smoothstep(0.13, 0.04, length(vec2(p.x + 0.5, p.y - 0.44))) * 0.5;
    color = mix(blue, cream, belly);
    color = mix(color, vec3(0.5, 0.2, 0.16), cheek);
    color = mix(color, vec3(0.01, 0.02, 0.03), smile);
    float rim = smoothstep(0.06, 0.02, abs(p.y - 1.03)) * step(0.3, length(p.xz + vec2(0.12, 0)));
    color = speckle(p, mix(color, vec3(0.42, 0.32, 0.2), rim * 0.6), vec3(0.02, 0.03, 0.05), 0.45);
    rough = 0.07; gloss = 0.05;
  } else if (id < 11.5) { color = vec3(0.008); rough = 0.02; gloss = 0.08; }
  else if (id < 12.5) { color = soilColor(p); gloss = 0.0; }
  else { color = mix(vec3(0.13, 0.27, 0.1), vec3(0.24, 0.4, 0.16), noise(p * 9.0)); rough = 0.25; gloss = 0.03; }
}
`
