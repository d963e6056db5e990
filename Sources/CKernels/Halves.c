#include "CKernels.h"

#include "Clones.h"

// Half precision is a format to store numbers in: the processor converts it, and computes in single.

CLONES void ck_from_half(const void *x, float *y, size_t count) {
  const _Float16 *halves = x;
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) y[i] = (float)halves[i];
}

CLONES void ck_to_half(const float *x, void *y, size_t count) {
  _Float16 *halves = y;
  ELEMENTWISE
  for (size_t i = 0; i < count; i++) halves[i] = (_Float16)x[i];
}
