/**
 * A small path tracer in GLSL. Photos of things that do not exist must still read as photos at thumbnail size:
 * soft window light, contact shadows, glaze that mirrors the window, a lens with little depth of field.
 *
 * A scene adds three functions:
 *   vec2 map(vec3 p)                     distance to the nearest thing, and its material number
 *   void surface(float id, vec3 p, …)    colour, roughness, gloss, glow; may bend the normal
 *   vec3 backdrop(vec3 rd)               what a ray sees that meets nothing
 */
export const tracerHead = /* glsl */ `#version 300 es
precision highp float;
precision highp int;
uniform sampler2D previous;
uniform sampler2D ink;
uniform int frame;
uniform float seconds;
uniform vec2 size;
uniform vec3 eye, target, lightAt, lightSize, lightColor;
uniform float zoom, lens;
out vec4 result;

const float PI = 3.14159265;
uint seed;
float rnd() {
  seed = seed * 747796405u + 2891336453u;
  uint w = ((seed >> ((seed >> 28u) + 4u)) ^ seed) * 277803737u;
  return float((w >> 22u) ^ w) / 4294967296.0;
}
mat2 turn(float a) { float c = cos(a), s = sin(a); return mat2(c, -s, s, c); }
float hash(vec2 p) { return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453); }
float hash3(vec3 p) { return fract(sin(dot(p, vec3(127.1, 311.7, 74.7))) * 43758.5453); }
float noise(vec3 p) {
  vec3 i = floor(p), f = fract(p);
  f = f * f * (3.0 - 2.0 * f);
  return mix(mix(mix(hash3(i), hash3(i + vec3(1, 0, 0)), f.x),
                 mix(hash3(i + vec3(0, 1, 0)), hash3(i + vec3(1, 1, 0)), f.x), f.y),
             mix(mix(hash3(i + vec3(0, 0, 1)), hash3(i + vec3(1, 0, 1)), f.x),
                 mix(hash3(i + vec3(0, 1, 1)), hash3(i + vec3(1, 1, 1)), f.x), f.y), f.z);
}
float cloud(vec3 p) { return 0.55 * noise(p) + 0.3 * noise(p * 2.1 + 7.0) + 0.15 * noise(p * 4.3 + 3.0); }
float smin(float a, float b, float k) { float h = max(k - abs(a - b), 0.0) / k; return min(a, b) - h * h * k * 0.25; }
float smax(float a, float b, float k) { return -smin(-a, -b, k); }
float box(vec3 p, vec3 b, float r) { vec3 q = abs(p) - b + r; return length(max(q, 0.0)) + min(max(q.x, max(q.y, q.z)), 0.0) - r; }
float ball(vec3 p, vec3 r) { float k = length(p / r); return k * (k - 1.0) / max(length(p / (r * r)), 1e-4); }
float ring(vec3 p, float big, float small) { return length(vec2(length(p.xy) - big, p.z)) - small; }
float rod(vec3 p, vec3 a, vec3 b, float ra, float rb) {
  vec3 pa = p - a, ba = b - a;
  float h = clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0);
  return length(pa - ba * h) - mix(ra, rb, h);
}
float curve(float t, vec4 r) {
  float s = 1.0 - t;
  return r.x * s * s * s + 3.0 * r.y * t * s * s + 3.0 * r.z * t * t * s + r.w * t * t * t;
}
/** A thrown pot: height, four control radii from foot to rim, wall thickness; hollow and open at the top. */
float pot(vec3 p, float h, vec4 r, float wall) {
  float away = max(length(p.xz) - max(max(r.x, r.y), max(r.z, r.w)), abs(p.y - h * 0.5) - h * 0.5);
  if (away > 0.12) return away - 0.05;
  float t = clamp(p.y / h, 0.0, 1.0);
  float side = (abs(length(p.xz) - curve(t, r) + wall) - wall) * 0.72;
  float shell = smax(side, abs(p.y - h * 0.5) - h * 0.5, wall * 1.2);
  float foot = smax(length(p.xz) - curve(0.0, r) - 0.01, abs(p.y - wall) - wall, wall);
  return min(shell, foot);
}
/** A plate of radius r that rises towards its rim. */
float plate(vec3 p, float r) {
  float l = length(p.xz), y = 0.025 + 0.02 * smoothstep(0.55, 0.62, l / r) + 0.085 * smoothstep(0.6, 1.05, l / r);
  return smax((abs(p.y - y) - 0.02) * 0.8, l - r, 0.03);
}
float disc(vec3 p, float r, float h) { return smax(length(p.xz) - r, abs(p.y) - h, 0.01); }
/** A rosette of fat leaves: rings of ellipsoids, each ring smaller and steeper. */
float rosette(vec3 p, float r, float spin) {
  float d = length(p) - r * 1.2;
  if (d > r * 0.25) return d;
  d = 1e3;
  float angle = atan(p.z, p.x) + spin, out_ = length(p.xz);
  for (int k = 0; k < 4; k++) {
    float f = float(k), n = 9.0 - f * 1.4, sector = 2.0 * PI / floor(n);
    float a = angle + f * 0.55;
    a = mod(a + sector * 0.5, sector) - sector * 0.5;
    vec3 q = vec3(cos(a) * out_, p.y - r * (0.05 + 0.13 * f), sin(a) * out_);
    q.xy = turn(0.25 + f * 0.33) * q.xy;
    q.x -= r * (0.56 - 0.11 * f);
    d = smin(d, ball(q, r * vec3(0.5 - 0.07 * f, 0.13, 0.27 - 0.03 * f)) * 0.8, 0.012);
  }
  return d;
}
void join(inout vec2 a, float d, float id) { if (d < a.x) a = vec2(d, id); }
`

export const tracerTail = /* glsl */ `
vec3 normalAt(vec3 p) {
  // A loop, not four calls: otherwise the compiler copies the whole scene four times.
  vec3 n = vec3(0);
  for (int i = min(frame, 0); i < 4; i++) {
    vec3 e = 0.5773 * (2.0 * vec3(float(((i + 3) >> 1) & 1), float((i >> 1) & 1), float(i & 1)) - 1.0);
    n += e * map(p + e * 0.0012).x;
  }
  float k = length(n);
  return k > 1e-7 ? n / k : vec3(0, 1, 0);
}
vec2 march(vec3 ro, vec3 rd, float far) {
  float t = 0.004;
  vec2 hit = vec2(0);
  for (int i = 0; i < 90; i++) {
    hit = map(ro + rd * t);
    if (abs(hit.x) < 0.0006 * (1.0 + t)) return vec2(t, hit.y);
    t += hit.x * 0.92;
    if (t > far) break;
  }
  return vec2(-1);
}
bool blocked(vec3 ro, vec3 rd, float far) {
  float t = 0.012;
  for (int i = 0; i < 56; i++) {
    float d = map(ro + rd * t).x;
    if (d < 0.0006) return true;
    t += max(d, 0.006);
    if (t > far) break;
  }
  return false;
}
vec3 around(vec3 n, float power) {
  float a = 2.0 * PI * rnd(), u = rnd();
  float c = pow(u, 1.0 / (power + 1.0)), s = sqrt(1.0 - c * c);
  vec3 x = normalize(abs(n.y) < 0.9 ? cross(n, vec3(0, 1, 0)) : cross(n, vec3(1, 0, 0)));
  return normalize(x * cos(a) * s + cross(n, x) * sin(a) * s + n * c);
}
/** The window as seen in a reflection: four bright panes. */
vec3 windowSeen(vec3 ro, vec3 rd) {
  vec3 toward = normalize(-lightAt);
  float k = dot(lightAt - ro, toward) / dot(rd, toward);
  if (k < 0.0) return vec3(0);
  vec3 x = normalize(cross(vec3(0, 1, 0), toward)), y = cross(toward, x), q = ro + rd * k - lightAt;
  vec2 uv = vec2(dot(q, x) / lightSize.x, dot(q, y) / lightSize.y);
  float panes = smoothstep(0.05, 0.09, abs(uv.x)) * smoothstep(0.05, 0.09, abs(uv.y));
  vec2 edge = smoothstep(1.02, 0.96, abs(uv));
  return lightColor * edge.x * edge.y * panes * lightSize.z;
}
/** What a glaze mirrors: the window and the room, or the dark side of whatever stands in between. */
vec3 mirrored(vec3 p, vec3 n, vec3 rd, float rough) {
  vec3 r = reflect(rd, around(n, 2.0 / max(rough * rough, 1e-4)));
  if (dot(r, n) <= 0.0) return vec3(0);
  if (blocked(p, r, 9.0)) return vec3(0.14, 0.11, 0.085);
  return backdrop(r) + windowSeen(p, r);
}
vec3 trace(vec3 ro, vec3 rd) {
  vec3 sum = vec3(0), through = vec3(1);
  for (int bounce = 0; bounce < 3; bounce++) {
    // The third step only asks how much of the room's own light arrives there.
    if (bounce == 2) { sum += through * vec3(0.13, 0.12, 0.11); break; }
    vec2 hit = march(ro, rd, 16.0);
    if (hit.x < 0.0) { sum += through * backdrop(rd); break; }
    vec3 p = ro + rd * hit.x, n = normalAt(p), color = vec3(0.8), glow = vec3(0);
    float rough = 0.1, gloss = 0.04;
    surface(hit.y, p, n, color, rough, gloss, glow);
    sum += through * glow;
    p += n * 0.003;
    if (bounce == 0 && gloss > 0.005) {
      float fresnel = gloss + (1.0 - gloss) * pow(1.0 - max(dot(n, -rd), 0.0), 5.0) * (1.0 - rough);
      sum += fresnel * min(mirrored(p, n, rd, rough), vec3(12));
      through *= 1.0 - fresnel;
    }
    vec3 x = normalize(cross(vec3(0, 1, 0), lightAt)), y = cross(normalize(lightAt), x);
    vec3 to = lightAt + x * lightSize.x * (rnd() * 2.0 - 1.0) + y * lightSize.y * (rnd() * 2.0 - 1.0) - p;
    float far = length(to);
    to /= far;
    float area = 4.0 * lightSize.x * lightSize.y;
    float facing = max(dot(n, to), 0.0) * max(dot(normalize(lightAt), to), 0.0);
    if (facing > 0.0 && !blocked(p, to, far)) sum += min(through * color * lightColor * facing * area / (far * far * PI), vec3(6));
    through *= color;
    rd = around(n, 1.0);
    ro = p;
    if (max(through.r, max(through.g, through.b)) < 0.03) break;
  }
  return sum.r + sum.g + sum.b < 1e4 ? min(sum, vec3(5)) : vec3(0.3);
}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  seed = uint(at.x) * 1973u + uint(at.y) * 9277u + uint(frame) * 26699u + 1u;
  rnd();
  vec2 uv = (gl_FragCoord.xy + vec2(rnd(), rnd()) - 0.5 - size * 0.5) / size.y;
  vec3 f = normalize(target - eye), r = normalize(cross(f, vec3(0, 1, 0))), u = cross(r, f);
  vec3 rd = normalize(uv.x * r + uv.y * u + zoom * f);
  vec3 focus = eye + rd * length(target - eye) / dot(rd, f);
  float a = rnd() * 2.0 * PI, m = sqrt(rnd()) * lens;
  vec3 ro = eye + (r * cos(a) + u * sin(a)) * m;
  vec3 color = trace(ro, normalize(focus - ro));
  vec4 before = frame == 0 ? vec4(0) : texelFetch(previous, at, 0);
  result = before + vec4(color, 1);
}
`

/** Averages the samples, softens leftover noise without crossing edges, then film curve, vignette and grain. */
export const developShader = /* glsl */ `#version 300 es
precision highp float;
uniform sampler2D previous;
uniform vec2 size;
uniform float exposure;
out vec4 result;
vec3 at(ivec2 p) {
  vec4 c = texelFetch(previous, clamp(p, ivec2(0), ivec2(size) - 1), 0);
  return c.rgb / c.a;
}
void main() {
  ivec2 p = ivec2(gl_FragCoord.xy);
  vec3 here = at(p), mean = vec3(0);
  for (int y = -1; y <= 1; y++) for (int x = -1; x <= 1; x++) mean += log(at(p + ivec2(x, y)) + 0.05) / 9.0;
  vec3 sum = vec3(0);
  float weight = 0.0;
  for (int y = -3; y <= 3; y++) for (int x = -3; x <= 3; x++) {
    vec3 c = at(p + ivec2(x, y)), d = log(c + 0.05) - mean;
    float w = exp(-dot(d, d) * 22.0 - float(x * x + y * y) * 0.16);
    sum += c * w;
    weight += w;
  }
  vec3 c = (weight < 0.02 ? here : sum / weight) * exposure;
  vec2 v = gl_FragCoord.xy / size - 0.5;
  c *= 1.0 - dot(v, v) * 0.55;
  c = c * (2.51 * c + 0.03) / (c * (2.43 * c + 0.59) + 0.14);
  c = pow(clamp(c, 0.0, 1.0), vec3(1.0 / 2.2));
  c = mix(vec3(dot(c, vec3(0.3, 0.59, 0.11))), c, 1.08);
  float g = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
  result = vec4(c + g * 0.028, 1);
}
`
