// What is seen on a click or when there is something to tell, loaded after the page itself: the contents and the list of
// keys, which open over the page; the banner about storage, and the notice for those who come for the first time.
import './contents.ts'
import './key-list.ts'
import './notice.ts'
import './sheet.ts'
import './storage-banner.ts'
