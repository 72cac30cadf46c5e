/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { developShader, tracerHead, tracerTail } from './path-tracer.ts'
import type { Scene } from './scene.ts'

interface Job {
  scene: Omit<Scene, 'glsl'>
  shader: string
  develop: string
  seconds: number
}

/** Path-traces a scene in the page and returns the JPEG. */
export async function renderPhoto(page: Page, scene: Scene, seconds = 0): Promise<Buffer> {
  const shader = tracerHead + scene.glsl + tracerTail
  const job: Job = { scene, shader, develop: developShader, seconds }
  const base64 = await page.evaluate(trace, job)
  return Buffer.from(base64, 'base64')
}

/** Runs inside the page: no name from outside this function may be used. */
async function trace({ scene, shader, develop, seconds }: Job): Promise<string> {
  const { width, height } = scene
  const canvas = new OffscreenCanvas(width, height)
  const gl = canvas.getContext('webgl2', { preserveDrawingBuffer: true })
  if (!gl?.getExtension('EXT_color_buffer_float'))
    throw new Error('WebGL 2 with float targets is needed')

  const program = (source: string): WebGLProgram => {
    const made = gl.createProgram()
    const vertex =
      '#version 300 es\nvoid main(){vec2 p=vec2(gl_VertexID&1,gl_VertexID>>1)*4.-1.;gl_Position=vec4(p,0,1);}'
    const stages: [GLenum, string][] = [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, source],
    ]
    for (const [kind, text] of stages) {
      const stage = gl.createShader(kind)
      if (!stage) throw new Error('no shader')
      gl.shaderSource(stage, text)
      gl.compileShader(stage)
      if (!gl.getShaderParameter(stage, gl.COMPILE_STATUS))
        throw new Error(gl.getShaderInfoLog(stage) ?? '')
      gl.attachShader(made, stage)
    }
    gl.linkProgram(made)
    return made
  }
  const target = () => {
    const texture = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, width, height)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
    const buffer = gl.createFramebuffer()
    gl.bindFramebuffer(gl.FRAMEBUFFER, buffer)
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0)
    return { texture, buffer }
  }
  let from = target()
  let to = target()

  const board = new OffscreenCanvas(1024, 512)
  const brush = board.getContext('2d')
  if (brush && scene.ink) {
    const picture = new Image()
    picture.src = `data:image/svg+xml,${encodeURIComponent(scene.ink)}`
    await picture.decode()
    brush.drawImage(picture, 0, 0, 1024, 512)
  }
  const ink = gl.createTexture()
  gl.activeTexture(gl.TEXTURE1)
  gl.bindTexture(gl.TEXTURE_2D, ink)
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, true)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, board)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
  gl.activeTexture(gl.TEXTURE0)
  gl.viewport(0, 0, width, height)

  const tracer = program(shader)
  gl.useProgram(tracer)
  const place = (name: string) => gl.getUniformLocation(tracer, name)
  gl.uniform1i(place('ink'), 1)
  gl.uniform2f(place('size'), width, height)
  gl.uniform1f(place('seconds'), seconds)
  gl.uniform1f(place('zoom'), scene.zoom)
  gl.uniform1f(place('lens'), scene.lens)
  for (const name of ['eye', 'target', 'lightAt', 'lightSize', 'lightColor'] as const)
    gl.uniform3f(place(name), ...scene[name])
  gl.enable(gl.SCISSOR_TEST)
  const tilePx = 300
  for (let frame = 0; frame < scene.samples; frame++) {
    gl.bindFramebuffer(gl.FRAMEBUFFER, to.buffer)
    gl.bindTexture(gl.TEXTURE_2D, from.texture)
    gl.uniform1i(place('frame'), frame)
    for (let y = 0; y < height; y += tilePx) {
      for (let x = 0; x < width; x += tilePx) {
        gl.scissor(x, y, tilePx, tilePx)
        gl.drawArrays(gl.TRIANGLES, 0, 3)
        gl.finish()
      }
    }
    ;[from, to] = [to, from]
  }
  gl.disable(gl.SCISSOR_TEST)
  gl.bindFramebuffer(gl.FRAMEBUFFER, null)
  gl.bindTexture(gl.TEXTURE_2D, from.texture)
  const developer = program(develop)
  gl.useProgram(developer)
  gl.uniform2f(gl.getUniformLocation(developer, 'size'), width, height)
  gl.uniform1f(gl.getUniformLocation(developer, 'exposure'), scene.exposure)
  gl.drawArrays(gl.TRIANGLES, 0, 3)
  gl.finish()
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: scene.quality })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
