// zod compiles its checks with `new Function` where it can; the page's policy forbids that and reports
// every try. Must be imported before any schema is made.
import { z } from 'zod'

z.config({ jitless: true })
