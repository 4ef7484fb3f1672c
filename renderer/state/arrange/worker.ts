// ELK's own worker script finds itself in a worker and answers its messages.
import 'elkjs/lib/elk-worker.min.js'
