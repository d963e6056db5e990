#include "CVectorMath.h"

#include <stdlib.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

enum { LINE = 64, HUGE_PAGE = 1 << 21, MANY = 8 << 20 };

void *vm_allocate(size_t bytes) {
  size_t unit = bytes >= MANY ? HUGE_PAGE : LINE, rounded = (bytes + unit - 1) / unit * unit;
  void *memory = rounded < bytes ? NULL : aligned_alloc(unit, rounded);
#if defined(__linux__)
  // With pages of 4 KiB much of the time of a large product goes into finding them.
  if (memory && unit == HUGE_PAGE) madvise(memory, rounded, MADV_HUGEPAGE);
#endif
  return memory;
}
