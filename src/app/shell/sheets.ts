// What opens over the page on a click: the contents and the list of keys. Loaded after the page itself.
import './contents.ts'
import './key-list.ts'
import './sheet.ts'
