export type Vector = readonly [number, number, number]

export interface Scene {
  name: string
  width: number
  height: number
  /** GLSL: map, surface and backdrop. */
  glsl: string
  eye: Vector
  target: Vector
  zoom: number
  /** Radius of the lens opening; larger blurs more in front of and behind the target. */
  lens: number
  lightAt: Vector
  /** Half width and half height of the window; third: how bright it is in reflections. */
  lightSize: Vector
  lightColor: Vector
  exposure: number
  samples: number
  quality: number
  /** SVG drawn into the `ink` texture (1024 × 512): lettering and drawings on things. */
  ink?: string
}

export const plainScene = {
  width: 1000,
  height: 750,
  zoom: 2,
  lens: 0.035,
  lightAt: [-3.2, 3.4, 2.2],
  lightSize: [1.3, 1.5, 1],
  lightColor: [9.5, 8.8, 7.6],
  exposure: 1,
  samples: 9,
  quality: 0.82,
} as const

/** Things most photos share: a table top at y = 0, a wall, soil, speckled clay, the light of a room. */
export const room = /* glsl */ `
void tableAndWall(inout vec2 d, vec3 p, float wallZ) {
  join(d, p.y, 1.0);
  join(d, p.z - wallZ, 2.0);
}
vec3 wood(vec3 p, vec3 light, vec3 dark) {
  float x = p.x / 1.1, plank = floor(x), gap = abs(x - floor(x + 0.5));
  float grain = cloud(vec3(p.x * 7.0, p.z * 0.7 + plank * 5.0, plank)) + 0.25 * noise(vec3(p.x * 60.0, p.z * 2.5, plank));
  return mix(dark, light, clamp(grain, 0.0, 1.0)) * (0.9 + 0.12 * hash(vec2(plank, 3.0))) * mix(0.4, 1.0, smoothstep(0.0, 0.009, gap));
}
vec3 plaster(vec3 p, vec3 color) { return color * (0.93 + 0.1 * cloud(p * 1.7) + 0.02 * noise(p * 24.0)); }
vec3 speckle(vec3 p, vec3 color, vec3 fleck, float much) {
  float s = smoothstep(0.80, 0.86, noise(p * 46.0)) + smoothstep(0.84, 0.88, noise(p * 21.0 + 9.0));
  return mix(color, fleck, clamp(s, 0.0, 1.0) * much);
}
vec3 soilColor(vec3 p) { return vec3(0.05, 0.034, 0.024) * (0.5 + 1.6 * noise(p * 40.0)); }
vec3 terracotta(vec3 p) { return vec3(0.5, 0.2, 0.1) * (0.82 + 0.25 * cloud(p * 4.0)) + 0.05 * smoothstep(0.62, 0.8, cloud(p * 6.0 + 4.0)); }
vec3 roomLight(vec3 rd) { return mix(vec3(0.5, 0.42, 0.34), vec3(0.3, 0.36, 0.44), smoothstep(-0.2, 0.7, rd.y)) * 0.55; }
`
