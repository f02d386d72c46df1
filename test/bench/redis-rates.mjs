// What a learner could write: commands a second, one after the other and in batches of a hundred, once all is warm.
export async function rates(redis) {
  await redis.flushall()
  const batches = async (number) => {
    for (let batch = 0; batch < number; batch++) {
      const pipeline = redis.pipeline()
      for (let count = 0; count < 100; count++) pipeline.rpush('tasks', 'x')
      await pipeline.exec()
    }
  }
  for (let count = 0; count < 2000; count++) await redis.rpush('tasks', 'x')
  await batches(50)
  let start = performance.now()
  for (let count = 0; count < 3000; count++) await redis.rpush('tasks', 'x')
  const sequential = (3000 / (performance.now() - start)) * 1000
  start = performance.now()
  await batches(200)
  return { sequential, pipelined: (20_000 / (performance.now() - start)) * 1000 }
}
