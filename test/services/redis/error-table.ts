/** Redis' errors, each with commands (split by `;`) that bring it, on the data of `errorData`. Taken from redis-server 7.0.15. */
export const errorText = `
# ERR unknown command 'NoSuch', with args beginning with: 
  NoSuch
# ERR unknown command 'nosuch', with args beginning with: 'ab' 'two words' 'c' 
  nosuch ab "two words" c
# ERR wrong number of arguments for 'get' command
  GET ; get a b
# ERR wrong number of arguments for 'set' command
  SET a
# ERR wrong number of arguments for 'client' command
  CLIENT
# ERR unknown subcommand 'NOSUCH'. Try CLIENT HELP.
  CLIENT NOSUCH x
# ERR unknown command 'client|id', with args beginning with: 
  client|id
# ERR wrong number of arguments for 'client|setname' command
  CLIENT SETNAME
# ERR wrong number of arguments for 'config|get' command
  CONFIG GET
# ERR wrong number of arguments for 'object|encoding' command
  OBJECT ENCODING
# ERR wrong number of arguments for 'hset' command
  HSET h f ; HSET h f v g
# ERR wrong number of arguments for 'mset' command
  MSET a ; MSET a b c
# ERR wrong number of arguments for 'zadd' command
  ZADD z 1 ; ZADD z NX
# ERR wrong number of arguments for 'ping' command
  PING a b
# ERR syntax error
  FLUSHALL NOW ; LINSERT l BESIDE a x ; LPOS l a NOSUCH 1 ; LPOS l a RANK ; LMOVE l l UP DOWN ;
  LMPOP 1 l UP ; LMPOP 1 l LEFT COUNT 1 COUNT 1 ; LMPOP 5 l LEFT ; SPOP t 1 2 ; SRANDMEMBER t 1 2 ;
  SINTERCARD 1 t NOSUCH ; ZADD z 1 m 2 ; ZRANGE z 0 1 NOSUCH ; ZRANGE z 0 1 BYSCORE LIMIT 0 ;
  ZPOPMIN z 1 2 ; ZMPOP 1 z LEFT ; ZUNION 3 z ; ZUNIONSTORE d 1 z WEIGHTS ;
  ZUNIONSTORE d 1 z AGGREGATE AVG ; ZUNIONSTORE d 1 z WITHSCORES ; ZDIFF 1 z WEIGHTS 1 ;
  ZRANDMEMBER z 1 SCORES ; HRANDFIELD h 1 SCORES ; HRANDFIELD h 1 WITHVALUES x ; COPY n x NOSUCH ;
  SCAN 0 COUNT 0 ; SCAN 0 MATCH ; SCAN 0 NOSUCH 1 ; HSCAN h 0 COUNT -1 ; SET a v EX ; SET a v NX XX ;
  SET a v NOSUCH ; SET a v PX 1 EX 1 ; GETEX n NOSUCH ; CLIENT KILL NOSUCH x ; CLIENT LIST NOSUCH ;
  CLIENT NO-EVICT maybe ; AUTH a b c ; BITCOUNT s 0 ; BITCOUNT s 0 1 NIBBLE ; BITPOS s 1 0 1 NIBBLE ;
  BITOP NAND d s n ; SORT l LIMIT 0 ; SORT l NOSUCH ; SORT_RO l STORE d
# ERR wrong number of arguments for 'lpop' command
  LPOP l 1 2
# WRONGTYPE Operation against a key holding the wrong kind of value
  LPUSH s x ; LLEN s ; LRANGE h 0 1 ; LPOP h ; GET l ; INCR l ; APPEND h x ; STRLEN t ; GETRANGE z 0 1 ;
  SETRANGE l 0 x ; GETSET l x ; HGET s f ; HSET l f v ; HINCRBY s f 1 ; SADD l m ; SMEMBERS h ;
  SINTER t l ; SUNION none l ; SINTER none l ; SUNIONSTORE d t s ; SMOVE t l m ; ZADD l 1 m ; ZSCORE h m ;
  ZRANGE t 0 -1 ; ZUNIONSTORE d 2 z l ; RPOPLPUSH l s ; LMOVE s l LEFT LEFT ; LMPOP 2 none s LEFT ;
  BLPOP none s 0 ; BLPOP s 0 ; BZPOPMIN l 0 ; BZPOPMIN t 0 ; SSCAN s 0 ; SET l v GET ; GETDEL l ;
  SETBIT l 0 1 ; GETBIT h 0 ; BITCOUNT t ; BITPOS z 1 ; BITOP OR d s l ; SORT s ; SORT_RO h
# ERR value is not an integer or out of range
  INCR s ; INCRBY n 1.5 ; INCRBY n abc ; DECRBY n 9223372036854775808 ; HINCRBY hn n x ; GETRANGE s a 1 ;
  LRANGE l a 1 ; LRANGE l 0 1.0 ; LINDEX l x ; LSET l x y ; LREM l x a ; LTRIM l 0 x ; LPOS l a RANK x ;
  SRANDMEMBER t x ; ZRANGE z 0 x ; ZRANGE z 0 1 BYSCORE LIMIT a b ; ZUNION x z ; ZRANDMEMBER z x ;
  MOVE n x ; SELECT x ; SCAN 0 COUNT x ; EXPIRE n x ; SET a v EX x ; WAIT x 0 ; CLIENT UNBLOCK x
# ERR increment or decrement would overflow
  INCR big ; HINCRBY hn n 1
# ERR decrement would overflow
  DECRBY n -9223372036854775808
# ERR value is not a valid float
  INCRBYFLOAT s 1 ; INCRBYFLOAT n abc ; INCRBYFLOAT n nan ; HINCRBYFLOAT hn n abc ; ZADD z x m ;
  ZADD z nan m ; ZINCRBY z x m
# ERR increment would produce NaN or Infinity
  INCRBYFLOAT n inf
# ERR hash value is not an integer
  HINCRBY h f 1
# ERR hash value is not a float
  HINCRBYFLOAT h f 1
# ERR value is NaN or Infinity
  HINCRBYFLOAT hn n inf
# ERR offset is out of range
  SETRANGE s -1 x
# ERR string exceeds maximum allowed size (proto-max-bulk-len)
  SETRANGE s 536870912 x ; SETRANGE s 4294967296 x
# ERR index out of range
  LSET l 9 x
# ERR no such key
  LSET none 0 x ; RENAME none x ; RENAMENX none x
# ERR value is out of range, must be positive
  LPOP l -1 ; LPOP l x ; SPOP t -1 ; SPOP t x ; ZPOPMIN z -1 ; ZPOPMIN z x
# ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list
  LPOS l a RANK 0
# ERR COUNT can't be negative
  LPOS l a COUNT -1
# ERR MAXLEN can't be negative
  LPOS l a MAXLEN -1
# ERR numkeys should be greater than 0
  LMPOP 0 l LEFT ; LMPOP x l LEFT ; SINTERCARD 0 t ; SINTERCARD x t ; ZMPOP 0 z MIN
# ERR count should be greater than 0
  LMPOP 1 l LEFT COUNT 0
# ERR timeout is negative
  BLPOP l -1 ; BLPOP none inf ; BLPOP none 1e400 ; WAIT 0 -1
# ERR timeout is not a float or out of range
  BLPOP l x ; BLPOP none nan ; BLPOP none " 1" ; BLMPOP x 1 l LEFT
# ERR Number of keys can't be greater than number of args
  SINTERCARD 2 t
# ERR LIMIT can't be negative
  SINTERCARD 1 t LIMIT -1 ; ZINTERCARD 1 z LIMIT -1 ; ZINTERCARD 1 z LIMIT x
# ERR XX and NX options at the same time are not compatible
  ZADD z NX XX 1 m
# ERR GT, LT, and/or NX options at the same time are not compatible
  ZADD z NX GT 1 m ; ZADD z GT LT 1 m
# ERR INCR option supports a single increment-element pair
  ZADD z INCR 1 m 2 n
# ERR min or max is not a float
  ZRANGE z a b BYSCORE ; ZRANGEBYSCORE z (x 1 ; ZRANGEBYSCORE z 1 nan ; ZCOUNT z a b
# ERR min or max not valid string range item
  ZRANGE z a b BYLEX ; ZRANGEBYLEX z a b ; ZLEXCOUNT z a b
# ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX
  ZRANGE z 0 1 LIMIT 0 1
# ERR syntax error, WITHSCORES not supported in combination with BYLEX
  ZRANGE z - + BYLEX WITHSCORES
# ERR at least 1 input key is needed for 'zunion' command
  ZUNION 0 z
# ERR at least 1 input key is needed for 'zunionstore' command
  ZUNIONSTORE d 0 z
# ERR weight value is not a float
  ZUNIONSTORE d 1 z WEIGHTS x
# ERR source and destination objects are the same
  MOVE n 0 ; COPY n n
# ERR DB index is out of range
  MOVE n 16 ; COPY n x DB 99 ; SELECT 16 ; SELECT -1 ; SWAPDB 0 16
# ERR value is out of range, value must between -2147483648 and 2147483647
  SELECT 99999999999
# ERR invalid first DB index
  SWAPDB x 0
# ERR invalid second DB index
  SWAPDB 0 x
# ERR invalid cursor
  SCAN x ; SSCAN t x
# ERR invalid expire time in 'expire' command
  EXPIRE n 9223372036854775807
# ERR Unsupported option NOW
  EXPIRE n 1 NOW
# ERR invalid expire time in 'pexpire' command
  PEXPIRE n 9223372036854775807
# ERR invalid expire time in 'setex' command
  SETEX a 0 v
# ERR invalid expire time in 'set' command
  SET a v EX -1
# ERR invalid expire time in 'getex' command
  GETEX n EX 0
# ERR unknown subcommand 'NOSUCH'. Try OBJECT HELP.
  OBJECT NOSUCH n
# ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when switching between policies at runtime LRU and LFU data will take some time to adjust.
  OBJECT FREQ n
# ERR Unknown option or number of arguments for CONFIG SET - 'nosuch'
  CONFIG SET nosuch 1
# ERR wrong number of arguments for 'config|set' command
  CONFIG SET maxmemory
# ERR No such client
  CLIENT KILL 1.2.3.4:5
# ERR client-id should be greater than 0
  CLIENT KILL ID x
# ERR Unknown client type 'nosuch'
  CLIENT KILL TYPE nosuch ; CLIENT LIST TYPE nosuch
# ERR No such user 'nobody'
  CLIENT KILL USER nobody
# ERR Invalid client ID
  CLIENT LIST ID x
# ERR Client names cannot contain spaces, newlines or special characters.
  CLIENT SETNAME "a b" ; HELLO 2 SETNAME "a b"
# ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR
  CLIENT UNBLOCK 1 LATER
# ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?
  AUTH secret
# WRONGPASS invalid username-password pair or user is disabled.
  AUTH nobody secret ; HELLO 2 AUTH nobody x
# ERR Protocol version is not an integer or out of range
  HELLO x
# NOPROTO unsupported protocol version
  HELLO 1 ; HELLO 4
# ERR Syntax error in HELLO option 'NOSUCH'
  HELLO 2 NOSUCH
# ERR Syntax error in HELLO option 'SETNAME'
  HELLO 2 SETNAME
# ERR wrong number of arguments for 'reset' command
  RESET x
# ERR unknown subcommand 'NOSUCH'. Try COMMAND HELP.
  COMMAND NOSUCH
# ERR wrong number of arguments for 'command|getkeys' command
  COMMAND GETKEYS nosuch ; COMMAND GETKEYS GET ; COMMAND GETKEYS PING
# ERR wrong number of arguments for 'command|count' command
  COMMAND COUNT x
# ERR bit offset is not an integer or out of range
  SETBIT s -1 1 ; SETBIT s x 1 ; SETBIT s 4294967296 1 ; GETBIT s -1 ; GETBIT l 99999999999999999999
# ERR bit is not an integer or out of range
  SETBIT s 0 2 ; SETBIT s 0 x ; SETBIT l 0 01
# ERR The bit argument must be 1 or 0.
  BITPOS s 2
# ERR BITOP NOT must be called with a single source key.
  BITOP NOT d s n
# ERR One or more scores can't be converted into double
  SORT l ; SORT t ; SORT z DESC
# ERR SCRIPT FLUSH only support SYNC|ASYNC option
  SCRIPT FLUSH NOW ; SCRIPT FLUSH SYNC ASYNC
# NOTBUSY No scripts in execution right now.
  SCRIPT KILL
# ERR wrong number of arguments for 'script' command
  SCRIPT
# ERR wrong number of arguments for 'script|exists' command
  SCRIPT EXISTS
# ERR unknown subcommand 'NOSUCH'. Try SCRIPT HELP.
  SCRIPT NOSUCH
# ERR EXEC without MULTI
  EXEC
# ERR DISCARD without MULTI
  DISCARD
# ERR wrong number of arguments for 'pubsub|numpat' command
  PUBSUB NUMPAT x
`

/** What is there before each of them. */
export const errorData = [
  'SET s text',
  'SET n 10',
  'SET big 9223372036854775807',
  'RPUSH l a b',
  'HSET h f v',
  'HSET hn n 9223372036854775807 f x',
  'SADD t m',
  'ZADD z 1 m',
]
