/**
 * The commands, one line each, as `COMMAND INFO` and `COMMAND DOCS` of redis-server 7.0.15 tell them:
 *
 *     name arity flags first-key,last-key,step group since / arguments / what it does
 *
 * `name|sub` is a subcommand. Each command's page is https://redis.io/docs/latest/commands/<name>/ . An arity below zero
 * means "at least so many words", the command's own name counted.
 */
export const commandText = `
append 3 write,denyoom,fast 1,1,1 string 2.0.0 / key value / Append a value to a key
decr 2 write,denyoom,fast 1,1,1 string 1.0.0 / key / Decrement the integer value of a key by one
decrby 3 write,denyoom,fast 1,1,1 string 1.0.0 / key decrement / Decrement the integer value of a key by the given number
get 2 readonly,fast 1,1,1 string 1.0.0 / key / Get the value of a key
getdel 2 write,fast 1,1,1 string 6.2.0 / key / Get the value of a key and delete the key
getex -2 write,fast 1,1,1 string 6.2.0 / key [EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|PERSIST] / Get the value of a key and optionally set its expiration
getrange 4 readonly 1,1,1 string 2.4.0 / key start end / Get a substring of the string stored at a key
getset 3 write,denyoom,fast 1,1,1 string 1.0.0 / key value / Set the string value of a key and return its old value
incr 2 write,denyoom,fast 1,1,1 string 1.0.0 / key / Increment the integer value of a key by one
incrby 3 write,denyoom,fast 1,1,1 string 1.0.0 / key increment / Increment the integer value of a key by the given amount
incrbyfloat 3 write,denyoom,fast 1,1,1 string 2.6.0 / key increment / Increment the float value of a key by the given amount
mget -2 readonly,fast 1,-1,1 string 1.0.0 / key [key ...] / Get the values of all the given keys
mset -3 write,denyoom 1,-1,2 string 1.0.1 / key value [key value ...] / Set multiple keys to multiple values
msetnx -3 write,denyoom 1,-1,2 string 1.0.1 / key value [key value ...] / Set multiple keys to multiple values, only if none of the keys exist
psetex 4 write,denyoom 1,1,1 string 2.6.0 / key milliseconds value / Set the value and expiration in milliseconds of a key
set -3 write,denyoom 1,1,1 string 1.0.0 / key value [NX|XX] [GET] [EX seconds|PX milliseconds|EXAT unix-time-seconds|PXAT unix-time-milliseconds|KEEPTTL] / Set the string value of a key
setex 4 write,denyoom 1,1,1 string 2.0.0 / key seconds value / Set the value and expiration of a key
setnx 3 write,denyoom,fast 1,1,1 string 1.0.0 / key value / Set the value of a key, only if the key does not exist
setrange 4 write,denyoom 1,1,1 string 2.2.0 / key offset value / Overwrite part of a string at key starting at the specified offset
strlen 2 readonly,fast 1,1,1 string 2.2.0 / key / Get the length of the value stored in a key
substr 4 readonly 1,1,1 string 1.0.0 / key start end / Get a substring of the string stored at a key
bitcount -2 readonly 1,1,1 bitmap 2.6.0 / key [start end [BYTE|BIT]] / Count set bits in a string
bitop -4 write,denyoom 2,-1,1 bitmap 2.6.0 / AND|OR|XOR|NOT destkey key [key ...] / Perform bitwise operations between strings
bitpos -3 readonly 1,1,1 bitmap 2.8.7 / key bit [start [end [BYTE|BIT]]] / Find first bit set or clear in a string
getbit 3 readonly,fast 1,1,1 bitmap 2.2.0 / key offset / Returns the bit value at offset in the string value stored at key
setbit 4 write,denyoom 1,1,1 bitmap 2.2.0 / key offset value / Sets or clears the bit at offset in the string value stored at key
blmove 6 write,denyoom,noscript,blocking 1,2,1 list 6.2.0 / source destination LEFT|RIGHT LEFT|RIGHT timeout / Pop an element from a list, push it to another list and return it; or block until one is available
blmpop -5 write,blocking,movablekeys 0,0,0 list 7.0.0 / timeout numkeys key [key ...] LEFT|RIGHT [COUNT count] / Pop elements from a list, or block until one is available
blpop -3 write,noscript,blocking 1,-2,1 list 2.0.0 / key [key ...] timeout / Remove and get the first element in a list, or block until one is available
brpop -3 write,noscript,blocking 1,-2,1 list 2.0.0 / key [key ...] timeout / Remove and get the last element in a list, or block until one is available
brpoplpush 4 write,denyoom,noscript,blocking 1,2,1 list 2.2.0 / source destination timeout / Pop an element from a list, push it to another list and return it; or block until one is available
lindex 3 readonly 1,1,1 list 1.0.0 / key index / Get an element from a list by its index
linsert 5 write,denyoom 1,1,1 list 2.2.0 / key BEFORE|AFTER pivot element / Insert an element before or after another element in a list
llen 2 readonly,fast 1,1,1 list 1.0.0 / key / Get the length of a list
lmove 5 write,denyoom 1,2,1 list 6.2.0 / source destination LEFT|RIGHT LEFT|RIGHT / Pop an element from a list, push it to another list and return it
lmpop -4 write,movablekeys 0,0,0 list 7.0.0 / numkeys key [key ...] LEFT|RIGHT [COUNT count] / Pop elements from a list
lpop -2 write,fast 1,1,1 list 1.0.0 / key [count] / Remove and get the first elements in a list
lpos -3 readonly 1,1,1 list 6.0.6 / key element [RANK rank] [COUNT num-matches] [MAXLEN len] / Return the index of matching elements on a list
lpush -3 write,denyoom,fast 1,1,1 list 1.0.0 / key element [element ...] / Prepend one or multiple elements to a list
lpushx -3 write,denyoom,fast 1,1,1 list 2.2.0 / key element [element ...] / Prepend an element to a list, only if the list exists
lrange 4 readonly 1,1,1 list 1.0.0 / key start stop / Get a range of elements from a list
lrem 4 write 1,1,1 list 1.0.0 / key count element / Remove elements from a list
lset 4 write,denyoom 1,1,1 list 1.0.0 / key index element / Set the value of an element in a list by its index
ltrim 4 write 1,1,1 list 1.0.0 / key start stop / Trim a list to the specified range
rpop -2 write,fast 1,1,1 list 1.0.0 / key [count] / Remove and get the last elements in a list
rpoplpush 3 write,denyoom 1,2,1 list 1.2.0 / source destination / Remove the last element in a list, prepend it to another list and return it
rpush -3 write,denyoom,fast 1,1,1 list 1.0.0 / key element [element ...] / Append one or multiple elements to a list
rpushx -3 write,denyoom,fast 1,1,1 list 2.2.0 / key element [element ...] / Append an element to a list, only if the list exists
hdel -3 write,fast 1,1,1 hash 2.0.0 / key field [field ...] / Delete one or more hash fields
hexists 3 readonly,fast 1,1,1 hash 2.0.0 / key field / Determine if a hash field exists
hget 3 readonly,fast 1,1,1 hash 2.0.0 / key field / Get the value of a hash field
hgetall 2 readonly 1,1,1 hash 2.0.0 / key / Get all the fields and values in a hash
hincrby 4 write,denyoom,fast 1,1,1 hash 2.0.0 / key field increment / Increment the integer value of a hash field by the given number
hincrbyfloat 4 write,denyoom,fast 1,1,1 hash 2.6.0 / key field increment / Increment the float value of a hash field by the given amount
hkeys 2 readonly 1,1,1 hash 2.0.0 / key / Get all the fields in a hash
hlen 2 readonly,fast 1,1,1 hash 2.0.0 / key / Get the number of fields in a hash
hmget -3 readonly,fast 1,1,1 hash 2.0.0 / key field [field ...] / Get the values of all the given hash fields
hmset -4 write,denyoom,fast 1,1,1 hash 2.0.0 / key field value [field value ...] / Set multiple hash fields to multiple values
hrandfield -2 readonly 1,1,1 hash 6.2.0 / key [count [WITHVALUES]] / Get one or multiple random fields from a hash
hscan -3 readonly 1,1,1 hash 2.8.0 / key cursor [MATCH pattern] [COUNT count] / Incrementally iterate hash fields and associated values
hset -4 write,denyoom,fast 1,1,1 hash 2.0.0 / key field value [field value ...] / Set the string value of a hash field
hsetnx 4 write,denyoom,fast 1,1,1 hash 2.0.0 / key field value / Set the value of a hash field, only if the field does not exist
hstrlen 3 readonly,fast 1,1,1 hash 3.2.0 / key field / Get the length of the value of a hash field
hvals 2 readonly 1,1,1 hash 2.0.0 / key / Get all the values in a hash
sadd -3 write,denyoom,fast 1,1,1 set 1.0.0 / key member [member ...] / Add one or more members to a set
scard 2 readonly,fast 1,1,1 set 1.0.0 / key / Get the number of members in a set
sdiff -2 readonly 1,-1,1 set 1.0.0 / key [key ...] / Subtract multiple sets
sdiffstore -3 write,denyoom 1,-1,1 set 1.0.0 / destination key [key ...] / Subtract multiple sets and store the resulting set in a key
sinter -2 readonly 1,-1,1 set 1.0.0 / key [key ...] / Intersect multiple sets
sintercard -3 readonly,movablekeys 0,0,0 set 7.0.0 / numkeys key [key ...] [LIMIT limit] / Intersect multiple sets and return the cardinality of the result
sinterstore -3 write,denyoom 1,-1,1 set 1.0.0 / destination key [key ...] / Intersect multiple sets and store the resulting set in a key
sismember 3 readonly,fast 1,1,1 set 1.0.0 / key member / Determine if a given value is a member of a set
smembers 2 readonly 1,1,1 set 1.0.0 / key / Get all the members in a set
smismember -3 readonly,fast 1,1,1 set 6.2.0 / key member [member ...] / Returns the membership associated with the given elements for a set
smove 4 write,fast 1,2,1 set 1.0.0 / source destination member / Move a member from one set to another
spop -2 write,fast 1,1,1 set 1.0.0 / key [count] / Remove and return one or multiple random members from a set
srandmember -2 readonly 1,1,1 set 1.0.0 / key [count] / Get one or multiple random members from a set
srem -3 write,fast 1,1,1 set 1.0.0 / key member [member ...] / Remove one or more members from a set
sscan -3 readonly 1,1,1 set 2.8.0 / key cursor [MATCH pattern] [COUNT count] / Incrementally iterate Set elements
sunion -2 readonly 1,-1,1 set 1.0.0 / key [key ...] / Add multiple sets
sunionstore -3 write,denyoom 1,-1,1 set 1.0.0 / destination key [key ...] / Add multiple sets and store the resulting set in a key
bzmpop -5 write,blocking,movablekeys 0,0,0 sorted-set 7.0.0 / timeout numkeys key [key ...] MIN|MAX [COUNT count] / Remove and return members with scores in a sorted set or block until one is available
bzpopmax -3 write,noscript,blocking,fast 1,-2,1 sorted-set 5.0.0 / key [key ...] timeout / Remove and return the member with the highest score from one or more sorted sets, or block until one is available
bzpopmin -3 write,noscript,blocking,fast 1,-2,1 sorted-set 5.0.0 / key [key ...] timeout / Remove and return the member with the lowest score from one or more sorted sets, or block until one is available
zadd -4 write,denyoom,fast 1,1,1 sorted-set 1.2.0 / key [NX|XX] [GT|LT] [CH] [INCR] score member [score member ...] / Add one or more members to a sorted set, or update its score if it already exists
zcard 2 readonly,fast 1,1,1 sorted-set 1.2.0 / key / Get the number of members in a sorted set
zcount 4 readonly,fast 1,1,1 sorted-set 2.0.0 / key min max / Count the members in a sorted set with scores within the given values
zdiff -3 readonly,movablekeys 0,0,0 sorted-set 6.2.0 / numkeys key [key ...] [WITHSCORES] / Subtract multiple sorted sets
zdiffstore -4 write,denyoom,movablekeys 1,1,1 sorted-set 6.2.0 / destination numkeys key [key ...] / Subtract multiple sorted sets and store the resulting sorted set in a new key
zincrby 4 write,denyoom,fast 1,1,1 sorted-set 1.2.0 / key increment member / Increment the score of a member in a sorted set
zinter -3 readonly,movablekeys 0,0,0 sorted-set 6.2.0 / numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX] [WITHSCORES] / Intersect multiple sorted sets
zintercard -3 readonly,movablekeys 0,0,0 sorted-set 7.0.0 / numkeys key [key ...] [LIMIT limit] / Intersect multiple sorted sets and return the cardinality of the result
zinterstore -4 write,denyoom,movablekeys 1,1,1 sorted-set 2.0.0 / destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX] / Intersect multiple sorted sets and store the resulting sorted set in a new key
zlexcount 4 readonly,fast 1,1,1 sorted-set 2.8.9 / key min max / Count the number of members in a sorted set between a given lexicographical range
zmpop -4 write,movablekeys 0,0,0 sorted-set 7.0.0 / numkeys key [key ...] MIN|MAX [COUNT count] / Remove and return members with scores in a sorted set
zmscore -3 readonly,fast 1,1,1 sorted-set 6.2.0 / key member [member ...] / Get the score associated with the given members in a sorted set
zpopmax -2 write,fast 1,1,1 sorted-set 5.0.0 / key [count] / Remove and return members with the highest scores in a sorted set
zpopmin -2 write,fast 1,1,1 sorted-set 5.0.0 / key [count] / Remove and return members with the lowest scores in a sorted set
zrandmember -2 readonly 1,1,1 sorted-set 6.2.0 / key [count [WITHSCORES]] / Get one or multiple random elements from a sorted set
zrange -4 readonly 1,1,1 sorted-set 1.2.0 / key start stop [BYSCORE|BYLEX] [REV] [LIMIT offset count] [WITHSCORES] / Return a range of members in a sorted set
zrangebylex -4 readonly 1,1,1 sorted-set 2.8.9 / key min max [LIMIT offset count] / Return a range of members in a sorted set, by lexicographical range
zrangebyscore -4 readonly 1,1,1 sorted-set 1.0.5 / key min max [WITHSCORES] [LIMIT offset count] / Return a range of members in a sorted set, by score
zrangestore -5 write,denyoom 1,2,1 sorted-set 6.2.0 / dst src min max [BYSCORE|BYLEX] [REV] [LIMIT offset count] / Store a range of members from sorted set into another key
zrank 3 readonly,fast 1,1,1 sorted-set 2.0.0 / key member / Determine the index of a member in a sorted set
zrem -3 write,fast 1,1,1 sorted-set 1.2.0 / key member [member ...] / Remove one or more members from a sorted set
zremrangebylex 4 write 1,1,1 sorted-set 2.8.9 / key min max / Remove all members in a sorted set between the given lexicographical range
zremrangebyrank 4 write 1,1,1 sorted-set 2.0.0 / key start stop / Remove all members in a sorted set within the given indexes
zremrangebyscore 4 write 1,1,1 sorted-set 1.2.0 / key min max / Remove all members in a sorted set within the given scores
zrevrange -4 readonly 1,1,1 sorted-set 1.2.0 / key start stop [WITHSCORES] / Return a range of members in a sorted set, by index, with scores ordered from high to low
zrevrangebylex -4 readonly 1,1,1 sorted-set 2.8.9 / key max min [LIMIT offset count] / Return a range of members in a sorted set, by lexicographical range, ordered from higher to lower strings.
zrevrangebyscore -4 readonly 1,1,1 sorted-set 2.2.0 / key max min [WITHSCORES] [LIMIT offset count] / Return a range of members in a sorted set, by score, with scores ordered from high to low
zrevrank 3 readonly,fast 1,1,1 sorted-set 2.0.0 / key member / Determine the index of a member in a sorted set, with scores ordered from high to low
zscan -3 readonly 1,1,1 sorted-set 2.8.0 / key cursor [MATCH pattern] [COUNT count] / Incrementally iterate sorted sets elements and associated scores
zscore 3 readonly,fast 1,1,1 sorted-set 1.2.0 / key member / Get the score associated with the given member in a sorted set
zunion -3 readonly,movablekeys 0,0,0 sorted-set 6.2.0 / numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX] [WITHSCORES] / Add multiple sorted sets
zunionstore -4 write,denyoom,movablekeys 1,1,1 sorted-set 2.0.0 / destination numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX] / Add multiple sorted sets and store the resulting sorted set in a new key
copy -3 write,denyoom 1,2,1 generic 6.2.0 / source destination [DB destination-db] [REPLACE] / Copy a key
del -2 write 1,-1,1 generic 1.0.0 / key [key ...] / Delete a key
exists -2 readonly,fast 1,-1,1 generic 1.0.0 / key [key ...] / Determine if a key exists
expire -3 write,fast 1,1,1 generic 1.0.0 / key seconds [NX|XX|GT|LT] / Set a key's time to live in seconds
expireat -3 write,fast 1,1,1 generic 1.2.0 / key unix-time-seconds [NX|XX|GT|LT] / Set the expiration for a key as a UNIX timestamp
expiretime 2 readonly,fast 1,1,1 generic 7.0.0 / key / Get the expiration Unix timestamp for a key
keys 2 readonly 0,0,0 generic 1.0.0 / pattern / Find all keys matching the given pattern
move 3 write,fast 1,1,1 generic 1.0.0 / key db / Move a key to another database
object -2 - 0,0,0 generic 2.2.3 /  / A container for object introspection commands
object|encoding 3 readonly 2,2,1
object|freq 3 readonly 2,2,1
object|help 2 - 0,0,0
object|idletime 3 readonly 2,2,1
object|refcount 3 readonly 2,2,1
persist 2 write,fast 1,1,1 generic 2.2.0 / key / Remove the expiration from a key
pexpire -3 write,fast 1,1,1 generic 2.6.0 / key milliseconds [NX|XX|GT|LT] / Set a key's time to live in milliseconds
pexpireat -3 write,fast 1,1,1 generic 2.6.0 / key unix-time-milliseconds [NX|XX|GT|LT] / Set the expiration for a key as a UNIX timestamp specified in milliseconds
pexpiretime 2 readonly,fast 1,1,1 generic 7.0.0 / key / Get the expiration Unix timestamp for a key in milliseconds
pttl 2 readonly,fast 1,1,1 generic 2.6.0 / key / Get the time to live for a key in milliseconds
randomkey 1 readonly 0,0,0 generic 1.0.0 /  / Return a random key from the keyspace
rename 3 write 1,2,1 generic 1.0.0 / key newkey / Rename a key
renamenx 3 write,fast 1,2,1 generic 1.0.0 / key newkey / Rename a key, only if the new key does not exist
scan -2 readonly 0,0,0 generic 2.8.0 / cursor [MATCH pattern] [COUNT count] [TYPE type] / Incrementally iterate the keys space
sort -2 write,denyoom,movablekeys 1,1,1 generic 1.0.0 / key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC|DESC] [ALPHA] [STORE destination] / Sort the elements in a list, set or sorted set
sort_ro -2 readonly,movablekeys 1,1,1 generic 7.0.0 / key [BY pattern] [LIMIT offset count] [GET pattern [GET pattern ...]] [ASC|DESC] [ALPHA] / Sort the elements in a list, set or sorted set. Read-only variant of SORT.
touch -2 readonly,fast 1,-1,1 generic 3.2.1 / key [key ...] / Alters the last access time of a key(s). Returns the number of existing keys specified.
ttl 2 readonly,fast 1,1,1 generic 1.0.0 / key / Get the time to live for a key in seconds
type 2 readonly,fast 1,1,1 generic 1.0.0 / key / Determine the type stored at key
unlink -2 write,fast 1,-1,1 generic 4.0.0 / key [key ...] / Delete a key asynchronously in another thread. Otherwise it is just as DEL, but non blocking.
wait 3 noscript 0,0,0 generic 3.0.0 / numreplicas timeout / Wait for the synchronous replication of all the write commands sent in the context of the current connection
discard 1 noscript,fast 0,0,0 transactions 2.0.0 /  / Discard all commands issued after MULTI
exec 1 noscript 0,0,0 transactions 1.2.0 /  / Execute all commands issued after MULTI
multi 1 noscript,fast 0,0,0 transactions 1.2.0 /  / Mark the start of a transaction block
unwatch 1 noscript,fast 0,0,0 transactions 2.2.0 /  / Forget about all watched keys
watch -2 noscript,fast 1,-1,1 transactions 2.2.0 / key [key ...] / Watch the given keys to determine execution of the MULTI/EXEC block
script -2 - 0,0,0 scripting 2.6.0 /  / A container for Lua scripts management commands
script|exists -3 noscript 0,0,0
script|flush -2 noscript 0,0,0
script|help 2 - 0,0,0
script|kill 2 noscript 0,0,0
script|load 3 noscript 0,0,0
psubscribe -2 pubsub,noscript 0,0,0 pubsub 2.0.0 / pattern [pattern ...] / Listen for messages published to channels matching the given patterns
publish 3 pubsub,fast 0,0,0 pubsub 2.0.0 / channel message / Post a message to a channel
pubsub -2 - 0,0,0 pubsub 2.8.0 /  / A container for Pub/Sub commands
pubsub|channels -2 pubsub 0,0,0
pubsub|help 2 - 0,0,0
pubsub|numpat 2 pubsub 0,0,0
pubsub|numsub -2 pubsub 0,0,0
punsubscribe -1 pubsub,noscript 0,0,0 pubsub 2.0.0 / [pattern [pattern ...]] / Stop listening for messages posted to channels matching the given patterns
subscribe -2 pubsub,noscript 0,0,0 pubsub 2.0.0 / channel [channel ...] / Listen for messages published to the given channels
unsubscribe -1 pubsub,noscript 0,0,0 pubsub 2.0.0 / [channel [channel ...]] / Stop listening for messages posted to the given channels
auth -2 noscript,fast 0,0,0 connection 1.0.0 / [username] password / Authenticate to the server
client -2 - 0,0,0 connection 2.4.0 /  / A container for client connection commands
client|getname 2 noscript 0,0,0
client|help 2 - 0,0,0
client|id 2 noscript 0,0,0
client|info 2 noscript 0,0,0
client|kill -3 admin,noscript 0,0,0
client|list -2 admin,noscript 0,0,0
client|no-evict 3 admin,noscript 0,0,0
client|setname 3 noscript 0,0,0
client|unblock -3 admin,noscript 0,0,0
echo 2 fast 0,0,0 connection 1.0.0 / message / Echo the given string
hello -1 noscript,fast 0,0,0 connection 6.0.0 / [protover [AUTH username password] [SETNAME clientname]] / Handshake with Redis
ping -1 fast 0,0,0 connection 1.0.0 / [message] / Ping the server
quit -1 noscript,fast 0,0,0 connection 1.0.0 /  / Close the connection
reset 1 noscript,fast 0,0,0 connection 6.2.0 /  / Reset the connection
select 2 fast 0,0,0 connection 1.0.0 / index / Change the selected database for the current connection
command -1 - 0,0,0 server 2.8.13 /  / Get array of Redis command details
command|count 2 - 0,0,0
command|docs -2 - 0,0,0
command|getkeys -4 - 0,0,0
command|help 2 - 0,0,0
command|info -2 - 0,0,0
command|list -2 - 0,0,0
config -2 - 0,0,0 server 2.0.0 /  / A container for server configuration commands
config|get -3 admin,noscript 0,0,0
config|help 2 - 0,0,0
config|resetstat 2 admin,noscript 0,0,0
config|set -4 admin,noscript 0,0,0
dbsize 1 readonly,fast 0,0,0 server 1.0.0 /  / Return the number of keys in the selected database
flushall -1 write 0,0,0 server 1.0.0 / [ASYNC|SYNC] / Remove all keys from all databases
flushdb -1 write 0,0,0 server 1.0.0 / [ASYNC|SYNC] / Remove all keys from the current database
info -1 - 0,0,0 server 1.0.0 / [section [section ...]] / Get information and statistics about the server
monitor 1 admin,noscript 0,0,0 server 1.0.0 /  / Listen for all requests received by the server in real time
swapdb 3 write,fast 0,0,0 server 4.0.0 / index1 index2 / Swaps two Redis databases
time 1 fast 0,0,0 server 2.6.0 /  / Return the current server time
`
