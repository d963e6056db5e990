#include "CKernels.h"

#include <pthread.h>
#include <stdlib.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

// Blocks from the size of a huge page on are whole numbers of them: with pages of 4 KiB much of the
// time of a large kernel goes into finding them. Some that were given back are kept for the next
// that needs as much, because memory that is new to the process has to be cleared first, which takes
// longer than most kernels.
enum { LINE = 64, HUGE_PAGE = 1 << 21, KEPT_BLOCKS = 8 };
static const size_t KEPT_BYTES = 64 << 20;

static struct {
  pthread_mutex_t lock;
  // The oldest first.
  struct block { void *memory; size_t bytes; } blocks[KEPT_BLOCKS];
  int count;
  size_t bytes;
} kept = {.lock = PTHREAD_MUTEX_INITIALIZER};

static size_t block_size(size_t bytes) {
  size_t unit = bytes >= HUGE_PAGE ? HUGE_PAGE : LINE;
  return (bytes + unit - 1) / unit * unit;
}

// Under the lock.
static void *take_kept(int index) {
  void *memory = kept.blocks[index].memory;
  kept.bytes -= kept.blocks[index].bytes;
  kept.count--;
  for (; index < kept.count; index++) kept.blocks[index] = kept.blocks[index + 1];
  return memory;
}

void *ck_allocate(size_t bytes) {
  size_t rounded = block_size(bytes);
  if (rounded < bytes) return NULL;
  if (rounded < HUGE_PAGE) return aligned_alloc(LINE, rounded);
  void *memory = NULL;
  pthread_mutex_lock(&kept.lock);
  // The last given back is likeliest to be in the cache still.
  for (int index = kept.count - 1; index >= 0 && !memory; index--) {
    if (kept.blocks[index].bytes == rounded) memory = take_kept(index);
  }
  // Where the system has no more, what is kept may be enough.
  while (!memory && !(memory = aligned_alloc(HUGE_PAGE, rounded)) && kept.count > 0) {
    free(take_kept(0));
  }
  pthread_mutex_unlock(&kept.lock);
#if defined(__linux__)
  if (memory) madvise(memory, rounded, MADV_HUGEPAGE);
#endif
  return memory;
}

void ck_free(void *memory, size_t bytes) {
  size_t rounded = block_size(bytes);
  if (rounded < HUGE_PAGE || rounded > KEPT_BYTES) {
    free(memory);
    return;
  }
  void *dropped[KEPT_BLOCKS];
  int drops = 0;
  pthread_mutex_lock(&kept.lock);
  while (kept.count == KEPT_BLOCKS || kept.bytes + rounded > KEPT_BYTES) {
    dropped[drops++] = take_kept(0);
  }
  kept.blocks[kept.count++] = (struct block){memory, rounded};
  kept.bytes += rounded;
  pthread_mutex_unlock(&kept.lock);
  while (drops > 0) free(dropped[--drops]);
}
