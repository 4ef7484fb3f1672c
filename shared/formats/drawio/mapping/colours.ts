import { isOn, type Style, settingOf } from '../file/style.ts'

const HEX = /#([\da-f]{2})([\da-f]{2})([\da-f]{2})(?![\da-f])|#([\da-f])([\da-f])([\da-f])(?![\da-f])/iu

/** True for the red that boundaries are drawn in; the pale frames of draw.io's red boxes are none. */
export function isRed(style: Style): boolean {
  const colour = settingOf(style, 'strokeColor')
  if (/^(?:dark|indian|orange)?red$|^crimson$/iu.test(colour)) return true
  const [, r, g, b, shortR, shortG, shortB] = HEX.exec(colour) ?? []
  const value = (long: string | undefined, short: string | undefined) =>
    Number.parseInt(long ?? `${short}${short}`, 16)
  const [red, green, blue] = [value(r, shortR), value(g, shortG), value(b, shortB)]
  return red >= 170 && green <= 80 && blue <= 80
}

export function isDashed(style: Style): boolean {
  return isOn(style, 'dashed')
}

/** True where what is behind it shows through. */
export function isHollow(style: Style): boolean {
  return settingOf(style, 'fillColor') === 'none'
}
