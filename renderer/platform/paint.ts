/** Drawing an SVG document as pixels. It is an image here: it can load and run nothing. */

/** Pixels of the picture for one of the diagram. */
const SCALE = 2
/** What browsers give a canvas: beyond it they draw nothing, without a word. */
const MOST = { side: 16_384, area: 64_000_000 } as const

export async function paintPng(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const { width, height } = image
    const scale = Math.min(
      SCALE,
      MOST.side / Math.max(width, height),
      Math.sqrt(MOST.area / (width * height)),
    )
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(width * scale)
    canvas.height = Math.round(height * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))))
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Shows an SVG document to the printer, alone on its page, and the page again when that is done. */
export async function printImage(svg: string, title: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  const image = new Image()
  image.className = 'printed'
  image.alt = title
  image.src = url
  await image.decode()
  document.body.append(image)
  const end = () => {
    image.remove()
    URL.revokeObjectURL(url)
  }
  window.addEventListener('afterprint', end, { once: true })
  window.print()
}
