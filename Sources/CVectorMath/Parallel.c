#include "CVectorMath.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

// One job at a time is shared out among threads that are started with the first job and kept. A
// job that is given out while another runs, from another thread or from inside a body, is run
// by its caller alone.

enum { MAX_THREADS = 64 };

static struct {
  pthread_mutex_t lock;
  pthread_cond_t start, end;
  unsigned long generation;
  int running;
  void *context;
  void (*body)(void *, size_t, size_t);
  size_t count, part;
  _Atomic size_t next;
} job = {.lock = PTHREAD_MUTEX_INITIALIZER, .start = PTHREAD_COND_INITIALIZER,
         .end = PTHREAD_COND_INITIALIZER};

static pthread_mutex_t owner = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int threads = 1;

static void take_parts(void) {
  for (;;) {
    size_t start = atomic_fetch_add(&job.next, job.part);
    if (start >= job.count) return;
    size_t end = start + job.part;
    job.body(job.context, start, end < job.count ? end : job.count);
  }
}

static void *work(void *unused) {
  (void)unused;
  unsigned long seen = 0;
  pthread_mutex_lock(&job.lock);
  for (;;) {
    while (job.generation == seen) pthread_cond_wait(&job.start, &job.lock);
    seen = job.generation;
    pthread_mutex_unlock(&job.lock);
    take_parts();
    pthread_mutex_lock(&job.lock);
    if (--job.running == 0) pthread_cond_signal(&job.end);
  }
  return NULL;
}

static void start_threads(void) {
  const char *asked = getenv("KINDLING_NUM_THREADS");
  long wanted = asked ? strtol(asked, NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);
  if (wanted > MAX_THREADS) wanted = MAX_THREADS;
  for (long started = 1; started < wanted; started++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, NULL) != 0) break;
    pthread_detach(thread);
    threads++;
  }
}

int vm_thread_count(void) {
  pthread_once(&once, start_threads);
  return threads;
}

void vm_parallel(
    size_t count, size_t grain, void *context, void (*body)(void *, size_t, size_t)) {
  if (count <= grain || vm_thread_count() == 1 || pthread_mutex_trylock(&owner) != 0) {
    if (count > 0) body(context, 0, count);
    return;
  }
  // Two parts a thread, so that one that is held up does not hold up the others as long.
  size_t part = (count + 2 * threads - 1) / (2 * threads);
  pthread_mutex_lock(&job.lock);
  job.context = context;
  job.body = body;
  job.count = count;
  job.part = part < grain ? grain : part;
  atomic_store(&job.next, 0);
  job.running = threads - 1;
  job.generation++;
  pthread_cond_broadcast(&job.start);
  pthread_mutex_unlock(&job.lock);
  take_parts();
  pthread_mutex_lock(&job.lock);
  while (job.running > 0) pthread_cond_wait(&job.end, &job.lock);
  pthread_mutex_unlock(&job.lock);
  pthread_mutex_unlock(&owner);
}
